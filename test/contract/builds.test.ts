import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../packaging/bundle';
import { platforms } from '../../src/platforms';
import zapier from 'zapier-platform-core';
import { app } from '../support/definition';
import { answer, AUTH_DATA } from '../support/shop';
import { onlyShopAnswers, shopAnswers } from '../support/shop_answers';

onlyShopAnswers();

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ROOT = join(__dirname, '../..');

interface Build {
  readonly code: string;
  readonly definition: typeof app;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-builds-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Bundles the app for some services, and loads it. */
async function build(services: string, language?: string): Promise<Build> {
  const outfile = join(folder, `${services.replaceAll(/\W/g, '_')}${language ?? ''}.js`);
  await bundle({ entry: join(ROOT, 'index.ts'), outfile, services, language });
  return {
    code: readFileSync(outfile, 'utf8'),
    definition: createRequire(__filename)(outfile) as typeof app,
  };
}

const SERVICES = platforms.flatMap(({ services }) => services);

const keysOf = ({ triggers, creates, searches }: typeof app): string[] =>
  [triggers, creates, searches].flatMap((operations) => Object.keys(operations));

describe('a build for one brand of shop', () => {
  it('asks for two things, offers the steps of shops, and holds no code of other services', async () => {
    const { code, definition } = await build('expertam');
    expect(definition.authentication?.fields).toMatchObject([
      { key: 'login', required: true, helpText: expect.stringMatching(/^The account name/) as string },
      { key: 'api_key', required: true, helpText: expect.stringMatching(/^The secret key/) as string },
    ]);
    expect(keysOf(definition)).toEqual(keysOf(app).filter((key) => key.startsWith('justclick_')));
    for (const foreign of [
      'RK7Query',
      'LicenseInfo',
      'server_fingerprint',
      'courier_code',
      'neworder',
      'courierexe',
      'MeaSoft',
    ])
      expect(code).not.toContain(foreign);
  });

  it('knows whose account it is without being told', async () => {
    const { definition } = await build('expertam');
    const sent = shopAnswers([answer(0, 'OK', [])]);
    const test = definition.authentication?.test as Parameters<ReturnType<typeof zapier.createAppTester>>[0];
    const { login, api_key } = AUTH_DATA;
    const tested = zapier.createAppTester(definition)(test, {
      authData: { login, api_key },
      inputData: {},
      meta: {},
    });
    expect(await tested).toEqual({ label: 'username @ Expertam' });
    expect(sent).toHaveLength(1);
  });
});

describe('a build for restaurants', () => {
  it('requires what every restaurant has, asks in the order in which people fill it in, and holds no code of other services', async () => {
    const { code, definition } = await build('rkeeper');
    const fields = definition.authentication?.fields ?? [];
    expect(fields.filter(({ required }) => required).map(({ key }) => key)).toEqual([
      'server_url',
      'server_login',
      'server_password',
      'license_product',
    ]);
    expect([fields[0]?.key, fields.at(-1)?.key]).toEqual(['server_url', 'license_token']);
    expect(fields.map(({ helpText = '' }) => helpText).filter((help) => help.includes('**'))).toEqual([]);
    for (const foreign of ['courierexe', 'MeaSoft', 'apisettings', 'neworder'])
      expect(code).not.toContain(foreign);
  });
});

describe('whom messages name', () => {
  it('may be said when the app is built', async () => {
    vi.stubEnv('ZAKAZ_SUPPORT', 'anna@owner.example');
    const { code } = await build('measoft');
    vi.unstubAllEnvs();
    expect(code.includes('anna@owner.example')).toBe(true);
  });
});

describe('a build in Russian', () => {
  it('has Russian forms, also where they are made on demand, and tells in Russian what is wrong', async () => {
    const { code, definition } = await build('rkeeper', 'ru');
    expect(definition.authentication?.fields?.[0]).toMatchObject({
      key: 'server_url',
      label: 'Адрес кассового сервера',
      helpText: expect.stringMatching(/^Адрес XML-интерфейса/) as string,
    });
    expect(definition.creates.rkeeper_submit_order?.display.label).toBe('Оформить заказ на кассе');
    expect(code).not.toContain('Find the order');
    const stop = definition.creates.rkeeper_set_stop_list?.operation;
    const parts = (stop?.inputFields ?? []).filter((part) => typeof part === 'function');
    const made = parts.map(async (make) => make({} as never, { inputData: { action: 'limit' } } as never));
    expect((await Promise.all(made)).flat()).toMatchObject([{ label: 'Сколько осталось' }]);
    const run = zapier.createAppTester(definition)(stop?.perform as never, {
      authData: {},
      inputData: {},
      meta: {},
    });
    await expect(run).rejects.toThrow(/Исправьте, пожалуйста, \d+ (поле|поля|полей):/);
  });

  it('is the only one that holds Russian texts', async () => {
    expect((await build('')).code).not.toContain('Оформить заказ на кассе');
  });

  it('must be in a language that the app speaks', async () => {
    await expect(build('', 'de')).rejects.toThrow('ZAKAZ_LANGUAGE is "de"; it takes "ru", or "en"');
  });
});

describe('the services of a build', () => {
  it('may be several, written with spaces, each platform’s steps once', async () => {
    const { definition } = await build('justclick, expertam');
    expect(definition.authentication?.fields?.[0]?.choices).toEqual([
      expect.objectContaining({ value: 'expertam' }),
      expect.objectContaining({ value: 'justclick' }),
    ]);
    expect(keysOf(definition)).toEqual(keysOf(app).filter((key) => key.startsWith('justclick_')));
  });

  it('are all of them where none is named', async () => {
    expect(keysOf((await build('')).definition)).toEqual(keysOf(app));
  });

  it('must exist', async () => {
    await expect(build('expertam,ozon')).rejects.toThrow(
      `ZAKAZ_SERVICES names "ozon"; it takes a comma list of ${SERVICES.map(({ value }) => value).join(', ')}.`,
    );
  });

  it.each(platforms.map((platform) => [platform.key, platform] as const))(
    'of %s have the steps whose keys begin so, in the file of that name',
    (key, platform) => {
      expect(existsSync(join(ROOT, 'src/platforms', `${key}.ts`))).toBe(true);
      const keys = [...platform.triggers, ...platform.creates, ...platform.searches].map((step) => step.key);
      expect(keys.filter((step) => !step.startsWith(`${key}_`))).toEqual([]);
    },
  );
});
