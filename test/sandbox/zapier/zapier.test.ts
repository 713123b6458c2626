import AdmZip from 'adm-zip';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type RunResult } from '../../../sandbox/zapier/outcome';
import { type Step } from '../../../sandbox/zapier/step';
import { Zapier, type ZapierOptions } from '../../../sandbox/zapier/zapier';
import { fixtureFiles, layOut, stageForAllTests } from './fixture-app/build';

const stage = stageForAllTests(3);
const authData = { login: 'anna', password: 'correct horse' };

/** Those of the tests that count processes or kill them. */
let running: Zapier[] = [];
afterEach(async () => {
  await Promise.all(running.map((zapier) => zapier.stop()));
  running = [];
});

async function start(options: Partial<ZapierOptions> = {}): Promise<Zapier> {
  const zapier = await Zapier.start({ app: stage.folder, ...options });
  running.push(zapier);
  return zapier;
}

function step(key: string, inputData: Record<string, unknown> = {}, more: Partial<Step> = {}): Step {
  return { method: `creates.${key}.operation.perform`, authData, inputData, ...more };
}

/** A step that calls these paths of the service, one after the other. */
function calling(paths: readonly string[], more: Partial<Step> = {}, key = 'request'): Step {
  return step(key, { urls: paths.map((path) => stage.service.url(path)) }, more);
}

function outputOf(result: RunResult): Record<string, unknown> {
  if (result.outcome === 'success') return result.output as Record<string, unknown>;
  throw new Error(`The step failed: ${result.message}`);
}

async function pidOf(zapier: Zapier, more: Partial<Step> = {}): Promise<unknown> {
  return outputOf(await zapier.run(step('show', {}, more))).pid;
}

/** Resolves when a line with this text has been logged: what a killed process had not sent yet is lost. */
async function logged(zapier: Zapier, text: string): Promise<void> {
  while (!zapier.log.some((line) => line.text.includes(text))) await setImmediate();
}

