import { parse } from 'content-disposition';
import { say } from '../language/language';
import { serverUrlFault } from './address';
import { Problem } from './errors';
import { answered, Bytes, READ, type Http, type HttpResponse } from './http';

/** Files are handed on by addresses that lead to the place where they are kept. */
const MOST_REDIRECTS = 5;
const TIMEOUT_MILLISECONDS = 10_000;

export interface DownloadedFile {
  readonly content: Buffer;
  /** It has no folder, and is undefined where neither the answer nor the address tells one. */
  readonly name: string | undefined;
}

/**
 * The file behind the address that an earlier step gave for it, from anywhere on the internet.
 *
 * @throws Problem of kind `input` for an address that may not be asked; `refused` where no file is there.
 */
export async function download(http: Http, url: string, maxBytes: number): Promise<DownloadedFile> {
  let address = url;
  for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
    const content = new Bytes();
    const response = await get(http, address, maxBytes, content);
    const { status, location, disposition = '' } = response;
    // Files that steps leave for later ones lie under addresses without a name.
    if (status === 200) return { content: content.end(), name: fileNameOf(disposition) ?? lastPart(url) };
    if (status < 300 || status >= 400 || location === undefined) throw missing(response);
    address = location;
  }
  throw new Problem(
    'refused',
    say`The address of the file leads from one place to another without an end. Map the file of another
      step. (too many redirects)`,
    { code: 'too_many_redirects' },
  );
}

function fileNameOf(disposition: string): string | undefined {
  return cleanName(parse(disposition).parameters.filename);
}

function lastPart(url: string): string | undefined {
  return URL.canParse(url) ? cleanName(decoded(new URL(url).pathname)) : undefined;
}

/** Takes what stands behind the last slash, without characters that a document cannot hold. */
function cleanName(path: string | undefined): string | undefined {
  const name = path
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .trim();
  return name === '' ? undefined : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function get(http: Http, url: string, maxBytes: number, into: Bytes): Promise<HttpResponse> {
  const fault = serverUrlFault(url);
  if (fault !== undefined)
    throw new Problem(
      'input',
      say`The address of the file ${{ fault }}. Map a file of an earlier step. (address)`,
      { code: 'invalid_input' },
    );
  return answered(
    say`The place where the file is kept`,
    READ,
    () =>
      http({
        method: 'GET',
        url,
        timeoutMilliseconds: TIMEOUT_MILLISECONDS,
        maxBytes,
        into,
        // Whoever has the address has the file.
        secrets: [url],
      }),
    ({ reason }) => (reason === 'too_large' ? tooLarge(maxBytes) : undefined),
  );
}

function tooLarge(maxBytes: number): Problem {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new Problem(
    'refused',
    say`The file is larger than ${{ megabytes }} MB. Map a smaller one. (too large)`,
    { code: 'too_large' },
  );
}

function missing({ status }: HttpResponse): Problem {
  return new Problem(
    'refused',
    say`The file is not where its address leads to. Files of earlier steps are kept for some hours only:
      run the whole Zap again. (HTTP ${{ status }})`,
    { code: `http_${status}` },
  );
}
