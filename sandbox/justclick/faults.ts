import type { FaultOf } from '../faults';
import type { Answer } from '../server';
import { type Envelope, ERROR_TEXTS, type Json, type Outcome, phpJson } from './answers';

/** What can go wrong at a shop, besides what can at any service. The function is performed unless the words say otherwise. */
export const SHOP_FAULTS = {
  'wrong hash': 'The hash of the answer does not match.',
  'no hash': 'The answer has no hash.',
  'upper case hash': 'The hash of the answer is right, in upper case.',
  'no result': 'The answer has no `result`.',
  'numbers as text': 'Every number in the result comes as text.',
  'code as text': '`error_code` comes as text.',
  'in a list': 'The answer comes as the only member of a list.',
  'another shape': "A JSON object without the envelope's fields comes.",
  null: '`null` comes.',
  'redirect with answer': "Status 302 to the account's front page, with the usual JSON as its body.",
  refusal:
    'A signed refusal with any code, known or not, and nothing is done; the text of the error table unless another is given.',
  redirect: 'Status 307 to another path of this host, which serves the function; nothing is done.',
  'redirect elsewhere': 'A redirect to another host, without JSON; nothing is done.',
} as const;

/** What some kinds need to be told, or may be. */
export interface ShopFaultDetails {
  readonly refusal: { readonly code: number; readonly text?: string };
  /** To this server under the name localhost unless a location is given. */
  readonly 'redirect elsewhere': { readonly status: 302 | 307; readonly location?: string };
}

export type ShopFault = FaultOf<keyof typeof SHOP_FAULTS, ShopFaultDetails>;

/** What an answer is made of. */
export interface Execution {
  /** Checks and performs the request, and signs the answer. */
  readonly perform: () => Envelope;
  /** Signs an outcome without performing anything. */
  readonly sign: (outcome: Outcome) => Envelope;
  /** Another path of this host that serves the same function. */
  readonly movedPath: string;
  /** The same function under another host name. */
  readonly elsewhere: string;
  /** The caller's IP address. */
  readonly address: string;
}

/** Performs the request, or what its fault puts in its place, and says what to send. */
export function answerUnder(fault: ShopFault | undefined, { perform, sign, ...request }: Execution): Answer {
  switch (fault?.kind) {
    case undefined:
      return json(perform());
    case 'refusal':
      return json(sign(refusal(fault.code, fault.text, request.address)));
    case 'redirect':
      return redirect(307, request.movedPath);
    case 'redirect elsewhere':
      return redirect(fault.status, fault.location ?? request.elsewhere);
    case 'redirect with answer':
      return { ...json(perform()), status: 302, headers: { ...JSON_TYPE, location: '/' } };
    case 'wrong hash':
      return json(withHash(perform(), anotherHash));
    case 'no hash':
      return json(withHash(perform(), () => undefined));
    case 'upper case hash':
      return json(withHash(perform(), (hash) => hash.toUpperCase()));
    case 'no result':
      return json({ ...perform(), result: undefined });
    case 'numbers as text':
      return json(withNumbersAsText(perform()));
    case 'code as text': {
      const envelope = perform();
      return json({ ...envelope, error_code: String(envelope.error_code) });
    }
    case 'in a list':
      return json([perform()]);
    case 'another shape':
      perform();
      return json({ status: 'ok', data: { message: 'Запрос принят' } });
    case 'null':
      perform();
      return json(null);
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function json(content: Parameters<typeof phpJson>[0]): Answer {
  return { status: 200, headers: JSON_TYPE, body: phpJson(content) };
}

function redirect(status: 302 | 307, location: string): Answer {
  return { status, headers: { location }, body: '' };
}

function refusal(code: number, text: string | undefined, address: string): Outcome {
  const [, usual = 'unknown error'] =
    Object.entries(ERROR_TEXTS).find(([known]) => Number(known) === code) ?? [];
  return { code, text: text ?? (code === 6 ? `${usual} ${address}` : usual) };
}

/** One digit differs. */
export function anotherHash(hash: string): string {
  return (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
}

function withHash(envelope: Envelope, change: (hash: string) => string | undefined): Envelope {
  return { ...envelope, hash: change(envelope.hash ?? '') };
}

function withNumbersAsText({ result, ...envelope }: Envelope): Envelope {
  return { ...envelope, result: result === undefined ? undefined : numbersAsText(result) };
}

function numbersAsText(value: Json): Json {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value)
    ? value.map(numbersAsText)
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, numbersAsText(member)]));
}
