import { attributeOf, element, textOf } from '../../xml';
import { OrderRefusal, errorAttributes, refused } from '../refusal';
import { group, value } from '../shape';
import { STATUSES } from '../statuses';
import { attempt, type CourierFunction, findOrder } from './function';

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
        paytype: value(['CASH', 'CARD', 'NO', 'OTHER']),
        image: value('base64', { filename: 'text' }),
      },
      { orderno: 'text', ordercode: 'text' },
    ),
  }),
  perform: ({ root, account, planned }, world) => {
    const sent = root.all('order');
    if (sent.length === 0) throw refused(2, 'request');
    return element(
      'setorderinfo',
      {},
      ...sent.map((report, index) => {
        const outcome =
          planned(index) ??
          attempt(() => {
            const order = findOrder(report, ({ agent }) => agent === account, world);
            const payType = (['CASH', 'CARD', 'NO', 'OTHER'] as const).find(
              (known) => known === textOf(report, 'paytype'),
            );
            for (const image of report.all('image')) {
              order.attach(attributeOf(image, 'filename'), Buffer.from(image.text, 'base64'));
            }
            if (payType) order.payBy(payType);
            const status = textOf(report, 'status');
            const eventTime = textOf(report, 'eventtime');
            if (status !== '') {
              world.orders.move(order, status, {
                message: textOf(report, 'message'),
                ...(eventTime === '' ? {} : { eventTime }),
              });
            }
            return order;
          });
        const refusal = outcome instanceof OrderRefusal ? outcome : undefined;
        return element('order', {
          orderno: attributeOf(report, 'orderno'),
          ordercode: attributeOf(report, 'ordercode'),
          ...errorAttributes(refusal?.code ?? 0),
        });
      }),
    );
  },
};
