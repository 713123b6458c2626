import { serverUrlFault } from './address';
import { Problem } from './errors';
import { networkProblem, READ } from './failure';
import { GuardedAgent } from './guarded_agent';
import { networkFailure, type Http, type HttpResponse } from './http';

/** Files are handed on by addresses that lead to the place where they are kept. */
const MOST_REDIRECTS = 5;
const TIMEOUT_MILLISECONDS = 10_000;

/**
 * The file behind the address that an earlier step gave for it, from anywhere on the internet.
 *
 * @throws Problem of kind `input` for an address that may not be asked; `refused` where no file is there.
 */
export async function download(http: Http, url: string, maxBytes: number): Promise<Buffer> {
  let address = url;
  for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
    const response = await get(http, address, maxBytes);
    const { status, location, body } = response;
    if (status === 200) return body;
    if (status < 300 || status >= 400 || location === undefined) throw missing(response);
    address = location;
  }
  throw new Problem(
    'refused',
    'The address of the file leads from one place to another without an end. Map the file of another step. (too many redirects)',
    { code: 'too_many_redirects' },
  );
}

async function get(http: Http, url: string, maxBytes: number): Promise<HttpResponse> {
  const fault = serverUrlFault(url);
  if (fault !== undefined)
    throw new Problem('input', `The address of the file ${fault}. Map a file of an earlier step. (address)`, {
      code: 'invalid_input',
    });
  try {
    return await http({
      method: 'GET',
      url,
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      maxBytes,
      // Whoever has the address has the file.
      secrets: [url],
      ...(url.startsWith('https:') && { agent: new GuardedAgent() }),
    });
  } catch (error) {
    const failure = networkFailure(error);
    throw failure.reason === 'too_large'
      ? tooLarge(maxBytes)
      : networkProblem('The place where the file is kept', failure, READ);
  }
}

function tooLarge(maxBytes: number): Problem {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new Problem('refused', `The file is larger than ${megabytes} MB. Map a smaller one. (too large)`, {
    code: 'too_large',
  });
}

function missing({ status }: HttpResponse): Problem {
  return new Problem(
    'refused',
    `The file is not where its address leads to. Files of earlier steps are kept for some hours only: run the whole Zap again. (HTTP ${status})`,
    { code: `http_${status}` },
  );
}
