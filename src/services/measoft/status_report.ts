import { createHash } from 'node:crypto';
import { exactlyOnce } from '../../core/exactly_once/exactly_once';
import { answered, READ } from '../../core/http';
import { excerpt } from '../../core/redact';
import { element, type XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { refusalOn } from './answer';
import { NAME } from './api';
import { leaves } from './elements';
import type { Courier } from './order_creation';
import { refusal } from './problems';

/** What a subcontractor reports of an order. */
export interface StatusReport {
  readonly orderCode: string;
  readonly status: string;
  /** `YYYY-MM-DD HH:MM:SS`, local; undefined for the time of the first run. */
  readonly eventTime: string | undefined;
  readonly message: string | undefined;
  readonly paytype: string | undefined;
  readonly image: { readonly fileName: string; readonly content: Buffer } | undefined;
}

/**
 * Reports a status, once: after a lost answer, and when the outcome of an earlier run of the step is unknown, the order is looked at.
 * Vendor: setorderinfo, whose answer is not documented.
 *
 * @param now for a report that says no time.
 * @returns the time that was reported.
 * @throws Problem
 */
export async function reportStatus(courier: Courier, report: StatusReport, now: string): Promise<string> {
  const { orderCode, status, eventTime, image } = report;
  const digest = image && createHash('sha256').update(image.content).digest('base64url');
  return answered(NAME, READ, () =>
    exactlyOnce(courier.memory, `status of ${orderCode}`, (turn) =>
      turn.carryOut<string>({
        content: JSON.stringify(['setorderinfo', { ...report, image: [image?.fileName, digest] }]),
        words: {
          service: NAME,
          ifUnknown: say`The status of order ${{ orderCode: excerpt(orderCode) }} may have been reported already.`,
          look: say`Look at the order in the cabinet («Личный кабинет»).`,
          byHand: say`Run this step again: it looks at the order first.`,
        },
        // A rerun reports the time of the first run, by which the status is found again.
        picture: () => eventTime ?? now,
        lookUp: async ({ picture }) => {
          const order = await courier.find(orderCode);
          const statuses = order ? [order.status, ...order.history] : [];
          return statuses.some((shown) => shown.code === status && shown.eventTime === picture)
            ? { kind: 'done', reply: picture }
            : { kind: 'not_done' };
        },
        send: async (picture) => {
          const content = [reportElement({ ...report, eventTime: picture })];
          const outcome = (await courier.api.exchange({ name: 'setorderinfo', content })).child('order');
          const refusing = outcome && refusalOn(outcome, 'ordering');
          return refusing
            ? { kind: 'refused', problem: refusal(refusing) }
            : { kind: 'done', reply: picture };
        },
      }),
    ),
  );
}

function reportElement({ orderCode, status, eventTime, message, paytype, image }: StatusReport): XmlElement {
  return element(
    'order',
    { ordercode: orderCode },
    ...leaves({ status, eventtime: eventTime, message, paytype }),
    image && element('image', { filename: image.fileName }, image.content.toString('base64')),
  );
}
