import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_report_status';
const DELIVERED = { id: '11111', uniformPimpayDeliveryStatus: 'COMPLETE' };

const state = (fields: string): string =>
  '<ordersStates SOAP-ENC:arrayType="ns1:OrderState[1]" xsi:type="ns1:OrdersStates"><item xsi:type="ns1:OrderState">' +
  `<id xsi:type="xsd:string">11111</id>${fields}</item></ordersStates>`;
const status = (uniform: string, custom: string): string =>
  `<uniformPimpayDeliveryStatus xsi:type="ns1:uniformPimpayDeliveryStatusType">${uniform}</uniformPimpayDeliveryStatus>` +
  `<customDeliveryStatus xsi:type="xsd:string">${custom}</customDeliveryStatus>`;

it('a code of MeaSoft is told as PimPay calls it, with the time on the clocks of the Zap', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.create(KEY, { ...DELIVERED, time: '24.03.2024 14:10' })).toEqual({
    id: '11111',
    status: 'delivered',
    custom_status: 'COMPLETE',
  });
  const time = '<time xsi:type="xsd:dateTime">2024-03-24T14:10:00+03:00</time>';
  expect(pimpay.sent('updateStateForOrders')).toEqual([state(status('delivered', 'COMPLETE') + time)]);
});

it.each([
  ...['AWAITING_SYNC', 'NEW', 'NEWPICKUP', 'CONFIRM', 'UNCONFIRM'].map((code) => [code, 'pending']),
  ...['PICKUP', 'ACCEPTED', 'WMSASSEMBLED', 'INVENTORY'].map((code) => [code, 'prepared']),
  ...['DEPARTURING', 'DEPARTURE', 'DELIVERY', 'DATECHANGE', 'CUSTOMSPROCESS'].map((code) => [
    code,
    'intransit',
  ]),
  ...['TRANSACCEPTED', 'PICKUPTRANS', 'COURIERDELIVERED', 'COURIERCANCELED'].map((code) => [
    code,
    'intransit',
  ]),
  ['PICKUPREADY', 'stored'],
  ...['PARTIALLY', 'PARTLYRETURNING', 'PARTLYRETURNED'].map((code) => [code, 'partialReturn']),
  ...['CANCELED', 'RETURNING', 'RETURNED'].map((code) => [code, 'return']),
  ['LOST', 'lost'],
  ['WMSDISASSEMBLED', 'unknown'],
  ['NEWLY_INVENTED', 'unknown'],
])('%s of MeaSoft is %s', async (code, uniform) => {
  await using pimpay = await ConnectedPimPay.open();
  await pimpay.create(KEY, { ...DELIVERED, uniformPimpayDeliveryStatus: code });
  expect(pimpay.sent('updateStateForOrders')).toEqual([state(status(uniform, code))]);
});

it('a status of PimPay may be picked, with words of the courier company’s own and a new cost', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const input = {
    id: '11111',
    uniformPimpayDeliveryStatus: 'partialReturn',
    customDeliveryStatus: 'Частичный выкуп',
  };
  await pimpay.create(KEY, { ...input, cost: '1 270,50' });
  const cost = '<cost xsi:type="xsd:float">1270.5</cost>';
  expect(pimpay.sent('updateStateForOrders')).toEqual([
    state(cost + status('partialReturn', 'Частичный выкуп')),
  ]);
});

it('what is no status is refused before anything is sent', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const error = await errorOf(pimpay.create(KEY, { ...DELIVERED, uniformPimpayDeliveryStatus: 'Доставлен' }));
  expect(error.message).toMatch(
    /^Status must be one of "New, not handed over yet \(pending\)", .*, not "Доставлен"\.$/,
  );
  expect(pimpay.calls).toEqual([]);
});

it.each([
  [{ kind: 'item error' }, 'Заказ не найден'],
  [{ kind: 'fault', words: 'Пакет отклонён' }, 'Пакет отклонён'],
] as const)('an order that is refused by %j fails the step', async (fault, words) => {
  await using pimpay = await ConnectedPimPay.open();
  pimpay.double.faults.add(fault, { on: 'updateStateForOrders' });
  const { message } = await errorOf(pimpay.create(KEY, DELIVERED));
  expect(message).toBe(
    'PimPay refused this. Its own words stand at the end: correct what they name, or ask your manager at PimPay. ' +
      `(PimPay: ${words})`,
  );
});

it('an answer without a result leaves it open whether the status was taken', async () => {
  await using pimpay = await ConnectedPimPay.open();
  pimpay.double.faults.add({ kind: 'no items' });
  expect((await errorOf(pimpay.create(KEY, DELIVERED))).message).toBe(
    'PimPay answered with something that is no answer. Try again in a few minutes. The status may have been taken; it is safe to run this ' +
      'step again. (no result of this order)',
  );
});
