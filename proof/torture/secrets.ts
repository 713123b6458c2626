import { createHash } from 'node:crypto';
import type { Evidence } from './stage';
import { secretsSent } from './secrets_sent';

const PASSWORDS = ['api_key', 'password', 'license_token', 'license_id', 'server_password'] as const;

/** Shorter ones stand in any text by chance. */
const SHORTEST = 6;

/** Where a credential, or what is derived from one, stands in what a case left behind. Each complaint names the place, not the secret. */
export function leaks({ authData, exchanges, result, rerun, log, cache }: Evidence): readonly string[] {
  const ends = [result, ...(rerun ? [rerun] : [])];
  const messages = ends.map((end) => (end.outcome === 'success' ? '' : end.message)).join('\n');
  const outputs = ends.map((end) => (end.outcome === 'success' ? JSON.stringify(end.output) : '')).join('\n');
  const needles = needlesOf(authData, exchanges);
  return [
    ...found(needles, log.join('\n'), 'the log'),
    ...found(needles, cache.join('\n'), 'the cache'),
    ...found(needles, messages, 'the message'),
    ...found(needles, outputs, 'the output'),
  ];
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

function needlesOf(authData: Evidence['authData'], exchanges: Evidence['exchanges']): readonly Needle[] {
  const given = PASSWORDS.flatMap((key) => {
    const value = authData[key]?.trim();
    return value === undefined ? [] : [[key, value] as const];
  });
  const derived = given.flatMap(([key, value]) => [
    [`the md5 of ${key}`, md5(value)] as const,
    [`the md5 of login and ${key}`, md5((authData.login ?? '') + value)] as const,
  ]);
  const sent = exchanges.flatMap((exchange) =>
    secretsSent(exchange).map((secret) => [`a secret sent to the ${exchange.place}`, secret] as const),
  );
  const needles = [...given, ...derived, ...sent].flatMap(([name, secret]) =>
    [...writings(secret)].map(([writing, text]) => ({ name: `${name} (${writing})`, text })),
  );
  return [...new Map(needles.map((needle) => [needle.text, needle])).values()];
}

/** A secret in the ways in which texts may hold it. */
function writings(secret: string): readonly (readonly [writing: string, text: string])[] {
  if (secret.length < SHORTEST) return [];
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
    ['XML attribute', xmlAttribute(secret)],
    ['hex', Buffer.from(secret).toString('hex')],
    ...base64.map((text) => ['Base64', text] as const),
  ];
}

function xmlAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** The digits that do not depend on what stands before and behind. */
function inBase64(secret: string, offset: number): string {
  const text = Buffer.from(' '.repeat(offset) + secret)
    .toString('base64')
    .replace(/=+$/, '');
  return text.slice(Math.ceil((offset * 8) / 6), -1);
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
