import type { Store } from '../../src/core/vault';
import { Vault } from '../../src/core/vault';
import { isFirstTime } from '../../src/steps/seen_before';
import type { Hook, Run } from '../../src/zapier/run';

/** A cache that keeps to its word, as `z.cache` does and the one of Zapier's app tester does not. */
function memory(): Store {
  const entries = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(entries.get(key)),
    set: (key, value) => Promise.resolve(void entries.set(key, value)),
    add: (key, value) => Promise.resolve(!entries.has(key) && entries.set(key, value) === entries),
    delete: (key) => Promise.resolve(void entries.delete(key)),
  };
}

const lines: string[] = [];

function stepOf(hook: Partial<Hook>): Run {
  return {
    authData: {},
    input: {},
    timeZone: 'UTC',
    http: () => Promise.reject(new Error('Nothing is sent.')),
    store: memory(),
    isLoadingSample: false,
    isPopulating: false,
    stashFile: () => Promise.reject(new Error('No file is handed on.')),
    log: (line) => void lines.push(line),
    hook: { targetUrl: undefined, content: '', subscription: {}, zapId: undefined, ...hook },
  };
}

describe('a notification', () => {
  const vault = new Vault(memory(), ['secret']);

  it('starts a Zap once, and says in the log that it came again', async () => {
    const zap = stepOf({ subscription: { target_url: 'https://hooks.example/1' } });
    expect(await isFirstTime(zap, vault, 'event 1')).toBe(true);
    expect(await isFirstTime(zap, vault, 'event 1')).toBe(false);
    expect(lines.at(-1)).toBe('Ignored a notification that came before.');
    expect(await isFirstTime(zap, vault, 'event 2')).toBe(true);
  });

  it('starts another Zap of the same account as well', async () => {
    expect(
      await isFirstTime(
        stepOf({ subscription: { target_url: 'https://hooks.example/2' } }),
        vault,
        'event 1',
      ),
    ).toBe(true);
    expect(await isFirstTime(stepOf({ zapId: '77' }), vault, 'event 1')).toBe(true);
    expect(await isFirstTime(stepOf({ zapId: '77' }), vault, 'event 1')).toBe(false);
  });

  it('is never held back where the Zap is not known', async () => {
    expect(await isFirstTime(stepOf({}), vault, 'event 1')).toBe(true);
    expect(await isFirstTime(stepOf({}), vault, 'event 1')).toBe(true);
  });
});
