import { createHash } from 'node:crypto';
import type { Received } from '../server';
import { SERVERS } from '../services';
import { escapeXml } from '../xml';
import type { Evidence } from './evidence';
import { valuesOf } from './values';

/** Shorter ones stand in any text by chance. */
const SHORTEST = 6;

/** Finds credentials, and what is derived from them, in what a case left behind. Each complaint names the place, not the secret. */
export function leaks(evidence: Evidence): readonly string[] {
  const { result, rerun, log, cache } = evidence;
  const ends = [result, ...(rerun ? [rerun] : [])];
  const messages = ends.map((end) => (end.outcome === 'success' ? '' : end.message)).join('\n');
  const outputs = ends.map((end) => (end.outcome === 'success' ? JSON.stringify(end.output) : '')).join('\n');
  const secrets = secretsOf(evidence);
  const needles = needlesOf(secrets);
  return [
    ...found(needles, log.join('\n'), 'the log'),
    ...found(needles, cache.join('\n'), 'the cache'),
    ...found(needles, messages, 'the message'),
    ...found(
      secrets.flatMap((secret) => partIn(messages, secret) ?? []),
      messages,
      'the message',
    ),
    ...found(needles, outputs, 'the output'),
  ];
}

/** Credentials and what is made of them, as a request to any server carries them. */
export function secretsSent(request: Received): string[] {
  return [...SERVERS.values()].flatMap((server) =>
    server.secretsIn(request).flatMap((secret) => (secret ? [secret] : [])),
  );
}

interface Needle {
  readonly name: string;
  readonly text: string;
}

function found(needles: readonly Needle[], text: string, place: string): readonly string[] {
  return needles
    .filter((needle) => text.includes(needle.text))
    .map(({ name, text: secret }) => {
      const at = text.indexOf(secret);
      return `${place} holds ${name}: ${JSON.stringify(text.slice(Math.max(0, at - 80), at + 100))}`;
    });
}

/** Every secret as it is. */
function secretsOf({ authData, connectionForm, exchanges }: Evidence): readonly Needle[] {
  // Values of other fields are tried in this one, too, and stand in the app's own messages; and one word stands in every log.
  const ownWords = new Set(['length', ...connectionForm.flatMap(valuesOf)]);
  const given = connectionForm.flatMap(({ key, type }) => {
    const text = authData[key]?.trim();
    return text === undefined || type !== 'password' ? [] : [{ name: key, text }];
  });
  const derived = given.flatMap(({ name, text }) =>
    ['md5', 'sha1', 'sha256'].flatMap((algorithm) => [
      { name: `the ${algorithm} of ${name}`, text: hash(algorithm, text) },
      { name: `the ${algorithm} of login and ${name}`, text: hash(algorithm, (authData.login ?? '') + text) },
    ]),
  );
  const sent = exchanges.flatMap((exchange) =>
    secretsSent(exchange).map((text) => ({ name: `a secret sent to the ${exchange.place}`, text })),
  );
  return [...given, ...derived, ...sent].filter(({ text }) => text.length >= SHORTEST && !ownWords.has(text));
}

function needlesOf(secrets: readonly Needle[]): readonly Needle[] {
  const needles = secrets.flatMap(({ name, text: secret }) =>
    writings(secret).map(([writing, text]) => ({ name: `${name} (${writing})`, text })),
  );
  return [...new Map(needles.map((needle) => [needle.text, needle])).values()];
}

/** A secret in the ways in which texts may hold it. */
export function writings(secret: string): readonly (readonly [writing: string, text: string])[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const base64 = [0, 1, 2].map((offset) => inBase64(secret, offset));
  return [
    ['plain', secret],
    ['JSON', json],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    [
      'JSON in ASCII',
      json.replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['URL', encodeURIComponent(secret.toWellFormed())],
    ['form', form],
    ['XML', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['XML attribute', escapeXml(secret).replaceAll("'", '&apos;')],
    ['hex', Buffer.from(secret).toString('hex')],
    ...base64.map((text) => ['Base64', text] as const),
  ];
}

/** The digits that do not depend on what stands before and behind. */
function inBase64(secret: string, offset: number): string {
  const text = Buffer.from(' '.repeat(offset) + secret)
    .toString('base64')
    .replace(/=+$/, '');
  return text.slice(Math.ceil((offset * 8) / 6), -1);
}

function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

const PART = 12;
const LOOKED_AT = 300;

/** Messages quote services, whose words may be cut off or lose what looks like HTML: no large part may be left either. */
function partIn(message: string, { name, text }: Needle): Needle | undefined {
  for (let at = 0; message !== '' && at + PART <= Math.min(text.length, LOOKED_AT); at += 1) {
    const part = text.slice(at, at + PART);
    // A row of the same few characters tells nothing.
    if (message.includes(part) && new Set(part).size > PART / 2)
      return { name: `a part of ${name}`, text: part };
  }
  return undefined;
}
