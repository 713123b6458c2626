import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { toWindows1251 } from '../../sandbox/xml';
import type { JsonObject } from '../../sandbox/zapier/json';
import { answerHash } from '../../src/core/signature';
import type { Answer, Received } from '../server';
import { CREDENTIALS } from '../uses/credentials';
import { escapeXml } from '../xml';
import type { Place } from './evidence';
import type { Encoding, ExecutedMood, Mood, Packing } from './moods';
import { retyped } from './retyped';
import { secretsSent } from './secrets';

/** A hostile shop knows the key as well as an honest one, and signs what it never meant. */
export function signed(answer: JsonObject): JsonObject {
  const { error_code: code = '', error_text: text = '' } = answer;
  return { ...answer, hash: answerHash(textOf(code), textOf(text), CREDENTIALS.shopKey) };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A gzip that is small until it is opened. */
const BOMB = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '), { level: 1 });

/** What becomes of a service's answer, as far as its bytes are concerned. */
export function spoilt(answer: Answer, mood: ExecutedMood): Answer {
  const { body } = answer;
  switch (mood.kind) {
    case 'as it is':
    case 'lost':
    case 'late':
    case 'silent':
      return answer;
    case 'cut':
      return { ...answer, body: body.subarray(0, Math.floor(body.length * mood.share)) };
    case 'flipped':
      return { ...answer, body: flipped(body, mood.bytes) };
    case 'retyped':
      return { ...answer, body: Buffer.from(retyped(body.toString(), mood, signed)) };
    case 'status':
      return { ...answer, status: mood.status };
    case 'encoded':
      return { ...answer, body: encoded(body.toString(), mood.as) };
    case 'packed':
      return packed(answer, mood.as);
    case 'padded':
      return { ...answer, body: Buffer.concat([Buffer.alloc(mood.bytes, ' '), body]) };
  }
}

function flipped(body: Buffer, bytes: Extract<ExecutedMood, { kind: 'flipped' }>['bytes']): Buffer {
  const changed = Buffer.from(body);
  for (const { at, mask } of bytes) {
    const index = Math.floor(at * (changed.length - 1));
    changed[index] = (changed[index] ?? 0) ^ mask;
  }
  return changed;
}

function encoded(text: string, as: Encoding): Buffer {
  switch (as) {
    case 'UTF-8 with BOM':
      return Buffer.from(`\uFEFF${text}`);
    case 'UTF-16':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'Windows-1251':
      return toWindows1251(text);
    case 'Latin-1':
      return Buffer.from(text, 'latin1');
  }
}

function packed({ status, headers, body }: Answer, as: Packing): Answer {
  const under = (coding: string, bytes: Buffer): Answer => ({
    status,
    headers: { ...headers, 'content-encoding': coding },
    body: bytes,
  });
  switch (as) {
    case 'gzip':
      return under('gzip', gzipSync(body));
    case 'deflate':
      return under('deflate', deflateSync(body));
    case 'br':
      return under('br', brotliCompressSync(body));
    case 'gzip in name only':
      return under('gzip', body);
    case 'half a gzip': {
      const whole = gzipSync(body);
      return under('gzip', whole.subarray(0, Math.floor(whole.length / 2)));
    }
    case 'a gzip bomb':
      return under('gzip', BOMB);
  }
}

/** A refusal in the form of the service, whose words quote a secret that it was sent or knows, as careless servers do. */
export function echo(
  place: Place,
  received: Received,
  { secret, after }: Extract<Mood, { kind: 'echo' }>,
): Answer {
  // Where a file lies nobody knows the account.
  const known = place === 'files' ? [] : Object.values(CREDENTIALS);
  const secrets = [...secretsSent(received), ...known];
  const [type, text] = refusal(
    place,
    `${'x'.repeat(after)} You sent ${secrets[secret % secrets.length] ?? ''}.`,
  );
  return { status: 200, headers: { 'content-type': type }, body: Buffer.from(text) };
}

function refusal(place: Place, words: string): readonly [type: string, text: string] {
  const inXml = escapeXml(words);
  switch (place) {
    case 'shop':
      return ['application/json', JSON.stringify(signed({ error_code: 101, error_text: words }))];
    case 'licences':
      return ['application/json', JSON.stringify({ ErrorCode: 7, ErrorMessage: words })];
    case 'till':
      return [
        'application/xml',
        `<RK7QueryResult Status="Query Executing Error" ErrorText="${inXml}" RK7ErrorN="4711"/>`,
      ];
    case 'courier':
      return ['text/xml', `<request><error error="77" errormsg="${inXml}" errormsgru="${inXml}"/></request>`];
    case 'cdek':
      return ['application/json', JSON.stringify({ errors: [{ code: 'v2_bad_request', message: words }] })];
    case 'files':
    case 'elsewhere':
      return ['text/plain', words];
  }
}
