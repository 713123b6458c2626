import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { toWindows1251 } from '../../sandbox/xml';
import type { Answer, Received } from '../server';
import { SERVERS, SERVICES } from '../services';
import { signed } from '../services/shop';
import type { Encoding, ExecutedMood, Mood, Packing } from './moods';
import { retyped } from './retyped';
import { secretsSent } from './secrets';

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
  place: string,
  received: Received,
  { secret, after }: Extract<Mood, { kind: 'echo' }>,
): Answer {
  const refusal = SERVERS.get(place)?.refusal;
  const known = refusal ? Object.values(SERVICES).flatMap(({ secrets }) => secrets) : [];
  const secrets = [...secretsSent(received), ...known];
  const words = `${'x'.repeat(after)} You sent ${secrets[secret % secrets.length] ?? ''}.`;
  const [type, text] = refusal?.(words) ?? ['text/plain', words];
  return { status: 200, headers: { 'content-type': type }, body: Buffer.from(text) };
}
