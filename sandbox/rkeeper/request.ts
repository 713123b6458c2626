import type { IncomingHttpHeaders } from 'node:http';
import { parseXml, type XmlElement, XmlError } from '../xml';
import { readQuery } from './envelope';
import { Refusal, unreadable } from './refusal';

const XML_TYPES = ['application/xml', 'text/xml', 'text/plain'];

/** Logins and passwords of r_keeper users with the HTTP access right. */
export type TillUsers = Readonly<Record<string, string>>;

/** HTTP Basic, UTF-8. */
export function isAuthorized(header: string | undefined, users: TillUsers): boolean {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return false;
  const [login = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return Object.hasOwn(users, login) && users[login] === rest.join(':');
}

/**
 * The command of a request, or why there is none, in the server's words: a form's content type hides the body, other
 * encodings than UTF-8 break it.
 */
export function readRequest(headers: IncomingHttpHeaders, body: Buffer): XmlElement | Refusal {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (body.length === 0 || !XML_TYPES.includes(type.trim())) return unreadable('Empty input XML');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const declared = /^<\?xml[^>]*encoding=["']([^"']+)/.exec(body.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
  if ((charset ?? 'charset=utf-8') !== 'charset=utf-8' || declared.toLowerCase() !== 'utf-8') {
    return unreadable('Sort collection: Required value is null');
  }
  try {
    return readQuery(parseXml(body));
  } catch (error) {
    if (error instanceof Refusal) return error;
    if (error instanceof XmlError) return unreadable(`Invalid XML: ${error.message}`);
    throw error;
  }
}
