import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platforms } from '../../src/platforms';
import { app } from '../support/definition';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../..');

interface Build {
  readonly code: string;
  readonly definition: typeof app;
  /** Which platform each service belongs to, by the packaging. */
  readonly platformOfService: Readonly<Record<string, string>>;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-builds-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Bundles the app for some services, in a process of its own, and loads it. */
function build(services: string): Build {
  const outfile = join(folder, `${services.replaceAll(/\W/g, '_')}.js`);
  const words = [require.resolve('tsx/cli'), join(__dirname, '../support/bundle_for.ts'), services, outfile];
  const said = execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    code: readFileSync(outfile, 'utf8'),
    definition: jest.requireActual<typeof app>(outfile),
    platformOfService: JSON.parse(said) as Record<string, string>,
  };
}

const keysOf = ({ triggers, creates, searches }: typeof app): string[] =>
  [triggers, creates, searches].flatMap((operations) => Object.keys(operations));

describe('a build for one brand of shop', () => {
  it('asks for three things, offers the steps of shops, and holds no code of other services', () => {
    const { code, definition } = build('expertam');
    expect(definition.authentication?.fields?.map(({ key }) => key)).toEqual(['service', 'login', 'api_key']);
    expect(definition.authentication?.fields?.[0]?.choices).toEqual([
      { value: 'expertam', sample: 'expertam', label: 'Expertam (shop)' },
    ]);
    expect(keysOf(definition)).toEqual(keysOf(app).filter((key) => key.startsWith('justclick_')));
    for (const foreign of ['RK7Query', 'LicenseInfo', 'server_fingerprint', 'courier_code', 'neworder'])
      expect(code).not.toContain(foreign);
  });
});

describe('the services of a build', () => {
  it('may be several, written with spaces, each platform’s steps once', () => {
    const { definition } = build('justclick, expertam');
    expect(definition.authentication?.fields?.[0]?.choices).toEqual([
      expect.objectContaining({ value: 'expertam' }),
      expect.objectContaining({ value: 'justclick' }),
    ]);
    expect(keysOf(definition)).toEqual(keysOf(app).filter((key) => key.startsWith('justclick_')));
  });

  it('are all of them where none is named', () => {
    const { definition, platformOfService } = build('');
    expect(keysOf(definition)).toEqual(keysOf(app));
    const offered = platforms.flatMap(({ services }) => services.map(({ value }) => value));
    expect(Object.keys(platformOfService)).toEqual(offered);
  });

  it('must exist', () => {
    expect(() => build('expertam,ozon')).toThrow(
      'ZAKAZ_SERVICES names "ozon"; it takes a comma list of expertam, justclick, influencersoft, rkeeper, measoft, cdek.',
    );
  });

  it('belong to the platforms that the packaging thinks they do, in files of that name', () => {
    const { platformOfService } = build('measoft');
    const files = readdirSync(join(ROOT, 'src/platforms')).map((file) => file.replace(/\.ts$/, ''));
    for (const platform of platforms) {
      const names = new Set(platform.services.map(({ value }) => platformOfService[value]));
      expect(names.size).toBe(1);
      const [name = ''] = names;
      expect(files).toContain(name);
      const keys = [...platform.triggers, ...platform.creates, ...platform.searches].map(({ key }) => key);
      expect(keys.filter((key) => !key.startsWith(`${name}_`))).toEqual([]);
    }
  });
});
