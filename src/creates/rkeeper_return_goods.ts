import type { Create } from 'zapier-platform-core';
import { output, primary, text } from '../core/output';
import { soldDishes } from '../steps/rkeeper/drop_downs';
import { atLeastOne, cashier, guid, picked, receipt, requiredItem, station } from '../steps/rkeeper/kinds';
import { RECEIPT, SAMPLE_RECEIPT, type Receipted } from '../steps/rkeeper/receipts';
import { tillWrite } from '../steps/rkeeper/operations';
import { fields, lineItems, quantity, shownWith } from '../zapier/fields';

const DISH = fields({
  line_guid: {
    label: 'Sold Dish',
    kind: shownWith({ choices: soldDishes, dependsOn: ['receipt_guid'] }, guid),
    required: true,
    help: 'The dish that comes back. Map the Dish Line GUID of Find Till Order, or pick a dish of the receipt above.',
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

const RETURNED = output<Receipted<{ readonly sale: string }>>()({
  id: primary(text('ID', SAMPLE_RECEIPT, ({ receipt, sale }) => receipt?.lineGuid ?? sale)),
  sale_receipt_guid: text(
    'Receipt GUID of the Sale',
    '{BBBBBBBB-0000-0000-0000-000000000001}',
    ({ sale }) => sale,
  ),
  ...RECEIPT.columns,
});

export default {
  key: 'rkeeper_return_goods',
  noun: 'Return',
  display: {
    label: 'Return Dishes at Till',
    description:
      'Takes dishes of a paid receipt of an r_keeper 7 restaurant back, which prints a return receipt at the station and cannot be undone.',
  },
  operation: tillWrite(FORM, RETURNED, async (till, { receipt_guid: sale, dishes, ...rest }) => {
    const paid = await till.returnGoods({
      receiptGuid: sale,
      dishes: dishes.map(({ line_guid: lineGuid, quantity: returned }) => ({ lineGuid, quantity: returned })),
      ...rest,
    });
    return { sale, ...paid };
  }),
} satisfies Create;
