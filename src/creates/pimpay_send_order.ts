import { output, primary, text } from '../core/output';
import { formatMomentAt } from '../core/time';
import { say } from '../language/language';
import { sendOrder, type NewOrder } from '../services/pimpay/orders';
import { deliveryService, status, tin, vatValue } from '../steps/pimpay/kinds';
import { pimpayConnection, pimpayOf } from '../steps/pimpay/pimpay';
import {
  choice,
  fields,
  filledWith,
  line,
  lineItems,
  matching,
  moment,
  money,
  needed,
  oneOf,
  orElse,
  part,
  shownWith,
  wholeNumber,
  yesNo,
} from '../zapier/fields';
import { create } from '../zapier/step';

const MONEY = 'For example "1250.50" or "1 250,50".';

const ITEM = fields({
  item_name: { label: 'Item Name', kind: needed(line), help: 'What it is. Fill it in for every item.' },
  item_value: { label: 'Item Price', kind: needed(money), help: `The price of one piece. ${MONEY}` },
  item_count: {
    label: 'Item Quantity',
    kind: orElse(1, wholeNumber(1, 100_000)),
    help: 'How many pieces. One, if you leave it empty.',
  },
  item_sku: { label: 'Item Article', kind: line, help: 'The article (артикул).' },
  item_vatValue: {
    label: 'Item VAT Rate',
    kind: vatValue,
    help: 'PimPay knows no other rates of VAT (НДС): leave it empty for 5, 7 and 22 %.',
  },
});

const MORE = {
  label: 'More Fields',
  kind: shownWith({ altersDynamicFields: true }, yesNo),
  help: 'Yes shows what is rarely needed: another delivery service, the postal ID, other currencies.',
} as const;
const more = <Row extends object>(row: Row) => ({ ...row, when: filledWith('more', MORE, true) });

const CURRENCIES = ['RUB', 'KZT', 'BYN', 'KGS', 'AMD', 'UAH', 'TRY', 'CNY', 'THB', 'USD', 'EUR', 'GBP'];

const FORM = fields({
  id: {
    label: 'Order Number',
    kind: line,
    required: true,
    help: 'By this number PimPay adds the order, or changes the one that it has.',
  },
  tin: {
    label: 'Client INN',
    kind: tin,
    required: true,
    help: 'The INN (ИНН) of the client, as PimPay knows it.',
  },
  paymentFromRecipient: {
    label: 'Payment by Receiver',
    kind: money,
    required: true,
    help: `What the receiver has to pay (наложенный платёж), 0 where all is paid. ${MONEY}`,
  },
  declaredOrderCost: {
    label: 'Declared Value',
    kind: money,
    required: true,
    help: `For how much it is insured (объявленная стоимость). ${MONEY}`,
  },
  uniformPimpayDeliveryStatus: {
    label: 'Status',
    kind: orElse({ uniform: 'pending', custom: 'pending' } as const, status),
    help: 'Pick it, or map the code of a MeaSoft status such as NEW. Pending, if you leave it empty.',
  },
  customDeliveryStatus: {
    label: 'Own Status',
    kind: line,
    help: 'What the courier company calls the status. The code of the status above, if you leave it empty.',
  },
  deliveryServiceExternalId: {
    label: "Courier's Number",
    kind: line,
    help: "The order's number at the courier company. Order Number, if you leave it empty.",
  },
  createdAt: { label: 'Created', kind: moment, help: 'When the order was made. Now, if you leave it empty.' },
  items: { label: 'Items', kind: lineItems('Item', ITEM) },
  recipient_fio: { label: 'Receiver Name', kind: line, help: 'Who receives it (ФИО).' },
  recipient_phone: { label: 'Receiver Phone', kind: line, help: 'One number, such as +7 999 123-45-67.' },
  recipient_email: { label: 'Receiver Email', kind: line, help: 'Of whoever receives it.' },
  destinationAddress: { label: 'Receiver Address', kind: line, help: 'All of the address in one line.' },
  more: MORE,
  deliveryService: more({
    label: 'Delivery Service',
    kind: deliveryService,
    help: 'What PimPay calls the courier company. The company code of the connection, if you leave it empty.',
  }),
  estimatedDeliveryCost: more({
    label: 'Delivery Cost',
    kind: money,
    help: `What the delivery is expected to cost. ${MONEY}`,
  }),
  paymentMethod: more({
    label: 'Payment Method',
    kind: line,
    help: 'How the receiver pays, in words of your own.',
  }),
  currency: more({ label: 'Currency', kind: oneOf(CURRENCIES), help: 'RUB, if you leave it empty.' }),
  time: more({
    label: 'Status Time',
    kind: moment,
    help: 'When it got the status. Created, if you leave it empty.',
  }),
  postId: more({
    label: 'Postal ID',
    kind: matching(
      /^(?:[A-Z]{2}\d{9}[A-Z]{2}|\d{14})$/,
      say`must be an ID of Russian Post, of 14 digits or such as RA123456789RU`,
    ),
    help: 'The ID at Russian Post (ШПИ).',
  }),
  returnUtilization: more({
    label: 'Destroy When Returned',
    kind: yesNo,
    help: 'Whether goods that come back are disposed of (утилизация). No, if you leave it empty.',
  }),
  moneyRecipient: more({
    label: 'Who Gets the Money',
    kind: choice({
      delivery_service: 'The courier company (delivery_service)',
      client: 'The client (client)',
      pimpay: 'PimPay (pimpay)',
      mobi: 'Mobi (mobi)',
      dengivzaimy: 'Dengi Vzaimy (dengivzaimy)',
    }),
    help: 'Only as agreed on with PimPay.',
  }),
});

const SENT = output<NewOrder>()({
  id: primary(text('Order Number', '11111', ({ id }) => id)),
  tin: text('Client INN', '7700000000', (order) => order.tin),
  deliveryService: text('Delivery Service', 'dalli_service', (order) => order.deliveryService),
  status: text('Status', 'pending', (order) => order.status.uniform),
  custom_status: text('Own Status', 'NEW', (order) => order.status.custom),
});

export default create({
  key: 'pimpay_send_order',
  noun: 'Order',
  label: 'Send PimPay Order',
  description:
    'Tells PimPay of an order with cash on delivery (наложенный платёж), or changes the one that it has.',
  form: FORM,
  check: ({ deliveryService }, form, run) => {
    const { companyCode } = pimpayConnection(run);
    if ((deliveryService ?? companyCode) === undefined)
      form.fault(
        say`Fill in Delivery Service (More Fields), or PimPay Company Code in the connection. PimPay tells it.`,
      );
  },
  output: SENT,
  perform: async (run, values) => {
    const { companyCode = '' } = pimpayConnection(run);
    const { uniformPimpayDeliveryStatus: told, createdAt = Math.floor(Date.now() / 1000) } = values;
    const zoned = (time: number): string => formatMomentAt(time, run.timeZone);
    const order: NewOrder = {
      ...values,
      createdAt: zoned(createdAt),
      currency: values.currency ?? 'RUB',
      deliveryService: values.deliveryService ?? companyCode,
      deliveryServiceExternalId: values.deliveryServiceExternalId ?? values.id,
      status: { ...told, custom: values.customDeliveryStatus ?? told.custom },
      statusTime: zoned(values.time ?? createdAt),
      returnUtilization: values.returnUtilization ?? false,
      recipient: part('recipient_', values),
      items: values.items.map((item) => part('item_', item)),
    };
    await sendOrder(pimpayOf(run), order);
    return SENT.row(order);
  },
});