describe('the app', () => {
  test('runs from a zip as well as from a folder, and gives its definition, with functions as words', async () => {
    const zip = new AdmZip();
    for (const [name, data] of Object.entries(fixtureFiles())) zip.addFile(name, Buffer.from(data));
    const { folder, remove } = layOut({ 'build.zip': zip.toBuffer() });
    const zapier = await start({ app: join(folder, 'build.zip') });
    const form = { display: { label: 'Do form' }, operation: { perform: '$func$2$f$' } };
    expect(zapier.definition()).toMatchObject({ version: '1.2.3', creates: { form } });
    expect(await zapier.run(step('show'))).toMatchObject({ outcome: 'success' });
    remove();
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
    const environment = outputOf(await zapier.run(step('show'))).environment as Record<string, string>;
    delete process.env.OF_THIS_MACHINE;
    const aws = ['AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION'];
    const others = ['EXPERTAM_URL', 'LAMBDA_TASK_ROOT', 'LANG', 'LOGGING_ENDPOINT', 'PATH', 'TZ'];
    expect(Object.keys(environment).sort()).toEqual([...aws, ...others]);
    expect(environment).toMatchObject({ EXPERTAM_URL: 'http://127.0.0.1:1', TZ: ':UTC' });
  });

  test('that told the definition stays warm from step to step; a fresh step has one of its own', async () => {
    const zapier = await start();
    const [warm, fresh] = [
      await zapier.run(step('show')),
      await zapier.run(step('show', {}, { fresh: true })),
    ];
    expect([warm.coldStart, fresh.coldStart]).toEqual([false, true]);
    const pids = [warm, fresh].map((result) => outputOf(result).pid);
    expect(pids).not.toContain(await pidOf(zapier, { fresh: true }));
    expect([await pidOf(zapier), pids[0] === pids[1]]).toEqual([pids[0], false]);
  });

  test('handles one step at a time; others wait for it or take another process', async () => {
    const { service } = stage;
    const zapier = await start({ workers: 2 });
    const steps = ['a', 'b', 'c'].map((path) => zapier.run(calling([`/held/${path}`])));
    await Promise.all([service.arrived('/held/a'), service.arrived('/held/b')]);
    expect(service.paths).not.toContain('/held/c');
    service.release('/held/b');
    await service.arrived('/held/c');
    service.release('/held/a');
    service.release('/held/c');
    const pids = (await Promise.all(steps)).map((result) => outputOf(result).pid);
    expect(pids[0]).not.toBe(pids[1]);
    expect(pids[2]).toBe(pids[1]);
  });

  test('killed in the midst of a step leaves its calls behind and is replaced', async () => {
    const zapier = await start();
    const killWhen = stage.service.arrived('/held/x').then(() => logged(zapier, '/done'));
    const died = zapier.run(calling(['/done', '/held/x'], { killWhen }));
    const next = zapier.run(calling(['/next']));
    const calls = [{ method: 'GET', url: stage.service.url('/done'), status: 200 }];
    expect(await died).toMatchObject({ outcome: 'died', reason: 'killed', calls });
    expect(await next).toMatchObject({ outcome: 'success', coldStart: true });
  });

  test('is not killed by what a finished step was waiting for', async () => {
    const zapier = await start();
    let fire: () => void = () => undefined;
    const killWhen = new Promise<void>((resolve) => (fire = resolve));
    const before = await pidOf(zapier, { killWhen });
    const later = zapier.run(calling(['/held/later']));
    await stage.service.arrived('/held/later');
    fire();
    await killWhen;
    stage.service.release('/held/later');
    expect(outputOf(await later)).toMatchObject({ pid: before });
  });

  test('that takes too long is stopped; one that ends by itself says what it last wrote', async () => {
    const zapier = await start();
    expect(await zapier.run(calling(['/held/long'], { limitSeconds: 1 }))).toMatchObject({
      outcome: 'died',
      reason: 'timeout',
      message: expect.stringContaining('may or may not') as string,
    });
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
    const underWay = zapier.run(calling(['/held/end']));
    const fresh = zapier.run(calling(['/held/end too'], { fresh: true }));
    const waiting = [1, 2].map(() => zapier.run(calling(['/held/never'])));
    const refused = expect(Promise.all(waiting)).rejects.toThrow('has been stopped');
    await Promise.all([stage.service.arrived('/held/end'), stage.service.arrived('/held/end%20too')]);
    await zapier.stop();
    const killed = { outcome: 'died', reason: 'killed' };
    expect(await Promise.all([underWay, fresh])).toMatchObject([killed, killed]);
    await refused;
    expect(() => process.kill(warm, 0)).toThrow('ESRCH');
  });
});

describe('a step', () => {
  test('is given what Zapier gives it', async () => {
    const more = { timeZone: 'Europe/Moscow', meta: { isLoadingSample: true } };
    const meta = { limit: -1, page: 0, isPopulatingDedupe: false, isLoadingSample: true };
    expect(outputOf(await stage.zapier.run(step('show', { order: 'чай ☕' }, more)))).toMatchObject({
      inputData: { order: 'чай ☕' },
      meta: { ...meta, timezone: 'Europe/Moscow' },
    });
  });

  test.each([
    ['error', { kind: 'Error', message: 'The order does not exist.', code: 'order_unknown', status: 404 }],
    ['halted', { kind: 'HaltedError', message: 'Nothing to do.' }],
    ['expired', { kind: 'ExpiredAuthError', message: 'The password has changed.' }],
    ['throttled', { kind: 'ThrottledError', message: 'The till is busy.', delaySeconds: 45 }],
    ['bug', { kind: 'Unexpected', name: 'TypeError', message: 'x is not a function' }],
  ])('that throws (%s) says so in plain fields', async (throws, failure) => {
    const result = await stage.zapier.run(step('throw', { throws }));
    expect(result).toMatchObject({ outcome: 'error', ...failure });
  });

  test('that names no method of the app fails', async () => {
    expect(await stage.zapier.run(step('nothing'))).toMatchObject({ kind: 'Unexpected' });
  });

  test('tells of the calls that it made itself, however many run at once, and none to the platform', async () => {
    const { service, zapier } = stage;
    const paths = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`/${name}/1`, `/${name}/2`]);
    const results = await Promise.all(paths.map((both) => zapier.run(calling(both))));
    expect(results.map(({ calls }) => calls.map(({ url }) => url))).toEqual(
      paths.map((both) => both.map((path) => service.url(path))),
    );
    expect((await zapier.run(step('cache', { call: 'get' }))).calls).toEqual([]);
  });

  test('logs to the platform, censored, and may merely print', async () => {
    const { id } = await stage.zapier.run(step('print'));
    const sent = stage.zapier.log.filter((line) => line.source === 'logger' && line.run === id);
    expect(sent).toMatchObject([{ text: expect.stringContaining('logged :censored:13:') as string }]);
    const printed = stage.zapier.log.flatMap((line) => (line.source === 'stdout' ? line.text : []));
    expect(printed).toEqual(expect.arrayContaining(['logged correct horse', 'printed correct horse']));
  });
});

