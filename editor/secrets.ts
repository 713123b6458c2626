import { secretsSent, writings } from '../proof/torture/secrets';
import type { Exchange } from '../sandbox/server';
import { redact } from '../src/core/redact';
import { secretsOf } from '../src/zapier/errors';

/** The passwords, tokens and keys of a connection: those that the app itself keeps out of its messages. */
export function secretsIn(authData: Readonly<Record<string, string>>): readonly string[] {
  return secretsOf({ authData });
}

/** What a request carries that was made of them, and what an answer gives away: hashes, tokens, the id of a licence. */
export function secretsOn({
  method,
  headers,
  path,
  request,
  answer = '',
}: Exchange<{ readonly kind: string }>): string[] {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const given = answer.matchAll(/"(?:access_token|hash|id)": ?"([\w.-]{20,})"/g);
  return [
    ...secretsSent({ method, headers: texts, path, body: Buffer.from(request) }),
    ...[...given].map(([, secret = '']) => secret),
  ];
}

/** A text as it may be shown: none of these secrets is left, however it was written on the wire. */
export function without(text: string, secrets: readonly string[]): string {
  const written = secrets.flatMap((secret) => writings(secret).map(([, form]) => form));
  return redact(text, [...new Set(written)]);
}

/** Whether what stands in this field of the connection form is a secret. */
export function isSecretField(key: string): boolean {
  return secretsIn({ [key]: 'x' }).length > 0;
}
