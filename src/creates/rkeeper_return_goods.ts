import { formProblem } from '../core/errors';
import { output, primary, text } from '../core/output';
import { excerpt } from '../core/redact';
import { say } from '../language/language';
import type { TillClient } from '../services/rkeeper/client';
import { plain } from '../services/rkeeper/item_search';
import type { OrderDish } from '../services/rkeeper/orders';
import { bracedGuid, GUID, withoutZeros } from '../services/rkeeper/ref_item';
import { soldDishes } from '../steps/rkeeper/drop_downs';
import { atLeastOne, cashier, picked, receipt, requiredItem, station } from '../steps/rkeeper/kinds';
import { RECEIPT, SAMPLE_RECEIPT, type Receipted } from '../steps/rkeeper/receipts';
import { tillWrite } from '../steps/rkeeper/till';
import { fields, line, lineItems, quantity, shownWith } from '../zapier/fields';

const DISH = fields({
  line_guid: {
    label: 'Sold Dish',
    kind: shownWith({ choices: soldDishes, dependsOn: ['receipt_guid'] }, line),
    required: true,
    help: 'The dish that comes back: its code or its name. Or map the Dish Line GUID of Find Till Order, or pick a dish of the receipt above.',
  },
  quantity: {
    label: 'Quantity',
    kind: quantity,
    required: true,
    help: 'How much of it comes back, in pieces or kilograms; no more than was sold.',
  },
});

const FORM = fields({
  receipt_guid: {
    label: 'Receipt',
    kind: receipt,
    required: true,
    help:
      'The receipt (чек) of the sale: the number printed on it. Or map the Receipt GUID of an earlier step, or pick one of the present ' +
      'shift.',
  },
  reason: requiredItem(
    'Reason',
    picked('reasons', 'ImplOnDishReturn'),
    'Why the dishes come back (причина возврата). The list shows the reasons that fit.',
  ),
  dishes: {
    label: 'Dishes',
    kind: atLeastOne('dish', lineItems('Dish', DISH)),
  },
  station: station('Where the return receipt is printed (касса). It must be switched on.'),
  cashier: cashier('Who gives the money back (кассир).'),
});

/**
 * The lines of a sale by whatever names their dishes.
 *
 * @throws Problem naming each dish that the receipt does not have, or has in more than one line.
 */
async function soldLines(
  till: TillClient,
  sale: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const isNamed = names.some((name) => !GUID.test(name));
  const sold = isNamed ? await till.soldDishes(sale) : [];
  const faults: string[] = [];
  const lines = names.map((name, index) => {
    if (GUID.test(name)) return bracedGuid(name);
    const [found, ...others] = sold.filter((dish) => isCalled(dish, name));
    if (found?.lineGuid !== undefined && others.length === 0) return found.lineGuid;
    faults.push(
      found
        ? say`Dish ${{ number: index + 1 }}: The receipt has "${{ name: excerpt(name) }}" in more than one
          line. Pick one from the list of Sold Dish.`
        : say`Dish ${{ number: index + 1 }}: The receipt has no dish "${{ name: excerpt(name) }}". Correct
          Sold Dish: pick one from the list, or enter its code or its name. Dishes of an earlier shift are
          only known by their line GUIDs.`,
    );
    return '';
  });
  if (faults.length > 0) throw formProblem('input', faults);
  return lines;
}

function isCalled({ code, name = '' }: OrderDish, typed: string): boolean {
  const number = typed.replace(/^\s*[№#]\s*/, '');
  return plain(name) === plain(typed) || (code !== undefined && withoutZeros(code) === withoutZeros(number));
}

const RETURNED = output<Receipted<{ readonly sale: string }>>()({
  id: primary(text('ID', SAMPLE_RECEIPT, ({ receipt, sale }) => receipt?.lineGuid ?? sale)),
  sale_receipt_guid: text(
    'Receipt GUID of the Sale',
    '{BBBBBBBB-0000-0000-0000-000000000001}',
    ({ sale }) => sale,
  ),
  ...RECEIPT.columns,
});

export default tillWrite({
  key: 'rkeeper_return_goods',
  noun: 'Return',
  label: 'Return Dishes at Till',
  description:
    'Takes dishes of a paid receipt of an r_keeper 7 restaurant back, which prints a return receipt at the station and cannot be undone.',
  form: FORM,
  output: RETURNED,
  perform: async (till, { receipt_guid: sale, dishes, ...rest }) => {
    const lines = await soldLines(
      till,
      sale,
      dishes.map(({ line_guid: name }) => name),
    );
    const returned = dishes.map(({ quantity: pieces }, index) => ({
      lineGuid: lines[index] ?? '',
      quantity: pieces,
    }));
    const paid = await till.returnGoods({ receiptGuid: sale, dishes: returned, ...rest });
    return { sale, ...paid };
  },
});
