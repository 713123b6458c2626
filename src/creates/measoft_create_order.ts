import type { Create } from 'zapier-platform-core';
import type { Form } from '../core/form';
import { number, output, yesNo } from '../core/output';
import { decimal } from '../services/measoft/elements';
import type { CreatedOrder, OnTaken } from '../services/measoft/order_creation';
import type { StatusEvent } from '../services/measoft/status_events';
import { courierOf } from '../steps/measoft/courier';
import {
  checkDetails,
  detailsOf,
  ORDER_DETAILS,
  ORDER_GROUPS,
  ORDER_REF,
} from '../steps/measoft/order_fields';
import { ORDER, present } from '../steps/measoft/order_output';
import { choice, fields, line, orElse, readInput, type Read } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  orderno: {
    ...ORDER_REF.orderno,
    required: true,
    group: 'order',
    help:
      "The order's number in your shop or CRM (номер заказа). It must not repeat within a calendar year. By it a run that is repeated finds the " +
      'order that is there already, instead of creating a second one.',
  },
  order_prefix: {
    label: 'Order Number Prefix',
    kind: line,
    group: 'order',
    help: 'Put before the number (префикс номера заказа), so that several shops can share an account: "SHOP-" makes SHOP-1001 of 1001.',
  },
  if_number_exists: {
    label: 'If the Number Exists Already',
    kind: orElse<OnTaken>(
      'error',
      choice({ error: 'Stop with an error', existing: 'Go on with the order that has it' }),
    ),
    group: 'order',
    help: 'What happens when an order of this year has the number. An error, if you leave it empty.',
  },
  barcode: {
    label: 'Barcode',
    kind: line,
    group: 'order',
    help: 'A barcode of your own (штрих-код); "_" stands for a digit that the courier service chooses. Leave it empty if you use none.',
  },
  ...ORDER_DETAILS.rows,
  receiver_phone: { ...ORDER_DETAILS.rows.receiver_phone, required: true },
});

function checkNewOrder(values: Read<typeof FORM>, form: Form): void {
  checkDetails(values, form);
  if (values.receiver_person === undefined && values.receiver_company === undefined)
    form.fault('Fill in Receiver Name or Receiver Company.');
  if (values.receiver_address === undefined && values.receiver_pvz === undefined)
    form.fault('Fill in Receiver Address or Pickup Point.');
  if (values.paytype !== 'NO' && !form.has(FORM.field('price')))
    form.fault('Amount to Collect is required, unless Payment Type says that it is paid already.');
}

const CREATED = output<CreatedOrder & StatusEvent>()({
  ...ORDER.columns,
  order_price: number('Price of the Order', 300, ({ orderPrice }) => decimal(orderPrice)),
  already_existed: yesNo('Existed Already', false, ({ alreadyExisted }) => alreadyExisted),
  details_known: yesNo('Details Are Known', true, ({ detailsKnown }) => detailsKnown),
});

export default {
  key: 'measoft_create_order',
  noun: 'Order',
  display: {
    label: 'Create Courier Order',
    description: 'Gives an order to a courier company that works with MeaSoft.',
  },
  operation: {
    inputFieldGroups: ORDER_GROUPS,
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const values = readInput(run, FORM, checkNewOrder);
      const { orderno, order_prefix: prefix = '', if_number_exists: onTaken, barcode } = values;
      const orderNo = `${prefix}${orderno}`;
      const created = await courierOf(run).createOrder({ ...detailsOf(values), orderNo, barcode }, onTaken);
      return CREATED.row({ ...created, ...present(created.order) });
    }),
    sample: CREATED.sample,
    outputFields: CREATED.fields,
  },
} satisfies Create;
