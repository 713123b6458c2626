import { Vault } from '../../src/core/vault';
import { unlessSeenBefore } from '../../src/steps/seen_before';
import { MemoryStore, StillClock } from '../support/memory';
import { step } from '../support/step';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** One account, whose Zaps are told of events. */
class Account {
  readonly clock = new StillClock();
  readonly store = new MemoryStore(this.clock);
  readonly lines: string[] = [];

  /** @returns whether the notification started the Zap. */
  async notify(id: string, { zapId = '7', isDated = true, dies = false } = {}): Promise<boolean> {
    const run = step({
      hook: { targetUrl: undefined, content: '', subscription: {}, zapId: zapId || undefined },
      log: (line) => void this.lines.push(line),
    });
    const started = await unlessSeenBefore(run, new Vault(this.store, ['secret']), { id, isDated }, () => {
      if (dies) throw new Error('The process was killed.');
      return id;
    });
    return started.length > 0;
  }
}

describe('a notification', () => {
  it('starts a Zap once, and says in the log that it came again', async () => {
    const account = new Account();
    expect(await account.notify('paid')).toBe(true);
    expect(await account.notify('paid')).toBe(false);
    expect(account.lines).toEqual(['Ignored a notification that came before.']);
    expect(await account.notify('cancelled')).toBe(true);
  });

  it('starts every Zap of the account', async () => {
    const account = new Account();
    expect(await account.notify('paid', { zapId: '7' })).toBe(true);
    expect(await account.notify('paid', { zapId: '8' })).toBe(true);
    expect(await account.notify('paid', { zapId: '8' })).toBe(false);
  });

  it('is never held back where the Zap is not known', async () => {
    const account = new Account();
    expect(await account.notify('paid', { zapId: '' })).toBe(true);
    expect(await account.notify('paid', { zapId: '' })).toBe(true);
  });

  it.each([
    ['a minute', MINUTE, true, false],
    ['29 days', 29 * DAY, true, false],
    ['31 days', 31 * DAY, true, true],
    ['nine minutes, without a time of its own', 9 * MINUTE, false, false],
    ['eleven minutes, without a time of its own', 11 * MINUTE, false, true],
  ])('that comes again after %s', async (_when, seconds, isDated, starts) => {
    const account = new Account();
    expect(await account.notify('event', { isDated })).toBe(true);
    account.clock.pass(seconds);
    expect(await account.notify('event', { isDated })).toBe(starts);
  });

  it('whose run died is not lost: it starts the Zap when the service repeats it after a minute', async () => {
    const account = new Account();
    await expect(account.notify('paid', { dies: true })).rejects.toThrow('killed');
    account.clock.pass(MINUTE);
    expect(await account.notify('paid')).toBe(true);
    expect(await account.notify('paid')).toBe(false);
  });

  it('starts the Zap where the cache does not answer', async () => {
    const account = new Account();
    account.store.outOfOrder = true;
    expect(await account.notify('paid')).toBe(true);
    expect(await account.notify('paid')).toBe(true);
  });
});
