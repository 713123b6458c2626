import { element, type XmlElement } from '../../xml';
import { integer, present } from '../attributes';
import { LINE_STATE, type Payment } from '../order';
import { orderElement, receiptAnswer } from '../order_view';
import { badParameters, cannotExecute, notEnoughMoney } from '../refusal';
import type { References } from '../references';
import { anything, many, mix, optional, reference, required, shape } from '../shape';
import { checkRegistration } from './registration';
import {
  type Command,
  commandShape,
  EMPLOYEE,
  LICENSE_INFO,
  MAKET,
  ORDER_REFERENCE,
  STATION,
} from './command';

const PAYMENT = reference(
  {
    amount: 'integer!',
    tipAmount: 'integer',
    TipCharge: 'integer',
    cardCode: 'text',
    extTransactionInfo: 'text',
    authcode: 'text',
    authtype: 'text',
    terminalNumber: 'text',
    sbpPayGuid: 'text',
  },
  optional('Slip', anything),
);

export const payOrder: Command = {
  licensed: true,
  shape: commandShape(
    {
      lockguid: 'guid',
      calcBySeats: 'boolean',
      seat: 'integer',
      sendtovdu: 'boolean',
      pdsPaysTimeout: 'integer',
    },
    LICENSE_INFO,
    optional('MobileLicenseInfo', anything),
    required('Order', ORDER_REFERENCE),
    required('Station', STATION),
    required('Cashier', EMPLOYEE),
    optional('ReceiptMaket', anything),
    optional('InvoiceMaket', anything),
    optional('FiscalDocInfo', anything),
    mix({
      Payment: PAYMENT,
      PrintCheck: shape({ line_guid: 'guid', seat: 'integer' }, many('Payment', PAYMENT)),
    }),
  ),
  run: (command, world) => {
    const { orders, switches, restaurant } = world;
    const { references } = restaurant;
    const order = orders.changeable(present(command.child('Order')));
    const station = references.resolve('CASHES', present(command.child('Station')));
    const cashier = references.resolve('EMPLOYEES', present(command.child('Cashier')));
    checkRegistration(world, cashier, station);
    const sent = [
      ...command.all('Payment'),
      ...command.all('PrintCheck').flatMap((check) => check.all('Payment')),
    ];
    if (sent.length === 0) throw badParameters('Error: child element "Payment" not found');
    const payments = sent.map((payment) => readPayment(payment, references));
    if (order.lines.length === 0) throw cannotExecute('Заказ не содержит блюд');
    if (payments.reduce((sum, { amount }) => sum + amount, 0) < order.toPay) throw notEnoughMoney();
    const { order: amount } = order.sums();
    for (const line of order.lines) line.state = LINE_STATE.closed;
    const receipt = orders.close(
      order,
      { amount, cashier, station, reason: undefined, dishes: order.lines },
      payments,
    );
    return { children: receiptAnswer(receipt, switches) };
  },
};

/** Read-only. Tells the sum that PayOrder will demand, which GetOrder does not know when prepayments are promised. */
export const calcOrder2: Command = {
  shape: commandShape(
    { calcBySeats: 'boolean', seat: 'integer' },
    required('Order', ORDER_REFERENCE),
    optional('Station', STATION),
    optional('Cashier', EMPLOYEE),
    optional('PrepayReason', reference()),
    required(
      'Payments',
      shape(
        {},
        mix({
          Pay: reference({ amount: 'integer' }),
          Prepay: reference({ amount: 'integer' }),
        }),
      ),
    ),
  ),
  run: (command, { orders, restaurant: { references } }) => {
    const order = orders.find(present(command.child('Order')));
    references.resolveOptional('CASHES', command.child('Station'));
    references.resolveOptional('EMPLOYEES', command.child('Cashier'));
    references.resolveOptional('DEPOSITCOLLECTREASONS', command.child('PrepayReason'));
    for (const pay of present(command.child('Payments')).children) references.resolve('CURRENCIES', pay);
    const usable = references.items('CURRENCIES').filter(({ status }) => status === 'rsActive');
    return {
      children: [
        orderElement(order, order.toPay),
        element(
          'Payments',
          {},
          ...usable.map(({ ident, code, guid, name }) =>
            element('Pay', { id: ident, code, guid, name, amount: 0 }),
          ),
        ),
        element('Bindings'),
      ],
    };
  },
};

export const printBill: Command = {
  shape: commandShape(
    { lockguid: 'guid', bySeats: 'boolean', seat: 'integer' },
    required('Order', ORDER_REFERENCE),
    required('Station', STATION),
    required('Cashier', EMPLOYEE),
    MAKET,
  ),
  run: (command, { orders, clock, restaurant: { references } }) => {
    const order = orders.changeable(present(command.child('Order')));
    references.resolve('CASHES', present(command.child('Station')));
    references.resolve('EMPLOYEES', present(command.child('Cashier')));
    if (order.lines.length === 0) throw cannotExecute('Заказ не содержит блюд');
    order.billTime = clock.dateTime();
    for (const packet of order.packets) packet.printed = true;
    for (const line of order.lines) line.state = LINE_STATE.printed;
    orders.changed(order);
    return {};
  },
};

function readPayment(sent: XmlElement, references: References): Omit<Payment, 'uni' | 'guid'> {
  const currency = references.resolve('CURRENCIES', sent);
  const amount = present(integer(sent, 'amount'));
  if (amount < 0) throw cannotExecute('Неверная сумма оплаты');
  return { currency, amount };
}
