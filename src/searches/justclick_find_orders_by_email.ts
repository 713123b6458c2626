import type { Search } from 'zapier-platform-core';
import { carried, integer, output, texts } from '../core/output';
import { ORDER, type Bill, type Order, type PayStatus } from '../services/justclick/orders';
import { email } from '../steps/justclick/contact_fields';
import { product, shopOf } from '../steps/justclick/shop';
import { choice, fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  email: { label: 'Email', kind: email, required: true, help: "The buyer's e-mail address." },
  pay_status: {
    label: 'Payment Status',
    kind: choice<PayStatus>({
      waiting: 'Waiting for payment (ожидается)',
      paid: 'Paid (оплачен)',
      cancel: 'Cancelled (отменен)',
    }),
    help: 'Only orders of this status. Leave it empty for all orders.',
  },
  // Not `good_name`: the products of a new order have that name on the form that finds or creates one.
  ordered_good_name: {
    label: 'Product',
    kind: product,
    help: 'Only orders that hold this product. Leave it empty for all orders.',
  },
});

interface Found {
  readonly order: Order;
  readonly bills: readonly Bill[];
}

const FOUND = output<Found>()({
  ...carried(ORDER, ({ order }: Found) => order),
  order_count: integer('Order Count', 2, ({ bills }) => bills.length),
  order_numbers: texts('Order Numbers', ['100000', '99871'], ({ bills }) =>
    bills.map(({ billId }) => billId),
  ),
});

export default {
  key: 'justclick_find_orders_by_email',
  noun: 'Order',
  display: {
    label: 'Find Shop Orders by Email',
    description:
      "Finds a buyer's newest order in an Expertam, JustClick or InfluencerSoft shop, with the numbers of all orders of this buyer.",
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const { email: address, pay_status, ordered_good_name: wanted } = readInput(run, FORM);
      const shop = shopOf(run);
      const bills = (await shop.bills(address, pay_status)).filter(
        ({ goodNames }) => wanted === undefined || goodNames.includes(wanted),
      );
      // Zapier takes the first result only, so only the newest order is worth a second request.
      const [newest] = bills;
      const order = newest && (await shop.order(newest.billId));
      return order ? [FOUND.row({ order, bills })] : [];
    }),
    sample: FOUND.sample,
    outputFields: FOUND.fields,
  },
} satisfies Search;
