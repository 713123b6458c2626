import { type AppDefinition } from './definition';

const SECRET_KEY = /passw|secret|token|key/i;

/**
 * Makes a text fit for a terminal: no control characters, which could move its cursor, and none of the connection's
 * passwords, tokens and keys, whatever text they have got into.
 */
export function concealer(
  definition: AppDefinition,
  authData: Readonly<Record<string, string>> = {},
): (text: string) => string {
  const passwords = new Set(
    definition.authentication?.fields?.filter(({ type }) => type === 'password').map(({ key }) => key),
  );
  const secrets = Object.entries(authData)
    .filter(([key, value]) => value !== '' && (passwords.has(key) || SECRET_KEY.test(key)))
    .flatMap(([, value]) => [value, encodeURIComponent(value)])
    .sort((one, other) => other.length - one.length);
  return (text) => {
    const plain = text.replace(/(?!\n)\p{Cc}/gu, '');
    return secrets.reduce((open, secret) => open.replaceAll(secret, '••••'), plain);
  };
}
