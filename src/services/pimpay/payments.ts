import { Problem } from '../../core/errors';
import { once, type Verdict } from '../../core/exactly_once/exactly_once';
import { answered, NetworkFailure, READ } from '../../core/http';
import { isObject } from '../../core/json';
import type { Kopecks } from '../../core/money';
import { excerpt } from '../../core/redact';
import type { Vault } from '../../core/vault';
import type { XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { amountOf, itemsOf, partsOf, textOf } from './answer';
import type { PimPayClient } from './client';
import { float, item, list, text, value } from './envelope';
import { INTERNAL, NAME, refused, unfit } from './problems';

export const PAYMENT_STATUSES = {
  draft: 'Draft (draft)',
  pending: 'Waiting (pending)',
  sent_waiting_bank_approval: 'Sent, the bank has to approve it (sent_waiting_bank_approval)',
  declined: 'Declined (declined)',
  complete: 'Paid (complete)',
} as const;

/** A payment to a client that PimPay is asked for. */
export interface NewPayment {
  /** The user's own name for it, by which it is found again. */
  readonly externalId: string;
  /** ИНН of the client. */
  readonly tin: string;
  readonly amount: Kopecks;
  readonly purposeOfPayment: string;
  readonly comment: string | undefined;
}

/** A payment as PimPay lists it; its status is undefined where PimPay could not be asked. */
export type Payment = NonNullable<ReturnType<typeof parsePayment>>;

export type RequestedPayment = Payment & { readonly alreadyExisted: boolean };

/** As long as people repeat runs. */
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

/** All that were asked for, the newest first. Vendor: getRequestedPayments. @throws Problem */
export async function listPayments(pimpay: PimPayClient): Promise<readonly Payment[]> {
  return answered(NAME, READ, () => listed(pimpay));
}

async function listed(pimpay: PimPayClient): Promise<readonly Payment[]> {
  const result = (await pimpay.exchange('getRequestedPayments')).child('result');
  if (!result) throw new NetworkFailure('no_answer', true, 'no list of payments');
  const payments = itemsOf(result, 'payments').flatMap((one) => parsePayment(one) ?? []);
  return payments.toSorted((one, other) => Number(other.id) - Number(one.id));
}

function parsePayment(payment: XmlElement) {
  const id = textOf(payment, 'id');
  if (id === undefined) return undefined;
  return {
    id,
    ...partsOf(payment, textOf, ['externalId', 'tin', 'status', 'purposeOfPayment', 'comment']),
    ...partsOf(payment, amountOf, ['amount', 'paymentSum', 'feeSum']),
  };
}

/**
 * Asks for a payment, once however often the step is run. Nobody says that PimPay refuses a second one of the same external
 * ID, or that its list is complete and shows a payment at once. So the list is looked through before the sending, and proves
 * that a payment is there, never that it is not: what may have been requested is not sent again, and what was requested is
 * remembered for a month. Vendor: requestPayments.
 *
 * @throws Problem
 */
export async function requestPayment(pimpay: PimPayClient, payment: NewPayment): Promise<RequestedPayment> {
  const { externalId } = payment;
  const desk = new Desk(pimpay, payment);
  return once<RequestedPayment>(pimpay.memory, `payment ${externalId}`, {
    // A run with another amount or purpose must not pay beside one whose outcome is unknown.
    content: JSON.stringify(['requestPayments', externalId]),
    words: {
      service: NAME,
      ifUnknown: say`Payment ${{ number: excerpt(externalId) }} may have been requested.`,
      look: say`Look for it in the cabinet of PimPay.`,
      byHand: say`If it is there, nothing is left to do. If PimPay tells you that it has no such payment, run this step
        with another External ID.`,
    },
    goesOn: true,
    needsRecord: true,
    picture: async () => {
      await desk.look();
      return '';
    },
    lookUp: async () => {
      const found = await desk.look();
      if (!found) return { kind: 'unclear' };
      return desk.isSame(found)
        ? { kind: 'done', reply: { ...found, alreadyExisted: false } }
        : { kind: 'not_done' };
    },
    send: () => desk.send(),
  });
}

class Desk {
  /** As the last look showed it. */
  #found: Payment | undefined;

  constructor(
    private readonly pimpay: PimPayClient,
    private readonly payment: NewPayment,
  ) {}

  /** The payment of that external ID. */
  async look(): Promise<Payment | undefined> {
    const payments = await listed(this.pimpay);
    const found = payments.find(({ externalId }) => externalId === this.payment.externalId);
    this.#found = found ?? (await this.#remembered());
    return this.#found;
  }

  isSame({ tin, amount }: Payment): boolean {
    return tin === this.payment.tin && amount === this.payment.amount;
  }

  async send(): Promise<Verdict<RequestedPayment>> {
    if (this.#found) return this.#taken(this.#found);
    try {
      const answer = await this.pimpay.exchange('requestPayments', encodePayment(this.payment));
      const made = resultOf(answer, ({ externalId }) => externalId === this.payment.externalId);
      if (made.id === undefined) return { kind: 'refused', problem: refused(made.errorMessage) };
      const asked = this.#as(made.id);
      const isKept = await this.#vault.write(
        this.#name,
        { ...this.payment, id: made.id },
        REMEMBERED_SECONDS,
      );
      // The payment is there whatever now happens, and a step that failed would be run again.
      const listedNow = await this.look().catch(() => undefined);
      if (!listedNow && isKept !== true)
        throw new NetworkFailure('no_answer', true, 'neither listed nor remembered');
      return { kind: 'done', reply: { ...(listedNow ?? asked), alreadyExisted: false } };
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'connection') throw error;
      const unknown = new NetworkFailure('no_answer', true, error.code ?? INTERNAL);
      // A service that failed over the request may have done it before.
      if (error.code === INTERNAL) throw unknown;
      const found = await this.look().catch(() => Promise.reject(unknown));
      return found && this.isSame(found)
        ? { kind: 'done', reply: { ...found, alreadyExisted: false } }
        : { kind: 'refused', problem: error };
    }
  }

  #taken(found: Payment): Verdict<RequestedPayment> {
    const { externalId } = this.payment;
    if (this.isSame(found) && found.status !== 'declined')
      return { kind: 'done', reply: { ...found, alreadyExisted: true } };
    const problem = this.isSame(found)
      ? unfit(
          say`Payment ${{ number: excerpt(externalId) }} was requested before, and declined. Use another External ID
            to request it again. (payment declined)`,
          'payment_declined',
        )
      : unfit(
          say`External ID ${{ number: excerpt(externalId) }} belongs to another payment, of another sum or client.
            Use another External ID. (payment exists)`,
          'payment_exists',
        );
    return { kind: 'refused', problem };
  }

  get #vault(): Vault {
    return this.pimpay.memory.vault;
  }

  get #name(): string {
    return `requested ${this.payment.externalId}`;
  }

  /** One that PimPay lists no more. */
  async #remembered(): Promise<Payment | undefined> {
    const kept = await this.#vault.read(this.#name);
    if (!isObject(kept) || typeof kept.id !== 'string') return undefined;
    const isThis = kept.tin === this.payment.tin && kept.amount === this.payment.amount;
    return isThis ? this.#as(kept.id) : { ...this.#as(kept.id), tin: undefined };
  }

  /** This payment, of which only the id is known. */
  #as(id: string): Payment {
    return { ...this.payment, id, paymentSum: undefined, feeSum: undefined, status: undefined };
  }
}