describe('z.cache', () => {
  const set = { call: 'set', key: 'k', value: { чай: ['☕'] }, scope: ['auth'] };
  const get = { ...set, call: 'get' };
  const result = async (input: Record<string, unknown>, more: Partial<Step> = {}, zapier = stage.zapier) =>
    outputOf(await zapier.run(step('cache', input, more))).result;

  test('passes from process to process, and only to the same connection; a cursor stands beside it', async () => {
    expect(await result(set)).toBe(true);
    expect(await result(get, { fresh: true })).toEqual(set.value);
    expect(await result(get, { connectionId: 'another' })).toBeNull();
    expect(stage.zapier.cache.entries()).toMatchObject([
      { key: 'k', value: '{"чай":["☕"]}', scope: ['auth'] },
    ]);
    expect(outputOf(await stage.zapier.run(step('cursor')))).toEqual({ before: null, after: 'here' });
  });

  test('honours lifetimes and nx', async () => {
    let now = 0;
    const zapier = await start({ clock: () => now });
    const lease = { ...set, ttl: 10, nx: true };
    expect([await result(lease, {}, zapier), await result(lease, {}, zapier)]).toEqual([true, false]);
    now = 10_000;
    expect([await result(get, {}, zapier), await result(lease, {}, zapier)]).toEqual([null, true]);
    expect(await result({ ...get, call: 'delete' }, {}, zapier)).toBe(true);
  });

  test('fails as told: an outage of one call is bridged by the platform, an error is not', async () => {
    const { cache } = stage.zapier;
    const failing = () => stage.zapier.run(step('cache', set));
    cache.failNext('unavailable');
    expect(await result(set)).toBe(true);
    cache.failNext('unavailable', 3);
    expect(await failing()).toMatchObject({ kind: 'Unexpected' });
    cache.failNext('error');
    const message = expect.stringContaining('The cache failed on purpose.') as string;
    expect(await failing()).toMatchObject({ kind: 'Unexpected', message });
    cache.failNext('throttled');
    expect(await result(set)).toBeNull();
  });
});

describe('a lock', () => {
  test('lets a step wait until the one before it has ended, or has died', async () => {
    const { service, zapier } = stage;
    const first = zapier.run(calling(['/held/1'], { killWhen: service.arrived('/go') }, 'locked'));
    await service.arrived('/held/1');
    const others = ['/2', '/3'].map((path) => zapier.run(calling([path], {}, 'locked')));
    await zapier.run(calling(['/other'], { connectionId: 'another' }, 'locked'));
    await zapier.run(calling(['/go'], { honourLock: false }, 'locked'));
    await Promise.all([first, ...others]);
    expect(service.paths).toEqual(['/held/1', '/other', '/go', '/2', '/3']);
  });

  test('ends with its timeout; a step that has waited as long is told to come back', async () => {
    const { service, zapier } = stage;
    const briefly = (path: string) => zapier.run(calling([path], {}, 'briefly_locked'));
    const [slow, next] = [briefly('/held/slow'), briefly('/held/next')];
    const last = await briefly('/last');
    expect(last).toMatchObject({ outcome: 'error', kind: 'ThrottledError', delaySeconds: 1, calls: [] });
    await Promise.all([service.arrived('/held/slow'), service.arrived('/held/next')]);
    service.release('/held/slow');
    service.release('/held/next');
    expect(await Promise.all([slow, next])).toMatchObject([{ outcome: 'success' }, { outcome: 'success' }]);
  });
});
