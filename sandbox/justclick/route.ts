import type { Account } from './service';

/** What a request's host and path mean: a function of the account that bears this login, which may not exist. */
export interface Route {
  readonly login: string;
  readonly functionName: string;
}

/** The path segment under which a function is served a second time: where a 307 to the same host leads. */
const MOVED = 'moved';

/**
 * Reads `/{login}/api/{Function}`, the form for loopback, or `/api/{Function}` with the login as the first label of the
 * host, as in the real service; an account's own domain replaces the whole host. Undefined for any other path.
 */
export function routeOf(path: string, host: string, accounts: Iterable<Account>): Route | undefined {
  const [, login, functionName] =
    /^\/(?:([^/]+)\/)??(?:moved\/)?api\/([^/]+)$/.exec(path.replace(/\?.*$/s, '')) ?? [];
  if (functionName === undefined) return undefined;
  return { login: login ?? loginOfHost(host, accounts), functionName };
}

/** Another path of the same function. */
export function movedPath({ login, functionName }: Route): string {
  return `/${login}/${MOVED}/api/${functionName}`;
}

function loginOfHost(hostAndPort: string, accounts: Iterable<Account>): string {
  const host = hostAndPort.replace(/:\d+$/, '').toLowerCase();
  const owner = [...accounts].find((account) => account.domains?.includes(host));
  const [label = ''] = host.split('.');
  return owner?.login ?? label;
}
