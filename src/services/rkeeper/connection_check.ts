import { Problem } from '../../core/errors';
import { excerpt } from '../../core/redact';
import type { TillClient } from './client';
import type { TillConnection } from './connection';
import { knowsSubscription, type SystemInfo } from './system_info';

/** How one half of the connection fares: the cash server, or the licence. */
type Half<Value> =
  | { readonly state: 'fine'; readonly value: Value }
  | { readonly state: 'faulty'; readonly problem: Problem }
  | { readonly state: 'not checked'; readonly why: string };

/**
 * Asks the till who it is and the licence server for its licence: side by side, unless only the till knows the restaurant
 * code that the licence hangs on.
 *
 * @returns how the user sees the connection called: "Demo · 199999993 · licence until 2027-03-26".
 * @throws Problem that says of both halves how they fare.
 */
export async function checkConnection(till: TillClient, connection: TillConnection): Promise<string> {
  const server = half(till.systemInfo());
  const license =
    connection.restCode !== undefined || connection.license.kind === 'lifetime'
      ? half(licenseLabel(till))
      : server.then(({ state }) =>
          state === 'fine'
            ? half(licenseLabel(till))
            : { state: 'not checked' as const, why: 'the restaurant code comes from the till' },
        );
  const [found, licensed] = await Promise.all([server, license]);
  return verdict(judged(found, connection), licensed, connection);
}

async function half<Value>(work: Promise<Value>): Promise<Half<Value>> {
  try {
    return { state: 'fine', value: await work };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { state: 'faulty', problem: error };
  }
}

async function licenseLabel(till: TillClient): Promise<string> {
  const status = await till.licenseStatus();
  switch (status.kind) {
    case 'lifetime':
      return 'LifeTime licence';
    case 'typed':
      return 'licence id typed by hand';
    case 'active': {
      const day = status.license.expirationDate?.slice(0, 10);
      return day === undefined ? 'licence without an end' : `licence until ${day}`;
    }
    case 'expired':
    case 'missing':
      throw status.problem;
  }
}

/** A till that answers may still be too old, or another restaurant's. */
function judged(server: Half<SystemInfo>, { license, restCode }: TillConnection): Half<SystemInfo> {
  if (server.state !== 'fine') return server;
  const { serverVersion, restCode: told } = server.value;
  if (license.kind === 'subscription' && !knowsSubscription(serverVersion))
    return faulty(
      'version_too_old',
      `The till runs ${versionName(serverVersion)}, which is too old for a licence by subscription. It needs 7.6.2.286, 7.6.4.347 or ` +
        '7.6.5.40 at least: have the till updated. (version too old)',
    );
  if (restCode !== undefined && told !== undefined && told !== restCode)
    return faulty(
      'rest_code_differs',
      `The till says that its restaurant code (код ресторана) is ${told}, but this connection has ${restCode}. Correct Restaurant ` +
        'Code or leave it empty, or check the address of the cash server. (restaurant code differs)',
    );
  return server;
}

const versionName = (version: string): string =>
  version === '' ? 'a version that it does not tell' : `version ${excerpt(version, 20)}`;

function faulty(code: string, message: string): Half<never> {
  return { state: 'faulty', problem: new Problem('connection', message, { code }) };
}

function verdict(server: Half<SystemInfo>, license: Half<string>, { restCode }: TillConnection): string {
  if (server.state === 'fine' && license.state === 'fine') {
    const { restaurant, netName, restCode: told } = server.value;
    return [restaurant ?? netName, told ?? restCode, license.value].filter(Boolean).join(' · ');
  }
  const problems = [server, license].flatMap((found) => (found.state === 'faulty' ? [found.problem] : []));
  throw new Problem(
    problems.some(({ kind }) => kind === 'connection') ? 'connection' : 'failed',
    `Cash server: ${words(server)}${hint(server)}\nLicence: ${words(license)}`,
    { code: problems[0]?.code ?? 'failed', cause: problems[0] },
  );
}

function words(found: Half<unknown>): string {
  switch (found.state) {
    case 'fine':
      return 'fine.';
    case 'faulty':
      return found.problem.message;
    case 'not checked':
      return `not checked, because ${found.why}.`;
  }
}

const OUT_OF_REACH = new Set(['timeout', 'unreachable', 'unknown_host']);

/** Most tills stand behind a router. */
function hint(server: Half<unknown>): string {
  return server.state === 'faulty' && OUT_OF_REACH.has(server.problem.code ?? '')
    ? ' Zapier comes from the internet: the address must be reachable from there, and the router has to forward the port (проброс порта).'
    : '';
}
