import { CLOCK } from '../core/time';
import { BUYERS_ORDER } from '../steps/justclick/buyers_orders';
import { domain, email, ipAddress, phone, UTM } from '../steps/justclick/contact_fields';
import { amount, MONEY_HELP } from '../steps/justclick/product_fields';
import { GOOD_NAME, shopOf, shopVault } from '../steps/justclick/shop';
import {
  choice,
  fields,
  filledWith,
  inGroup,
  line,
  lineItems,
  moment,
  needed,
  shownWith,
  text,
} from '../zapier/fields';
import { create } from '../zapier/step';

const GOODS = fields({
  good_name: GOOD_NAME,
  good_sum: {
    label: 'Price',
    kind: amount,
    help: `The price in this order. ${MONEY_HELP} Leave it empty for the price in the shop.`,
  },
});

/**
 * The vendor takes a flag or a time in this parameter: 1 by the product's setting, 0 never, or the time in UNIX seconds.
 * People choose first, and are then asked for the time.
 */
const CANCELLATION = {
  label: 'Automatic Cancellation',
  kind: shownWith(
    { altersDynamicFields: true },
    choice({
      '1': "Cancel as the product's settings say",
      '0': 'Never cancel',
      time: 'Cancel at a certain time',
    }),
  ),
  help: 'What happens to the order while nobody pays for it.',
} as const;

const NEEDED = 'Needed when a product of the order is physical.';

const FORM = fields({
  goods: {
    label: 'Products',
    kind: needed(lineItems('Product', GOODS)),
    group: 'order',
  },
  ...inGroup('buyer', {
    bill_email: { label: 'Email', kind: email, required: true, help: "The buyer's e-mail address." },
    bill_first_name: { label: 'First Name', kind: line, help: NEEDED },
    bill_surname: { label: 'Last Name', kind: line, help: NEEDED },
    bill_otchestvo: { label: 'Middle Name', kind: line, help: 'The patronymic (отчество).' },
    bill_phone: { label: 'Phone', kind: phone, help: 'For example "+79280000000".' },
  }),
  ...inGroup('delivery', {
    bill_region: { label: 'Region', kind: line, help: 'The region or state of the address (область, край).' },
    bill_postal_code: { label: 'Postal Code', kind: line, help: 'For example "101000".' },
    bill_country: { label: 'Country', kind: line, help: NEEDED },
    bill_city: { label: 'City', kind: line, help: NEEDED },
    bill_address: { label: 'Address', kind: line, help: `Street, house and flat. ${NEEDED}` },
  }),
  ...inGroup('order', {
    bill_kupon: { label: 'Coupon', kind: line, help: 'The code of a discount coupon (купон) of the shop.' },
    bill_tag: { label: 'Tag', kind: line, help: 'A tag (тег) to find the order by.' },
    bill_comment: { label: 'Comment', kind: text, help: 'What the buyer wants to tell the shop.' },
  }),
  ...inGroup('settings', {
    bill_ip: { label: "Buyer's IP Address", kind: ipAddress, help: 'For example "203.0.113.7".' },
    bill_timer_kill: CANCELLATION,
    bill_created: {
      label: 'Created',
      kind: moment,
      help: 'When the buyer placed the order. If it is empty, the time of this step counts.',
    },
    bill_domain: {
      label: 'Domain',
      kind: domain,
      help: 'The shop\'s domain that the payment link shall begin with, for example "shop.example.com".',
    },
    bill_timer_kill_time: {
      label: 'Cancel At',
      kind: moment,
      required: true,
      help: 'The order is cancelled at this time if nobody has paid for it.',
      when: filledWith('bill_timer_kill', CANCELLATION, 'time'),
    },
  }),
  ...inGroup('marks', UTM),
});

export default create({
  key: 'justclick_create_order',
  noun: 'Order',
  label: 'Create Shop Order',
  description:
    'Places an order in an Expertam, JustClick or InfluencerSoft shop. An order that the shop has already is returned instead of placed twice.',
  groups: [
    { key: 'order', label: 'Order' },
    { key: 'buyer', label: 'Buyer' },
    { key: 'delivery', label: 'Delivery' },
    { key: 'settings', label: 'Settings' },
    { key: 'marks', label: 'Where the Buyer Came From' },
  ],
  form: FORM,
  sample: {
    ...BUYERS_ORDER.sample,
    pay_status: 'waiting',
    paid: null,
    sum_to_pay: BUYERS_ORDER.sample.price,
  },
  output: BUYERS_ORDER,
  perform: async (run, { bill_timer_kill: chosen, bill_timer_kill_time, ...order }) => {
    const bill_timer_kill = chosen === 'time' ? bill_timer_kill_time : chosen;
    const memory = { vault: shopVault(run), clock: CLOCK };
    const created = await shopOf(run).createOrder({ ...order, bill_timer_kill }, memory);
    return BUYERS_ORDER.row({ ...created, numbers: [created.order.bill_id] });
  },
});
