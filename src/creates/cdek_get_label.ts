import { say } from '../language/language';
import { cdekOf } from '../steps/cdek/cdek';
import { NAME_THE_ORDER, ORDER_REFS } from '../steps/cdek/order_fields';
import { labels } from '../steps/label';
import { choice, fields, filledWith, oneOf, orElse, shownWith, wholeNumber } from '../zapier/fields';
import { create } from '../zapier/step';

const KIND = {
  label: 'Form',
  kind: orElse(
    'barcodes',
    shownWith(
      { altersDynamicFields: true },
      choice({ barcodes: 'Labels of the packages (ШК места)', orders: 'Waybill (накладная)' }),
    ),
  ),
  help: 'What is printed. The labels, if you leave it empty.',
} as const;

const FORM = fields({
  ...ORDER_REFS,
  form: KIND,
  format: {
    label: 'Paper',
    kind: oneOf(['A4', 'A5', 'A6', 'A7']),
    when: filledWith('form', KIND, 'barcodes'),
    help: 'The size of the labels. A4, if you leave it empty.',
  },
  copy_count: {
    label: 'Copies',
    kind: wholeNumber(1, 20),
    help: 'How many of each. One label or two waybills, if you leave it empty.',
  },
});

/** The vendor's limit. */
const MOST_ORDERS = 100;

const LABELS = labels('cdek', '1107000001');

export default create({
  key: 'cdek_get_label',
  noun: 'Label',
  label: 'Get CDEK Label',
  description:
    'Gets the labels or the waybill of one or more CDEK (СДЭК) orders, as a PDF file that later steps can use.',
  form: FORM,
  check: ({ order_uuid, cdek_number, im_number }, form) => {
    const count = [order_uuid, cdek_number, im_number].flatMap((names) => names ?? []).length;
    if (count === 0) form.fault(NAME_THE_ORDER);
    if (count > MOST_ORDERS)
      form.fault(say`CDEK prints at most ${{ mostOrders: MOST_ORDERS }} orders at once.`);
  },
  output: LABELS.output,
  perform: async (run, { form: kind, format, copy_count: copies, ...named }) => {
    const { order_uuid = [], cdek_number = [], im_number = [] } = named;
    const refs = [
      ...order_uuid.map((uuid) => ({ order_uuid: uuid })),
      ...cdek_number.map((number) => ({ cdek_number: number })),
      ...im_number.map((number) => ({ im_number: number })),
    ];
    const wanted = kind === 'orders' ? { kind, copies } : { kind, copies, format };
    const pdf = await cdekOf(run).printed(refs, wanted);
    return LABELS.handOver(run, [...cdek_number, ...im_number, ...order_uuid], pdf);
  },
});
