import { attributeOf, textOf } from '../../xml';
import { group, value } from '../shape';
import { STATUSES } from '../statuses';
import { changeEach, type CourierFunction, findOrder } from './function';

const PAY_TYPES = ['CASH', 'CARD', 'NO', 'OTHER'] as const;

/** A subcontractor reports on orders given to it. The body of the real answer is not known. */
export const setorderinfo: CourierFunction = {
  access: 'account',
  errors: 'request',
  shape: group({
    order: group(
      {
        status: value([...STATUSES.keys()]),
        eventtime: value('date and time'),
        message: value('text'),
        paytype: value(PAY_TYPES),
        image: value('base64', { filename: 'text' }),
      },
      { orderno: 'text', ordercode: 'text' },
    ),
  }),
  perform: (call, world) =>
    changeEach(call, (report) => {
      const order = findOrder(report, ({ agent }) => agent === call.account, world);
      for (const image of report.all('image'))
        order.attach(attributeOf(image, 'filename'), Buffer.from(image.text, 'base64'));
      const payType = PAY_TYPES.find((known) => known === textOf(report, 'paytype'));
      if (payType) order.payBy(payType);
      const [status, eventTime] = [textOf(report, 'status'), textOf(report, 'eventtime')];
      const message = textOf(report, 'message');
      if (status !== '') world.orders.move(order, status, { message, ...(eventTime && { eventTime }) });
      return order;
    }),
};
