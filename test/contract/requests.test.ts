import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import core from 'zapier-platform-core';
import { type Method, methodsOf } from '../../proof/methods';
import { ZapiersSide } from '../../proof/zapiers_side';
import { forward, LocalServer, type Received, send } from '../../proof/server';
import { environmentFor, readdressed, SERVICES, usesOf } from '../../proof/services';
import { stepOf } from '../../proof/step';
import { OPEN_ORDER } from '../../proof/uses/rkeeper';
import type { Use } from '../../proof/uses/use';
import { readXml, writeXml } from '../../proof/xml';
import { appWith, WITHOUT_STEPS } from '../support/app';
import { asZapierSeesIt } from '../support/definition';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const FILE = join(__dirname, 'requests.txt');

/** The way into an app that Lambda takes; the package's types do not list it. */
const { createAppHandler } = core as typeof core & {
  createAppHandler: (definition: object) => (event: object) => Promise<{ results: unknown }>;
};

/** The app with the step of a method alone, since the platform goes through all of an app at each call. */
function handlerOf({ path }: Method): (event: object) => Promise<{ results: unknown }> {
  const [kind, key = ''] = path.split('.');
  const isOfStep = kind === 'triggers' || kind === 'creates' || kind === 'searches';
  return createAppHandler(isOfStep ? appWith(kind, key) : WITHOUT_STEPS);
}

let zapier: ZapiersSide;

beforeAll(async () => {
  // Only the date stands still, since forms and hashes hold it: everything else goes on.
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 31, 9), toFake: ['Date'] });
  zapier = await ZapiersSide.start();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  await zapier.close();
});

type Sent = Received & { readonly server: string };

/** What a step sends to the doubles of its service while nothing is remembered. @throws Error where it does not succeed. */
async function requestsOf(method: Method, use: Use): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const opened = await SERVICES[method.platform].open();
  const recorders = new Map<string, LocalServer>();
  for (const [server, origin] of Object.entries(opened.origins))
    recorders.set(
      server,
      await LocalServer.start(async (received, response) => {
        sent.push({ ...received, server });
        send(response, await forward(received, origin));
      }),
    );
  const origins = Object.fromEntries([...recorders].map(([server, { origin }]) => [server, origin]));
  vi.stubEnv('LOGGING_ENDPOINT', zapier.loggingEndpoint);
  for (const [name, value] of Object.entries(environmentFor(origins))) vi.stubEnv(name, value);
  zapier.cache.clear();
  const step = stepOf(method, use, opened);
  try {
    const authData = readdressed(step.authData ?? {}, opened.origins, origins);
    const { results } = await zapier.run({ ...step, authData }, handlerOf(method));
    // What a hook is told is an event.
    if (method.kind === 'hook') expect(results).toHaveLength(1);
    return sent;
  } catch (error) {
    throw new Error(`${method.path} does not succeed with ${JSON.stringify(use)}: ${String(error)}`);
  } finally {
    await Promise.all([opened.stop(), ...[...recorders.values()].map((recorder) => recorder.stop())]);
  }
}

/** How requests to a server begin: it must be the same for all. */
function headOf({ server, method, headers }: Sent): string {
  const names = ['content-type', 'authorization', 'usr'];
  const told = names.flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]));
  // A token is another each time.
  return [server, method, ...told].join(' ').replace(/Bearer \S+/, 'Bearer token');
}

/** GUIDs of the app or of a double that are made anew each time, by chance or from an address. */
const NEW_GUID = /(?<=LicenseInstance guid="\{)[\dA-F-]{36}|[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f-]{17}/gi;
const FIXED_GUIDS = [OPEN_ORDER.slice(1, -1), '655cee55-7bcd-4826-b6e0-a8ccf2017ef3'];

/** What a form names is asked for all at once, and reaches the till in any order. */
function inOrder(lines: string): string {
  return lines.replace(
    /(?:^.*CMD="GetRefData".*(?:\n|$))+/gm,
    (asked) => asked.match(/.+\n?/g)?.toSorted().join('') ?? '',
  );
}

/** One line a request. */
function linesOf(sent: readonly Sent[]): string {
  const lines = sent.map(({ server, path, body }) =>
    `  ${server} ${path} ${canonical(body.toString())}`.trimEnd(),
  );
  const guids: string[] = [];
  return inOrder(lines.join('\n') || '  nothing').replace(NEW_GUID, (guid) => {
    if (FIXED_GUIDS.includes(guid)) return guid;
    if (!guids.includes(guid)) guids.push(guid);
    return `guid ${guids.indexOf(guid) + 1}`;
  });
}

/** XML written in one way, whoever wrote it; anything else as it is. */
function canonical(body: string): string {
  const root = readXml(body);
  return root ? writeXml(root) : body;
}

/** The key, what follows where that is not `perform`, and the form; a drop-down by its field. */
function titleOf({ platform, kind, key, path, label }: Method, { input = {} }: Use): string {
  if (kind === 'drop-down') return `${key}: ${label}`;
  if (kind === 'connection') return `connection of ${platform}`;
  const name = path.replace(/^\w+\.|\.operation|\.perform$/g, '');
  return `${name} ${JSON.stringify(input)}`;
}

it('every valid use of every step sends these bytes, and every drop-down: `npm run snapshot` keeps them', async () => {
  const heads = new Set<string>();
  const steps: string[] = [];
  const dropDowns = new Map<string, string[]>();
  for (const method of methodsOf(asZapierSeesIt)) {
    const uses = usesOf(method.platform, method.key);
    for (const use of method.path.endsWith('.operation.perform') ? uses : uses.slice(0, 1)) {
      const sent = await requestsOf(method, use);
      for (const request of sent) heads.add(headOf(request));
      const [title, lines] = [titleOf(method, use), linesOf(sent)];
      if (method.kind === 'drop-down') dropDowns.set(lines, [...(dropDowns.get(lines) ?? []), title]);
      else steps.push(title, lines);
    }
  }
  const grouped = [...dropDowns].flatMap(([lines, titles]) => [...titles, lines]);
  const text = ['Requests begin', ...heads, '', 'Steps', ...steps, '', 'Drop-downs', ...grouped, ''].join(
    '\n',
  );
  if (process.env.KEEP_FACTS) writeFileSync(FILE, text);
  else expect(text).toBe(readFileSync(FILE, 'utf8'));
});
