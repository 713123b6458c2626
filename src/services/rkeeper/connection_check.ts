import { Problem } from '../../core/errors';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import type { TillClient } from './client';
import type { TillConnection } from './connection';
import { knowsSubscription, type SystemInfo } from './system_info';

/** How one half of the connection fares: the cash server, or the licence. */
interface Half<Value> {
  readonly words: string;
  readonly value?: Value;
  readonly problem?: Problem;
}

/**
 * Asks the till who it is and for its orders, which a reference server has none of, and the licence server for its licence:
 * side by side, unless only the till knows the restaurant code that the licence hangs on.
 *
 * @returns how the user sees the connection called: "Demo · 199999993".
 * @throws Problem that says of both halves how they fare.
 */
export async function checkConnection(till: TillClient, connection: TillConnection): Promise<string> {
  const info = till.systemInfo();
  const isLicenseKnown = connection.restCode !== undefined || connection.license.kind === 'lifetime';
  const [server, license] = await Promise.all([
    half(info.then((told) => checkedTill(told, till, connection))),
    isLicenseKnown
      ? half(checkLicense(till))
      : info.then(
          () => half(checkLicense(till)),
          () => ({ words: say`not checked, because the restaurant code comes from the till.` }),
        ),
  ]);
  return verdict(server, license, connection);
}

async function half<Value>(work: Promise<Value>): Promise<Half<Value>> {
  try {
    return { words: say`fine.`, value: await work };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { words: error.message, problem: error };
  }
}

/** @throws Problem where there is none that runs. */
async function checkLicense(till: TillClient): Promise<'checked'> {
  const status = await till.licenseStatus();
  if ('problem' in status) throw status.problem;
  return 'checked';
}

/** A till that answers may still be too old, another restaurant's, or no cash server. @throws Problem */
async function checkedTill(
  told: SystemInfo,
  till: TillClient,
  { license, restCode }: TillConnection,
): Promise<SystemInfo> {
  const { serverVersion } = told;
  if (license.kind === 'subscription' && !knowsSubscription(serverVersion)) {
    const version =
      serverVersion === ''
        ? say`a version that it does not tell`
        : say`version ${{ number: excerpt(serverVersion, 20) }}`;
    throw new Problem(
      'failed',
      say`The till runs ${{ version }}, which is too old for a licence by subscription. It needs
        7.6.2.286, 7.6.4.347 or 7.6.5.40 at least: ask the restaurant's dealer to update it. (version too
        old)`,
      { code: 'version_too_old' },
    );
  }
  if (restCode !== undefined && told.restCode !== undefined && told.restCode !== restCode)
    throw new Problem(
      'failed',
      say`The till says that its restaurant code (код ресторана) is ${{ told: told.restCode }}, but
        this connection has ${{ restCode }}. Correct Restaurant Code or leave it empty, or check
        the address of the cash server. (restaurant code differs)`,
      { code: 'rest_code_differs' },
    );
  await till.openOrders();
  return told;
}

function verdict(server: Half<SystemInfo>, license: Half<'checked'>, { restCode }: TillConnection): string {
  if (server.value && license.value) {
    const { restaurant, netName, restCode: told } = server.value;
    return [restaurant ?? netName, told ?? restCode].filter(Boolean).join(' · ') || 'r_keeper';
  }
  const problems = [server, license].flatMap(({ problem }) => problem ?? []);
  throw new Problem(
    problems.some(({ kind }) => kind === 'connection') ? 'connection' : 'failed',
    [
      say`Cash server: ${{ words: [server.words, ...hints(server.problem)].join(' ') }}`,
      say`Licence: ${{ words: license.words }}`,
    ].join('\n'),
    { code: problems[0]?.code ?? 'failed', cause: problems[0] },
  );
}

/** Most tills stand behind a router. */
function hints(problem: Problem | undefined): string[] {
  if (!['timeout', 'unreachable', 'unknown_host'].includes(problem?.code ?? '')) return [];
  return [
    say`Zapier comes from the internet: the address must be reachable from there, and the router has to forward
      the port (проброс порта).`,
  ];
}
