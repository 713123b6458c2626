import type { PayStatus } from '../services/justclick/orders';
import { BUYERS_ORDER } from '../steps/justclick/buyers_orders';
import { email } from '../steps/justclick/contact_fields';
import { product, shopOf } from '../steps/justclick/shop';
import { choice, fields } from '../zapier/fields';
import { search } from '../zapier/step';

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

export default search({
  key: 'justclick_find_orders_by_email',
  noun: 'Order',
  label: 'Find Shop Orders by Email',
  description:
    "Finds a buyer's newest order in an Expertam, JustClick or InfluencerSoft shop, with the numbers of all orders of this buyer.",
  form: FORM,
  sample: { ...BUYERS_ORDER.sample, already_existed: true },
  output: BUYERS_ORDER,
  perform: async (run, { email: address, pay_status, ordered_good_name: wanted }) => {
    const shop = shopOf(run);
    const bills = (await shop.bills(address, pay_status)).filter(
      ({ goodNames }) => wanted === undefined || goodNames.includes(wanted),
    );
    // Zapier takes the first result only, so only the newest order is worth a second request.
    const [newest] = bills;
    const order = newest && (await shop.order(newest.billId));
    const numbers = bills.map(({ billId }) => billId);
    return order ? [BUYERS_ORDER.row({ order, numbers, alreadyExisted: true, detailsKnown: true })] : [];
  },
});
