import type { Form } from '../core/form';
import { output, primary, text, texts, yesNo } from '../core/output';
import { say } from '../language/language';
import type { GoodChanges } from '../services/justclick/products';
import { CLEARABLE_LABELS, GOOD_FIELDS, GOOD_GROUPS, MONEY_HELP } from '../steps/justclick/product_fields';
import { noteAddresses } from '../steps/justclick/product_addresses';
import { GOOD_NAME, shopOf } from '../steps/justclick/shop';
import { choices, fields, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  good_name: { ...GOOD_NAME, group: 'product' },
  ...GOOD_FIELDS,
  good_sum: {
    ...GOOD_FIELDS.good_sum,
    help: `${MONEY_HELP} Leave it empty to keep the present price: it is then read from the shop and sent again.`,
  },
  clear_fields: {
    label: 'Fields to Empty',
    kind: choices(CLEARABLE_LABELS),
    group: 'clearing',
    help: 'Choose the fields whose stored value shall be removed. An empty field above only means "leave it as it is".',
  },
});

function checkChanges(values: Read<typeof FORM>, form: Form): void {
  const { label } = FORM.field('clear_fields');
  for (const key of values.clear_fields ?? [])
    if (values[key] !== undefined)
      form.fault(
        say`${{ label: FORM.field(key).label }} is filled in and also among ${{ label2: label }}: choose one.`,
      );
  const isUnchanged = Object.entries(values).every(
    ([key, value]) => key === 'good_name' || value === undefined,
  );
  const isEmpty = form.isSound || !form.has(FORM.field('good_name'));
  if (isUnchanged && isEmpty) form.fault(say`Fill in at least one field to change.`);
}

interface Changed {
  readonly good_name: string;
  readonly filledIn: GoodChanges;
  readonly emptied: readonly string[];
  readonly price: string;
}

const CHANGED = output<Changed>()({
  id: primary(text('ID', 'super_tovar', ({ good_name }) => good_name)),
  good_name: text('Product', 'super_tovar', ({ good_name }) => good_name),
  good_sum: text('Price', '990.50', ({ price }) => price),
  price_kept: yesNo('Price Was Kept', false, ({ filledIn }) => filledIn.good_sum === undefined),
  updated_fields: texts('Updated Fields', ['good_title', 'good_sum'], ({ filledIn }) =>
    Object.entries(filledIn).flatMap(([key, value]) => (value === undefined ? [] : [key])),
  ),
  emptied_fields: texts('Emptied Fields', ['good_partner_text'], ({ emptied }) => emptied),
});

export default create({
  key: 'justclick_update_good',
  noun: 'Product',
  label: 'Update Shop Product',
  description:
    'Changes a product of an Expertam, JustClick or InfluencerSoft shop. Fields that you leave empty keep their present values.',
  groups: [...GOOD_GROUPS, { key: 'clearing', label: 'Empty Fields' }],
  form: FORM,
  check: checkChanges,
  output: CHANGED,
  perform: async (run, { good_name, clear_fields: emptied = [], ...filledIn }) => {
    const changes = { ...filledIn, ...Object.fromEntries(emptied.map((key) => [key, ''])) };
    const price = await shopOf(run).updateGood(good_name, changes);
    await noteAddresses(run, good_name, changes);
    return CHANGED.row({ good_name, filledIn, emptied, price });
  },
});
