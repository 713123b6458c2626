import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { toWindows1251 } from '../../sandbox/xml';
import type { Answer } from './exchange';
import { isJsonObject, type JsonObject, type JsonValue, readJson } from './json_value';
import type { Encoding, ExecutedMood, Packing, Retyping } from './mood';
import { retypedJson } from './retyped_json';
import { retypedXml } from './retyped_xml';

/** Signs a JSON answer anew, in a service that signs. */
export type Sign = (answer: JsonObject) => JsonValue;

/** A gzip that is small until it is opened. */
const BOMB = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '), { level: 1 });

/** What becomes of a service's answer, as far as its bytes are concerned. */
export function spoil(answer: Answer, mood: ExecutedMood, sign: Sign): Answer {
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
      return { ...answer, body: retyped(body, mood, sign) };
    case 'status':
      return { ...answer, status: mood.status };
    case 'encoded':
      return { ...answer, body: encoded(body, mood.as) };
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

function encoded(body: Buffer, as: Encoding): Buffer {
  const text = body.toString('utf8');
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

function retyped(body: Buffer, mood: Retyping, sign: Sign): Buffer {
  const text = body.toString('utf8');
  const json = readJson(text);
  if (json === undefined) return Buffer.from(retypedXml(text, mood));
  const changed = retypedJson(json, mood);
  return Buffer.from(JSON.stringify(mood.signed && isJsonObject(changed) ? sign(changed) : changed));
}
