import AdmZip from 'adm-zip';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type RunResult } from '../../../sandbox/zapier/outcome';
import { type Step } from '../../../sandbox/zapier/step';
import { Zapier, type ZapierOptions } from '../../../sandbox/zapier/zapier';
import { fixtureFiles, layOut } from './fixture-app/build';
import { Service } from './service';

const app = layOut(fixtureFiles());
const authData = { login: 'anna', password: 'correct horse' };
let service: Service;
/** For the tests that neither count its processes nor kill them. */
let shared: Zapier;
let running: Zapier[] = [];

// A cold start takes a good part of a second, several at once on a busy machine much longer.
jest.setTimeout(30_000);

beforeAll(async () => {
  service = await Service.start();
  shared = await Zapier.start({ app: app.folder, workers: 3 });
});

afterEach(async () => {
  await Promise.all(running.map((zapier) => zapier.stop()));
  running = [];
  service.paths.length = 0;
  shared.cache.clear();
});

afterAll(async () => {
  await shared.stop();
  service.stop();
  app.remove();
});

async function start(options: Partial<ZapierOptions> = {}): Promise<Zapier> {
  const zapier = await Zapier.start({ app: app.folder, ...options });
  running.push(zapier);
  return zapier;
}

function step(key: string, inputData: Record<string, unknown> = {}, more: Partial<Step> = {}): Step {
  return { method: `creates.${key}.operation.perform`, authData, inputData, ...more };
}

/** Input of a step that calls these paths of the service, one after the other. */
function calls(...paths: string[]): Record<string, unknown> {
  return { urls: paths.map((path) => service.url(path)) };
}

function outputOf(result: RunResult): unknown {
  if (result.outcome === 'success') return result.output;
  throw new Error(`The step failed: ${result.message}`);
}

async function pidOf(zapier: Zapier, more: Partial<Step> = {}): Promise<unknown> {
  return (outputOf(await zapier.run(step('show', {}, more))) as { pid: number }).pid;
}

/** Resolves when a line with this text has been logged: what a killed process had not sent yet is lost. */
async function logged(zapier: Zapier, text: string): Promise<void> {
  while (!zapier.log.some((line) => line.text.includes(text))) await setImmediate();
}

describe('the app', () => {
  test('runs from a zip as well as from a folder', async () => {
    const zip = new AdmZip();
    for (const [name, data] of Object.entries(fixtureFiles())) zip.addFile(name, Buffer.from(data));
    const { folder, remove } = layOut({ 'build.zip': zip.toBuffer() });
    const zapier = await start({ app: join(folder, 'build.zip') });
    expect(zapier.definition()).toMatchObject({ version: '1.2.3' });
    expect(await zapier.run(step('show'))).toMatchObject({ outcome: 'success' });
    remove();
  });

  test('gives its definition, with functions as words', () => {
    const { creates } = shared.definition();
    expect(creates?.form).toMatchObject({
      display: { label: 'Do form' },
      operation: { perform: '$func$2$f$' },
    });
  });

  test.each([
    ['throws while it loads', { ...fixtureFiles(), 'index.js': "throw new Error('too old');" }, 'too old'],
    ['is not a build', {}, 'zapierwrapper.js'],
  ])('that %s is refused with what it said', async (_, files, words) => {
    const { folder, remove } = layOut(files);
    await expect(start({ app: folder })).rejects.toThrow(words);
    remove();
  });

  test('that is not there is refused with how to make it', async () => {
    await expect(start({ app: 'nowhere.zip' })).rejects.toThrow('npm run package');
  });
});

