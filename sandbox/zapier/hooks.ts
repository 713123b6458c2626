import { randomBytes, randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type RawRequest, readRequest } from './incoming';

/** The beginning of the paths of hooks; behind it stand the account and the Zap, as in `hooks.zapier.com/hooks/standard/…/…/`. */
export const HOOKS = '/hooks/standard/';

/** The addresses that services send hooks to, one for each Zap. */
export class Hooks {
  private readonly receivers = new Map<string, (request: RawRequest) => void>();

  /** Makes an address. @returns its path. */
  open(receiver: (request: RawRequest) => void): string {
    const path = `${HOOKS}1/${randomBytes(16).toString('hex')}/`;
    this.receivers.set(path, receiver);
    return path;
  }

  /**
   * Says that all is well before anything has been done, "regardless of whether there is a Zap behind the webhook or if
   * it is paused" (help.zapier.com, "Trigger Zaps from webhooks").
   */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readRequest(request).catch(() => undefined);
    // The sender has hung up in the midst of it.
    if (!raw) return;
    const [path = ''] = (request.url ?? '').split('?');
    const id = randomUUID();
    const debugging = { status: 'success', attempt: randomUUID(), id, request_id: id };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(debugging));
    this.receivers.get(path.endsWith('/') ? path : `${path}/`)?.(raw);
  }
}
