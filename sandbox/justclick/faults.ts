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
export function answerUnder(fault: ShopFault | undefined, execution: Execution): Answer {
  const { perform } = execution;
  switch (fault?.kind) {
    case undefined:
      return json(perform());
    case 'refusal':
      return json(execution.sign(refusal(fault.code, fault.text, execution.address)));
    case 'redirect':
      return redirect(307, execution.movedPath);
    case 'redirect elsewhere':
      return redirect(fault.status, fault.location ?? execution.elsewhere);
    case 'wrong hash':
      return json(alteringHash(perform(), anotherHash));
    case 'no hash':
      return json({ ...perform(), hash: undefined });
    case 'upper case hash':
      return json(alteringHash(perform(), (hash) => hash.toUpperCase()));
    case 'no result':
      return json({ ...perform(), result: undefined });
    case 'numbers as text':
      return json(withNumbersAsText(perform()));
    case 'code as text':
      return json(withCodeAsText(perform()));
    case 'in a list':
      return jsonText(`[${phpJson(perform())}]`);
    case 'another shape':
      perform();
      return jsonText(phpJson({ status: 'ok', data: { message: 'Запрос принят' } }));
    case 'null':
      perform();
      return jsonText('null');
    case 'redirect with answer':
      return { ...json(perform()), status: 302, headers: { ...JSON_TYPE, location: '/' } };
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function json(content: Envelope): Answer {
  return jsonText(phpJson(content));
}

function jsonText(body: string): Answer {
  return { status: 200, headers: JSON_TYPE, body };
}

function redirect(status: 302 | 307, location: string): Answer {
  return { status, headers: { location }, body: '' };
}

function refusal(code: number, text: string | undefined, address: string): Outcome {
  const listed = new Map<number, string>(
    Object.entries(ERROR_TEXTS).map(([known, its]) => [Number(known), its]),
  );
  const usual = listed.get(code) ?? 'unknown error';
  return { code, text: text ?? (code === 6 ? `${usual} ${address}` : usual) };
}

/** One digit differs. */
export function anotherHash(hash: string): string {
  return (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
}

function alteringHash(content: Envelope, alter: (hash: string) => string): Envelope {
  return { ...content, hash: alter(content.hash ?? '') };
}

function withCodeAsText(content: Envelope): Envelope {
  return { ...content, error_code: String(content.error_code) };
}

function withNumbersAsText(content: Envelope): Envelope {
  return content.result === undefined ? content : { ...content, result: numbersAsText(content.result) };
}

function numbersAsText(value: Json): Json {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value)
    ? value.map(numbersAsText)
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, numbersAsText(member)]));
}