describe('a process', () => {
  test('has a clean environment: that of the platform and that of the app', async () => {
    process.env.OF_THIS_MACHINE = 'secret';
    const zapier = await start({ environment: { EXPERTAM_URL: 'http://127.0.0.1:1', TZ: 'Asia/Tokyo' } });
    const { environment } = outputOf(await zapier.run(step('show'))) as {
      environment: Record<string, string>;
    };
    delete process.env.OF_THIS_MACHINE;
    expect(Object.keys(environment).sort()).toEqual([
      'AWS_EXECUTION_ENV',
      'AWS_LAMBDA_FUNCTION_NAME',
      'AWS_LAMBDA_FUNCTION_VERSION',
      'EXPERTAM_URL',
      'LAMBDA_TASK_ROOT',
      'LANG',
      'LOGGING_ENDPOINT',
      'PATH',
      'TZ',
    ]);
    expect(environment).toMatchObject({ EXPERTAM_URL: 'http://127.0.0.1:1', TZ: ':UTC' });
  });

  test('stays warm from step to step', async () => {
    const zapier = await start();
    const [first, second] = [await zapier.run(step('show')), await zapier.run(step('show'))];
    expect([first.coldStart, second.coldStart]).toEqual([true, false]);
    expect(await pidOf(zapier)).toBe(await pidOf(zapier));
  });

  test('is a new one for a fresh step, and the warm one stays', async () => {
    const zapier = await start();
    const warm = await pidOf(zapier);
    const fresh = await pidOf(zapier, { fresh: true });
    expect(fresh).not.toBe(warm);
    expect(await pidOf(zapier, { fresh: true })).not.toBe(fresh);
    expect(await pidOf(zapier)).toBe(warm);
  });

  test('handles one step at a time; others wait for it or take another process', async () => {
    const zapier = await start({ workers: 2 });
    const steps = ['a', 'b', 'c'].map((path) => zapier.run(step('request', calls(`/held/${path}`))));
    await Promise.all([service.arrived('/held/a'), service.arrived('/held/b')]);
    expect(service.paths).not.toContain('/held/c');
    service.release('/held/b');
    await service.arrived('/held/c');
    service.release('/held/a');
    service.release('/held/c');
    const pids = (await Promise.all(steps)).map((result) => (outputOf(result) as { pid: number }).pid);
    expect(pids[0]).not.toBe(pids[1]);
    expect(pids[2]).toBe(pids[1]);
  });

  test('killed in the midst of a step leaves its calls behind and is replaced', async () => {
    const zapier = await start();
    const killWhen = service.arrived('/held/x').then(() => logged(zapier, '/done'));
    const died = zapier.run(step('request', calls('/done', '/held/x'), { killWhen }));
    const next = zapier.run(step('request', calls('/next')));
    expect(await died).toMatchObject({
      outcome: 'died',
      reason: 'killed',
      calls: [{ method: 'GET', url: service.url('/done'), status: 200 }],
    });
    expect(await next).toMatchObject({ outcome: 'success', coldStart: true });
  });

  test('is not killed by what a finished step was waiting for', async () => {
    const zapier = await start();
    let fire: () => void = () => undefined;
    const killWhen = new Promise<void>((resolve) => (fire = resolve));
    const before = await pidOf(zapier, { killWhen });
    const later = zapier.run(step('request', calls('/held/later')));
    await service.arrived('/held/later');
    fire();
    await killWhen;
    service.release('/held/later');
    expect(outputOf(await later)).toMatchObject({ pid: before });
  });

  test('is stopped when a step takes too long', async () => {
    const zapier = await start();
    const result = await zapier.run(step('request', calls('/held/long'), { limitSeconds: 1 }));
    expect(result).toMatchObject({ outcome: 'died', reason: 'timeout' });
    expect(result).toMatchObject({ message: expect.stringContaining('may or may not') as string });
  });

  test('that ends by itself says what it last wrote', async () => {
    const zapier = await start();
    expect(await zapier.run(step('exit'))).toMatchObject({
      outcome: 'died',
      reason: 'exited',
      message: 'The process ended by itself with code 3.\nlast words',
    });
    expect(await zapier.run(step('show'))).toMatchObject({ outcome: 'success' });
  });

  test('does not outlive the sandbox', async () => {
    const zapier = await start({ workers: 2 });
    const warm = Number(await pidOf(zapier));
    const underWay = zapier.run(step('request', calls('/held/end')));
    const fresh = zapier.run(step('request', calls('/held/end too'), { fresh: true }));
    const waiting = [1, 2].map(() => zapier.run(step('request', calls('/held/never'))));
    const refused = expect(Promise.all(waiting)).rejects.toThrow('has been stopped');
    await Promise.all([service.arrived('/held/end'), service.arrived('/held/end%20too')]);
    await zapier.stop();
    expect(await underWay).toMatchObject({ outcome: 'died', reason: 'killed' });
    expect(await fresh).toMatchObject({ outcome: 'died', reason: 'killed' });
    await refused;
    expect(() => process.kill(warm, 0)).toThrow('ESRCH');
  });
});

describe('a step', () => {
  test('is given what Zapier gives it', async () => {
    const result = await shared.run(
      step('show', { order: 'чай ☕' }, { timeZone: 'Europe/Moscow', meta: { isLoadingSample: true } }),
    );
    expect(outputOf(result)).toMatchObject({
      inputData: { order: 'чай ☕' },
      meta: {
        timezone: 'Europe/Moscow',
        isLoadingSample: true,
        limit: -1,
        page: 0,
        isPopulatingDedupe: false,
      },
    });
  });

  test.each([
    ['error', { kind: 'Error', message: 'The order does not exist.', code: 'order_unknown', status: 404 }],
    ['halted', { kind: 'HaltedError', message: 'Nothing to do.' }],
    ['expired', { kind: 'ExpiredAuthError', message: 'The password has changed.' }],
    ['throttled', { kind: 'ThrottledError', message: 'The till is busy.', delaySeconds: 45 }],
    ['bug', { kind: 'Unexpected', name: 'TypeError', message: 'x is not a function' }],
  ])('that throws (%s) says so in plain fields', async (throws, failure) => {
    const result = await shared.run(step('throw', { throws }));
    expect(result).toMatchObject({ outcome: 'error', ...failure });
  });

  test('that names no method of the app fails', async () => {
    const result = await shared.run(step('nothing'));
    expect(result).toMatchObject({ outcome: 'error', kind: 'Unexpected' });
  });
});

