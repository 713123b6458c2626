import { once } from '../../core/exactly_once/exactly_once';
import type { Problem } from '../../core/errors';
import type { Kopecks } from '../../core/money';
import { excerpt } from '../../core/redact';
import { element, type XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { flagOf, itemsOf, textOf } from './answer';
import type { PimPayClient } from './client';
import { float, floatText, list, object, text, value } from './envelope';
import { NAME, refused, unfit } from './problems';

/** The amounts of an order in a register, as PimPay names them: all but the first may be unknown. */
export interface Amounts {
  /** Paid to PimPay. */
  readonly ptp: Kopecks;
  /** Paid by the receiver. */
  readonly pfr: Kopecks | undefined;
  /** Cost of the delivery, of the handling of money, of the insurance. */
  readonly dc: Kopecks | undefined;
  readonly cs: Kopecks | undefined;
  readonly ins: Kopecks | undefined;
  /** The vendor does not say what it stands for. */
  readonly tsc: Kopecks | undefined;
}

export interface RegisterRow extends Amounts {
  /** The order's number. */
  readonly oid: string;
  readonly transactions: readonly { readonly val: Kopecks; readonly cmt: string }[];
}

/** A money register («сверка»): what a courier company collected for a client, and pays by one payment order. */
export interface Register {
  readonly id: string;
  /** The client's ИНН. */
  readonly tin: string;
  readonly num: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly sum: Kopecks;
  readonly rows: readonly RegisterRow[];
}

/** What PimPay says of a register: `pending`, `matched`, or `discarded` with its errors. */
export interface RegisterStatus {
  readonly id: string;
  readonly status: string;
  readonly errors: readonly string[];
}

export interface SentRegister {
  readonly status: RegisterStatus | undefined;
  readonly alreadyExisted: boolean;
}

/** Undefined where PimPay has no such register. Vendor: getVerificationStatus. @throws Problem */
export async function registerStatus(pimpay: PimPayClient, id: string): Promise<RegisterStatus | undefined> {
  const result = (await pimpay.find('getVerificationStatus', text('id', id)))?.child('result');
  const status = result && textOf(result, 'status');
  if (!result || status === undefined) return undefined;
  return { id, status, errors: itemsOf(result, 'errors').flatMap((one) => textOf(one, 'message') ?? []) };
}

/**
 * Sends a register, once however often the step is run. What PimPay does with a second one of the same id is unknown, so that
 * it is asked first: only one that it has discarded is sent again. Vendor: sendVerification.
 *
 * @param onTaken what to do when it is there already.
 * @throws Problem
 */
export async function sendRegister(
  pimpay: PimPayClient,
  register: Register,
  onTaken: 'error' | 'existing',
): Promise<SentRegister> {
  const { id } = register;
  const parts = encodeRegister(register);
  const now = (): Promise<RegisterStatus | undefined> => registerStatus(pimpay, id);
  const isThere = (status: RegisterStatus | undefined): boolean =>
    status !== undefined && status.status !== 'discarded';
  return once<SentRegister>(pimpay.memory, `register ${id}`, {
    content: JSON.stringify(['sendVerification', register]),
    words: {
      service: NAME,
      ifUnknown: say`Register ${{ id: excerpt(id) }} may have been sent.`,
      look: say`Look at it with Find PimPay Register.`,
      byHand: say`Run this step again: it looks for the register first.`,
    },
    goesOn: true,
    picture: async () => (isThere(await now()) ? 'there' : 'not there'),
    lookUp: async () => {
      const status = await now();
      return isThere(status)
        ? { kind: 'done', reply: { status, alreadyExisted: false } }
        : { kind: 'not_done' };
    },
    send: async (picture) => {
      if (picture === 'there') {
        const status = await now();
        return onTaken === 'existing'
          ? { kind: 'done', reply: { status, alreadyExisted: true } }
          : { kind: 'refused', problem: isSent(id, status) };
      }
      const answer = await pimpay.exchange('sendVerification', ...parts);
      if (flagOf(answer, 'result') !== true) return { kind: 'refused', problem: refused('result=false') };
      // The register is there whatever now happens, and a step that failed would be run again.
      return {
        kind: 'done',
        reply: { status: await now().catch(() => undefined), alreadyExisted: false },
      };
    },
  });
}

function isSent(id: string, status: RegisterStatus | undefined): Problem {
  return unfit(
    say`PimPay has a register ${{ id: excerpt(id) }} already, and its status is ${{ status: status?.status ?? '?' }}. If
      an earlier run sent it, nothing is left to do. Otherwise use another ID. (register exists)`,
    'register_exists',
  );
}

function encodeRegister({ tin, id, num, date, sum, rows }: Register) {
  return [
    value('tin', 'ns1:tinType', tin),
    text('id', id),
    object(
      'paymentOrder',
      'PaymentOrder',
      value('num', 'xsd:integer', String(num)),
      value('date', 'xsd:date', date),
      float('sum', sum),
    ),
    list('rows', ['VerificationRows', 'VerificationRow'], rows.map(encodeRow)),
  ];
}

/** Amounts are attributes, before the type. */
function encodeRow({ oid, transactions, ...amounts }: RegisterRow): XmlElement {
  const txs = transactions.map(({ val, cmt }) =>
    element('item', { val: floatText(val), cmt, 'xsi:type': 'ns1:CustomTransaction' }),
  );
  const names = ['ptp', 'pfr', 'dc', 'cs', 'ins', 'tsc'] as const;
  const told = names.flatMap((name): [string, string][] => {
    const amount = amounts[name];
    return amount === undefined ? [] : [[name, floatText(amount)]];
  });
  return element(
    'item',
    { oid, ...Object.fromEntries(told), 'xsi:type': 'ns1:VerificationRow' },
    list('txs', ['CustomTransactions', 'CustomTransaction'], txs),
  );
}
