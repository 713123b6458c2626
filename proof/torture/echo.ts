import { buildXml, element } from '../../src/core/xml';
import { CREDENTIALS } from './doubles';
import type { Answer, Place, Received } from './exchange';
import type { JsonObject } from './json_value';
import type { Mood } from './mood';
import { secretsSent } from './secrets_sent';

/** A refusal in the form of the service, whose words quote a secret that it was sent or knows, as careless servers do. */
export function echo(
  received: Received,
  { secret, after }: Extract<Mood, { kind: 'echo' }>,
  sign: (answer: JsonObject) => JsonObject,
): Answer {
  // Where a file lies nobody knows the account.
  const known = received.place === 'files' ? [] : Object.values(CREDENTIALS);
  const secrets = [...secretsSent(received), ...known];
  const words = `${'x'.repeat(after)} You sent ${secrets[secret % secrets.length] ?? ''}.`;
  const { type, text } = refusalBy(received.place, words, sign);
  return { status: 200, headers: { 'content-type': type }, body: Buffer.from(text) };
}

function refusalBy(
  place: Place,
  words: string,
  sign: (answer: JsonObject) => JsonObject,
): { readonly type: string; readonly text: string } {
  switch (place) {
    case 'shop':
      return { type: 'application/json', text: JSON.stringify(sign({ error_code: 101, error_text: words })) };
    case 'licences':
      return { type: 'application/json', text: JSON.stringify({ ErrorCode: 7, ErrorMessage: words }) };
    case 'till': {
      const refusal = { Status: 'Query Executing Error', ErrorText: words, RK7ErrorN: 4711 };
      return { type: 'application/xml', text: buildXml(element('RK7QueryResult', refusal)) };
    }
    case 'courier': {
      const refusal = { error: 77, errormsg: words, errormsgru: words };
      return { type: 'text/xml', text: buildXml(element('request', {}, element('error', refusal))) };
    }
    case 'files':
    case 'elsewhere':
      return { type: 'text/plain', text: words };
  }
}