describe('the calls of a step', () => {
  test('are those that it made itself, however many run at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const results = await Promise.all(
      names.map((name) => shared.run(step('request', calls(`/${name}/1`, `/${name}/2`)))),
    );
    expect(results.map((result) => result.calls.map(({ url }) => url))).toEqual(
      names.map((name) => [service.url(`/${name}/1`), service.url(`/${name}/2`)]),
    );
  });

  test('do not count those to the platform itself', async () => {
    expect(await shared.run(step('cache', { call: 'get' }))).toMatchObject({ outcome: 'success', calls: [] });
  });
});

describe('the log', () => {
  test('keeps what went to the platform, censored, and what a process merely printed', async () => {
    const { id } = await shared.run(step('print'));
    const sent = shared.log.filter((line) => line.source === 'logger' && line.run === id);
    expect(sent).toMatchObject([{ text: expect.stringContaining('logged :censored:13:') as string }]);
    const printed = shared.log.flatMap((line) => (line.source === 'stdout' ? line.text : []));
    expect(printed).toEqual(expect.arrayContaining(['logged correct horse', 'printed correct horse']));
  });
});

describe('z.cache', () => {
  const get = { call: 'get', key: 'k', scope: ['auth'] };
  const set = { call: 'set', key: 'k', value: { чай: ['☕'] }, scope: ['auth'] };

  test('passes from process to process, and only to the same connection', async () => {
    expect(outputOf(await shared.run(step('cache', set)))).toEqual({ result: true });
    expect(outputOf(await shared.run(step('cache', get, { fresh: true })))).toEqual({ result: set.value });
    expect(outputOf(await shared.run(step('cache', get, { connectionId: 'another' })))).toEqual({
      result: null,
    });
    expect(shared.cache.entries()).toMatchObject([{ key: 'k', value: '{"чай":["☕"]}', scope: ['auth'] }]);
  });

  test('honours lifetimes and nx', async () => {
    let now = 0;
    const zapier = await start({ clock: () => now });
    const lease = step('cache', { ...set, ttl: 10, nx: true });
    expect(outputOf(await zapier.run(lease))).toEqual({ result: true });
    expect(outputOf(await zapier.run(lease))).toEqual({ result: false });
    now = 10_000;
    expect(outputOf(await zapier.run(step('cache', get)))).toEqual({ result: null });
    expect(outputOf(await zapier.run(lease))).toEqual({ result: true });
    expect(outputOf(await zapier.run(step('cache', { ...get, call: 'delete' })))).toEqual({ result: true });
  });

  test('fails as told: an outage of one call is bridged by the platform, an error is not', async () => {
    shared.cache.failNext('unavailable');
    expect(await shared.run(step('cache', set))).toMatchObject({
      outcome: 'success',
      output: { result: true },
    });
    shared.cache.failNext('unavailable', 3);
    expect(await shared.run(step('cache', set))).toMatchObject({ kind: 'Unexpected' });
    shared.cache.failNext('error');
    expect(await shared.run(step('cache', set))).toMatchObject({
      kind: 'Unexpected',
      message: expect.stringContaining('The cache failed on purpose.') as string,
    });
    shared.cache.failNext('throttled');
    expect(await shared.run(step('cache', set))).toMatchObject({
      outcome: 'success',
      output: { result: null },
    });
  });

  test('stands beside a cursor', async () => {
    expect(outputOf(await shared.run(step('cursor')))).toEqual({ before: null, after: 'here' });
  });
});

describe('a lock', () => {
  test('lets a step wait until the one before it has ended, or has died', async () => {
    const first = shared.run(step('locked', calls('/held/1'), { killWhen: service.arrived('/go') }));
    await service.arrived('/held/1');
    const second = shared.run(step('locked', calls('/2')));
    await shared.run(step('locked', calls('/other'), { connectionId: 'another' }));
    await shared.run(step('locked', calls('/go'), { honourLock: false }));
    await Promise.all([first, second]);
    expect(service.paths).toEqual(['/held/1', '/other', '/go', '/2']);
  });

  test('ends with its timeout; a step that has waited as long is told to come back', async () => {
    const slow = shared.run(step('briefly_locked', calls('/held/slow')));
    const next = shared.run(step('briefly_locked', calls('/held/next')));
    const last = await shared.run(step('briefly_locked', calls('/last')));
    expect(last).toMatchObject({ outcome: 'error', kind: 'ThrottledError', delaySeconds: 1, calls: [] });
    await Promise.all([service.arrived('/held/slow'), service.arrived('/held/next')]);
    service.release('/held/slow');
    service.release('/held/next');
    expect(await Promise.all([slow, next])).toMatchObject([{ outcome: 'success' }, { outcome: 'success' }]);
  });
});
