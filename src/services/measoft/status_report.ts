import { createHash } from 'node:crypto';
import { NetworkFailure, networkProblem } from '../../core/http';
import type { Vault } from '../../core/vault';
import { element, type XmlElement } from '../../core/xml';
import { NAME, type CourierApi } from './api';
import { leaves } from './elements';
import type { Order } from './orders';
import { unlessProblem } from './problems';

/** What a subcontractor reports of an order. */
export interface StatusReport {
  readonly orderCode: string;
  readonly status: string;
  /** `YYYY-MM-DD HH:MM:SS`, local. */
  readonly eventTime: string | undefined;
  readonly message: string | undefined;
  readonly paytype: string | undefined;
  readonly image: { readonly fileName: string; readonly content: Buffer } | undefined;
}

interface Courier {
  readonly api: CourierApi;
  readonly vault: Vault;
  /** The order of that code, as its subcontractor sees it. @throws Problem */
  readonly find: (orderCode: string) => Promise<Order | undefined>;
}

/** How long a rerun of a step finds out that an earlier run had sent the same. */
const REMEMBERED_SECONDS = 3 * 24 * 60 * 60;

const DOUBT = 'The status may have been reported already: look at the order before you run this step again.';

/**
 * Reports a status, once where the courier service shows it: after a lost answer, and when an earlier run of the step was
 * left in doubt, the order is looked at. Vendor: setorderinfo, whose answer is not documented.
 *
 * @returns the answer; undefined where the status was found on the order instead.
 * @throws Problem
 */
export async function reportStatus(courier: Courier, report: StatusReport): Promise<XmlElement | undefined> {
  const { vault } = courier;
  const attempt = `setorderinfo ${hashOf(report)}`;
  const earlier = await vault.read(attempt);
  const isDone = typeof earlier === 'string' && (await isShown(courier, { ...report, eventTime: earlier }));
  if (!isDone) await vault.write(attempt, report.eventTime ?? '', REMEMBERED_SECONDS);
  const outcome = isDone ? { answer: undefined } : await exchange(courier, report);
  // What is in doubt stays for the next run.
  if (!('doubt' in outcome)) await vault.forget(attempt);
  if ('problem' in outcome) throw outcome.problem;
  return outcome.answer;
}

type Outcome =
  | { readonly answer: XmlElement | undefined }
  | { readonly problem: unknown }
  | { readonly problem: unknown; readonly doubt: true };

async function exchange(courier: Courier, report: StatusReport): Promise<Outcome> {
  try {
    return { answer: await courier.api.exchange({ name: 'setorderinfo', content: [reportElement(report)] }) };
  } catch (error) {
    if (!(error instanceof NetworkFailure)) return { problem: error };
    const problem = networkProblem(NAME, error, { kind: 'write', doubt: DOUBT });
    if (!error.maybeReceived) return { problem };
    return (await unlessProblem(isShown(courier, report))) ? { answer: undefined } : { problem, doubt: true };
  }
}

/** Whether the order has, or had, this status of this time. */
async function isShown({ find }: Courier, { orderCode, status, eventTime }: StatusReport): Promise<boolean> {
  const order = await find(orderCode);
  const statuses = order ? [order.status, ...order.history] : [];
  return statuses.some((shown) => shown.code === status && shown.eventTime === eventTime);
}

function reportElement({ orderCode, status, eventTime, message, paytype, image }: StatusReport): XmlElement {
  return element(
    'order',
    { ordercode: orderCode },
    ...leaves({ status, eventtime: eventTime, message, paytype }),
    image && element('image', { filename: image.fileName }, image.content.toString('base64')),
  );
}

/** Without its time, which a step that says none takes anew in every run. */
function hashOf(report: StatusReport): string {
  const timeless: StatusReport = { ...report, eventTime: undefined };
  return createHash('sha256').update(JSON.stringify(timeless), 'utf8').digest('hex');
}