function encodePayment({ externalId, tin, amount, purposeOfPayment, comment }: NewPayment) {
  const payment = item(
    'RequestedPayment',
    text('externalId', externalId),
    value('tin', 'ns1:tinType', tin),
    float('amount', amount),
    text('purposeOfPayment', purposeOfPayment),
    text('comment', comment),
  );
  return list('payments', ['RequestedPayments', 'RequestedPayment'], [payment]);
}

type Result = Readonly<Record<'id' | 'externalId' | 'errorMessage', string | undefined>>;

/** What became of one payment of a request; without an id where it was refused. @throws NetworkFailure where nothing is said of it. */
function resultOf(answer: XmlElement, isIt: (result: Result) => boolean): Result {
  const items = itemsOf(answer.child('result') ?? answer, 'payments').map((one) => ({
    isRefused: textOf(one, 'status') === 'error',
    result: partsOf(one, textOf, ['id', 'externalId', 'errorMessage']),
  }));
  const found = items.find(({ result }) => isIt(result)) ?? (items.length === 1 ? items[0] : undefined);
  if (!found || (!found.isRefused && found.result.id === undefined))
    throw new NetworkFailure('no_answer', true, 'no result of this payment');
  return found.isRefused ? { ...found.result, id: undefined } : found.result;
}

/** What names a payment: PimPay's id, or the user's own. */
export type PaymentRef = Readonly<Record<'id' | 'externalId', string | undefined>>;

/** Takes a payment back that is not made yet. One that is declined stays so. Vendor: rejectPayments. @throws Problem */
export async function cancelPayment(pimpay: PimPayClient, ref: PaymentRef): Promise<Payment> {
  const payment = await paymentOf(pimpay, ref);
  if (payment.status === 'declined') return payment;
  if (payment.status === 'complete')
    throw unfit(
      say`Payment ${{ id: payment.id }} is made already, and cannot be taken back. Talk to PimPay. (payment complete)`,
      'payment_complete',
    );
  const rejected = list(
    'payments',
    ['RejectedPayments', 'RejectedPayment'],
    [item('RejectedPayment', value('id', 'xsd:integer', payment.id))],
  );
  const ifUnknown = say`The payment may be cancelled already; it is safe to run this step again.`;
  await answered(NAME, { kind: 'write', ifUnknown }, async () => {
    const result = resultOf(await pimpay.exchange('rejectPayments', rejected), ({ id }) => id === payment.id);
    if (result.id === undefined) throw refused(result.errorMessage);
  });
  return paymentOf(pimpay, { id: payment.id, externalId: undefined }).catch(() => ({
    ...payment,
    status: undefined,
  }));
}

async function paymentOf(pimpay: PimPayClient, { id, externalId }: PaymentRef): Promise<Payment> {
  const payments = await listPayments(pimpay);
  const found = payments.find((one) => (id === undefined ? one.externalId === externalId : one.id === id));
  if (found) return found;
  throw unfit(
    say`PimPay lists no payment ${{ number: excerpt(id ?? externalId ?? '') }}. Check what names it. (unknown payment)`,
    'unknown_payment',
  );
}
