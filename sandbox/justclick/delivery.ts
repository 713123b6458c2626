import { type Envelope, type Json, type Outcome, phpJson } from './answers';
import { ERROR_TEXTS } from './error_texts';
import { type Fault, forged } from './faults';

/** A complete answer. */
export interface Answer {
  readonly how: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds to wait before the first byte. */
  readonly delay?: number;
  /** Megabytes of white space before the body. */
  readonly padding?: number;
}

/** What leaves the server: an answer, a beginning that never ends, or a broken connection. */
export type Delivery =
  Answer | { readonly how: 'trickle'; readonly beginning: string } | { readonly how: 'reset' };

/** What a delivery is made of. */
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

/** A page for people, from a web server or a gateway. */
export function htmlPage(status: number, title: string): Delivery {
  return {
    how: 'answer',
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

/** Performs the request, or what its fault puts in its place, and says what to send. */
export function deliveryOf(fault: Fault | undefined, execution: Execution): Delivery {
  const { perform } = execution;
  switch (fault?.kind) {
    case undefined:
      return envelope(perform());
    case 'forged_hash':
      return envelope(alteringHash(perform(), forged));
    case 'missing_hash':
      return envelope({ ...perform(), hash: undefined });
    case 'upper_case_hash':
      return envelope(alteringHash(perform(), (hash) => hash.toUpperCase()));
    case 'missing_result':
      return envelope({ ...perform(), result: undefined });
    case 'numbers_as_strings':
      return envelope(withNumbersAsText(perform()));
    case 'code_as_string':
      return envelope(withCodeAsText(perform()));
    case 'json_array':
      return json(`[${phpJson(perform())}]`);
    case 'json_of_another_shape':
      perform();
      return json(phpJson({ status: 'ok', data: { message: 'Запрос принят' } }));
    case 'json_null':
      perform();
      return json('null');
    case 'truncated_json':
      return json(firstHalf(phpJson(perform())));
    case 'byte_order_mark':
      return json(`\uFEFF${phpJson(perform())}`);
    case 'empty_body':
      perform();
      return json('');
    case 'redirect_302_with_answer':
      return { ...envelope(perform()), status: 302, headers: { ...JSON_TYPE, location: '/' } };
    case 'slow':
      return { ...envelope(perform()), delay: fault.milliseconds };
    case 'large':
      return { ...envelope(perform()), padding: fault.megabytes };
    case 'trickle':
      return { how: 'trickle', beginning: firstHalf(phpJson(perform())) };
    case 'reset_after_execution':
      perform();
      return { how: 'reset' };
    case 'refusal':
      return envelope(execution.sign(refusal(fault.code, fault.text, execution.address)));
    case 'html_500':
      return htmlPage(500, 'Internal Server Error');
    case 'html_200':
      return htmlPage(200, 'Ведутся технические работы');
    case 'redirect_302_elsewhere':
      return redirect(302, fault.location ?? execution.elsewhere);
    case 'redirect_307':
      return redirect(307, execution.movedPath);
    case 'redirect_307_elsewhere':
      return redirect(307, fault.location ?? execution.elsewhere);
    case 'reset_before_execution':
      return { how: 'reset' };
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function envelope(content: Envelope): Answer {
  return json(phpJson(content));
}

function json(body: string): Answer {
  return { how: 'answer', status: 200, headers: JSON_TYPE, body };
}

function redirect(status: 302 | 307, location: string): Answer {
  return { how: 'answer', status, headers: { location }, body: '' };
}

function refusal(code: number, text: string | undefined, address: string): Outcome {
  const listed = new Map<number, string>(
    Object.entries(ERROR_TEXTS).map(([known, its]) => [Number(known), its]),
  );
  const usual = listed.get(code) ?? 'unknown error';
  return { code, text: text ?? (code === 6 ? `${usual} ${address}` : usual) };
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

function firstHalf(text: string): string {
  return text.slice(0, text.length / 2);
}
