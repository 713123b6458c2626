import type { Source } from './source';
import { TILL, tillAnswer } from './till';

export const tillOrders: Source = {
  ...TILL,
  title: 'Poll of a till (rkeeper_order_changed)',
  items: 'orders',
  method: 'triggers.rkeeper_order_changed.operation.perform',
  results: (size) => size,
  answers: (size) => {
    const orders = Array.from({ length: size }, (_, index) => tillOrder(index)).join('');
    const answer = tillAnswer('GetOrderList', orders, 'lastversion="42"');
    return () => answer;
  },
};

/** As GetOrderList tells it. */
function tillOrder(index: number): string {
  const guid = `{6002FD3A-68B6-4FC9-8EB1-${String(index).padStart(12, '0')}}`;
  return (
    `<Visit VisitID="${356_255_787 + index}" guid="${guid}" Finished="0" GuestsCount="1" PersistentComment="100500"><Guests count="1"><Guest GuestLabel="1" closed="0"/></Guests>` +
    `<Orders><Order OrderID="256" Version="3" crc32="-77" guid="${guid}" url="rk7://order" OrderName="5.1" OrderSum="11900" ToPaySum="11900" PrepaySum="0" PromisedSum="0" ` +
    'PriceListSum="11900" TotalPieces="1000" CreateTime="2026-10-03T16:05:00" Finished="0" Bill="0" locked="0" TableID="1000101" TableCode="5" TableName="5" ' +
    'WaiterID="1000018" WaiterCode="5" WaiterName="Иванова Анна" OrderCategID="1" OrderTypeID="2"/></Orders></Visit>'
  );
}
