import { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isJsonObject, type JsonObject } from './json';

/** A request to a hook, as `bundle.rawRequest` has it. */
export interface RawRequest {
  readonly method: string;
  /** Without the question mark. */
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** Reads a request. Bytes that are not UTF-8 become U+FFFD. */
export async function readRequest(request: IncomingMessage): Promise<RawRequest> {
  const content = (await buffer(request)).toString('utf8');
  const { method = '', url = '' } = request;
  const querystring = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  return { method, querystring, headers: renamed(request.headers), content };
}

/**
 * `bundle.cleanedRequest`: the content alone, parsed (zapier-platform issues 28 and 290), with the query under
 * `querystring`. Names of form fields stay as they were sent, the last of two equal ones wins: that Zapier nests
 * `items[0][sum]` is documented nowhere. Nor is the shape of parsed XML: it comes as nothing. An app that wants either
 * has to read `rawRequest`.
 */
export function cleanedRequest({ querystring, headers, content }: RawRequest): unknown {
  const parsed = parse(headers['Content-Type'] ?? '', content);
  if (querystring === '' || !isJsonObject(parsed)) return parsed;
  return { ...parsed, querystring: formFields(querystring) };
}

function parse(contentType: string, content: string): unknown {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return formFields(content);
  try {
    return JSON.parse(content);
  } catch {
    return {};
  }
}

function formFields(text: string): JsonObject {
  return Object.fromEntries(new URLSearchParams(text));
}

/** "Headers other than Content-Length and Content-Type will be prefixed with Http-, and all … named in Camel-Case" (docs). */
function renamed(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const title = name.replace(/(^|-)([a-z])/g, (letters) => letters.toUpperCase());
      const prefix = name === 'content-type' || name === 'content-length' ? '' : 'Http-';
      return [prefix + title, String(value)];
    }),
  );
}
