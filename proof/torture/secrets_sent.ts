import type { Received } from './exchange';

/** Credentials and what is derived from them, as a request carries them: the places that the vendors' protocols have for them. */
export function secretsSent({ headers, path, body }: Pick<Received, 'headers' | 'path' | 'body'>): string[] {
  const text = body.toString('utf8');
  const { authorization = '', usr = '' } = headers;
  return [
    authorization.replace(/^Basic /, ''),
    usr,
    /(?:^|&)hash=([0-9a-f]{32})/.exec(text)?.[1],
    // The name `anchor` is the licence server's.
    new URL(path, 'http://localhost').searchParams.get('anchor'),
    ...['pass', 'licenseToken', 'anchor'].map((name) => new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1]),
  ].flatMap((secret) => (secret === undefined || secret === null || secret === '' ? [] : secret));
}
