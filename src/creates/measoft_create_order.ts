import type { Form } from '../core/form';
import { say } from '../language/language';
import type { OnTaken } from '../services/measoft/order_creation';
import { weightOf } from '../services/measoft/order_sums';
import { courierOf } from '../steps/measoft/courier';
import { withServiceCode } from '../steps/measoft/kinds';
import {
  checkDetails,
  checkSum,
  detailsOf,
  MORE_DETAILS,
  ORDER_DETAILS,
  ORDER_GROUPS,
  ORDER_REF,
  picked,
} from '../steps/measoft/order_fields';
import { FOUND_ORDER, present } from '../steps/measoft/order_output';
import { choice, fields, inGroup, line, orElse, shownOnlyIf, wholeNumber, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

const { receiver_phone: phone, ...rows } = ORDER_DETAILS.rows;

const FORM = fields({
  orderno: {
    ...ORDER_REF.orderno,
    required: true,
    group: 'order',
    help:
      "The order's number in your shop or CRM (номер заказа). It must not repeat within a calendar year. By it a run that is repeated finds the " +
      'order that is there already, instead of creating a second one.',
  },
  receiver_phone: { ...phone, required: true },
  ...MORE_DETAILS,
  ...inGroup(
    'order',
    shownOnlyIf(picked('order'), {
      order_prefix: {
        label: 'Order Number Prefix',
        kind: line,
        help: 'Put before the number (префикс номера заказа), so that several shops can share an account: "SHOP-" makes SHOP-1001 of 1001.',
      },
      number_length: {
        label: 'Digits of the Number',
        kind: wholeNumber(1, 20),
        help: 'Shorter numbers are filled up with zeros behind the prefix, as modules of the courier service do: 7 makes SHOP-0001001 of 1001.',
      },
      if_number_exists: {
        label: 'If the Number Exists Already',
        kind: orElse<OnTaken>(
          'same',
          choice({ existing: 'Go on with the order that has it', error: 'Stop with an error' }),
        ),
        help:
          'What happens when an order of this year has the number. If you leave it empty, the Zap goes on with that order where it is for the same ' +
          'receiver and amount, and stops where it is not.',
      },
      barcode: {
        label: 'Barcode',
        kind: line,
        help: 'A barcode of your own (штрих-код); "_" stands for a digit that the courier service chooses. Leave it empty if you use none.',
      },
    }),
  ),
  ...rows,
  receiver_person: {
    ...rows.receiver_person,
    help: 'Who receives the parcel (контактное лицо). Needed, unless you fill in Receiver Company.',
  },
  paytype: { ...rows.paytype, help: 'How the receiver pays (форма оплаты). In cash, if you leave it empty.' },
});

function checkNewOrder(values: Read<typeof FORM>, form: Form): void {
  checkDetails(values, form);
  if (values.receiver_person === undefined && values.receiver_company === undefined)
    form.fault(say`Fill in Receiver Name or Receiver Company.`);
  if (values.receiver_address === undefined && values.receiver_pvz === undefined)
    form.fault(say`Fill in Receiver Address or Pickup Point.`);
  if (values.paytype !== 'NO' && !form.has(FORM.field('price')))
    form.fault(say`Amount to Collect is required, unless Payment Type says that it is paid already.`);
  checkSum(values, form);
}

export default create({
  key: 'measoft_create_order',
  noun: 'Order',
  label: 'Create Courier Order',
  description: 'Gives an order to a courier company that works with MeaSoft.',
  groups: ORDER_GROUPS,
  form: FORM,
  check: checkNewOrder,
  output: FOUND_ORDER,
  perform: async (run, values) => {
    const { orderno, order_prefix: prefix = '', number_length: length = 0, barcode } = values;
    const orderNo = `${prefix}${orderno.padStart(length, '0')}`;
    const details = detailsOf(await withServiceCode(run, values));
    const order = { ...details, weight: details.weight ?? weightOf(details.items), orderNo, barcode };
    const created = await courierOf(run).createOrder(order, values.if_number_exists);
    return FOUND_ORDER.row({ ...created, ...present(created.order) });
  },
});
