import type { Answer } from '../server';
import { type Envelope, type Json, type Outcome, phpJson } from './answers';
import { ERROR_TEXTS } from './error_texts';
import type { ShopFault } from './faults';

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
  if (typeof value === 'number') {
    return String(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(numbersAsText)
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, numbersAsText(member)]));
}
