import { bit, present } from '../attributes';
import { newGuid } from '../guid';
import { optional, required } from '../shape';
import { type Command, commandShape, EMPLOYEE, ORDER_REFERENCE, STATION } from './command';

export const lockOrder: Command = {
  shape: commandShape(
    { lockTime: 'text!', lockguid: 'guid' },
    required('Order', ORDER_REFERENCE),
    optional('Station', STATION),
    optional('Employee', EMPLOYEE),
  ),
  run: (command, { orders, clock, restaurant: { references } }) => {
    const lockguid = command.attribute('lockguid');
    const order = orders.changeable(present(command.child('Order')), lockguid);
    const station = references.resolveOptional('CASHES', command.child('Station'));
    const employee = references.resolveOptional('EMPLOYEES', command.child('Employee'));
    const interval = delphiInterval(present(command.attribute('lockTime')));
    // A plain time is accepted without effect; the zero date releases.
    if (interval !== undefined) {
      order.lock =
        interval === 0
          ? undefined
          : {
              guid: lockguid ?? newGuid(),
              until: clock.now() + interval,
              station: station?.properties.NetName ?? 'RK7CASH001',
              operator: employee?.code ?? 0,
            };
      orders.changed(order);
    }
    return { attributes: { locked: bit(orders.lockOf(order) !== undefined) } };
  },
};

/**
 * Milliseconds of an interval written as an offset from the Delphi zero date (`1899-12-30T00:02:00` is two minutes).
 * Undefined for any other form; a plain time is what the server accepts without effect.
 */
function delphiInterval(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return undefined;
  const offset = Date.parse(`${text}Z`) - Date.UTC(1899, 11, 30);
  return offset >= 0 ? offset : undefined;
}
