import { Problem } from '../../src/core/errors';
import {
  exactlyOnce,
  type Command,
  type Finding,
  type Verdict,
} from '../../src/core/exactly_once/exactly_once';
import type { Numbered, UnknownOutcome } from '../../src/core/exactly_once/turn';
import { NetworkFailure, type NetworkFailureReason } from '../../src/core/http';
import { Vault } from '../../src/core/vault';
import { MemoryStore, StillClock } from '../support/memory';
import { problemOf } from '../support/problem';

const WORDS = {
  service: 'The till',
  ifUnknown: 'The dishes may be on the order already.',
  look: 'Look at the order on the till.',
  byHand: 'If they are missing, enter them there and run this step again.',
};
const SAFE = `${WORDS.ifUnknown} It is safe to run this step again within 30 days: it looks first what was done, and does nothing twice.`;

type Sent = Verdict<string> | NetworkFailure | Problem | 'dies';
type Looked = Finding<string> | Problem;

const DONE: Verdict<string> = { kind: 'done', reply: 'answered' };
const FOUND: Finding<string> = { kind: 'done', reply: 'found' };
const NOT_DONE: Finding<string> = { kind: 'not_done' };
const UNCLEAR: Finding<string> = { kind: 'unclear' };
const CLOSED = new Problem('refused', 'The order is closed. (2128)', { code: '2128' });
const REFUSED: Verdict<string> = { kind: 'refused', problem: CLOSED };
const UNREACHABLE = new NetworkFailure('unreachable', false, 'ECONNREFUSED');
const SILENT = new Problem('failed', 'The till did not answer in time. (timeout)', { code: 'timeout' });
const lost = (reason: NetworkFailureReason = 'interrupted'): NetworkFailure =>
  new NetworkFailure(reason, true, reason === 'timeout' ? 'timeout' : 'ECONNRESET');

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** A service that answers and looks like this, one after the other, and what came to it. */
class Service {
  readonly clock = new StillClock();
  store = new MemoryStore(this.clock);
  /** Picture and number of each sending. */
  readonly sent: string[] = [];
  readonly looks: { readonly outcome: UnknownOutcome; readonly maybe: readonly string[] }[] = [];
  pictures = 0;
  onSend: () => void = () => undefined;

  run(
    answers: readonly Sent[],
    findings: readonly Looked[] = [],
    more: Partial<Command<string>> & { readonly subject?: string } = {},
  ): Promise<string> {
    const [toSend, toFind] = [[...answers], [...findings]];
    const { subject = 'order 1', ...parts } = more;
    const command: Command<string> = {
      content: 'two soups',
      words: WORDS,
      picture: () => {
        this.pictures += 1;
        return Promise.resolve(`picture ${this.pictures}`);
      },
      lookUp: (outcome, maybe) => {
        this.looks.push({ outcome, maybe });
        return settled<Finding<string>>(toFind.shift());
      },
      send: (picture, number) => {
        this.sent.push(number ? `${picture}, number ${number.seqNumber}` : picture);
        this.onSend();
        const answer = toSend.shift();
        return answer === 'dies' ? new Promise(() => undefined) : settled<Verdict<string>>(answer);
      },
      ...parts,
    };
    return exactlyOnce({ vault: new Vault(this.store, ['secret']), clock: this.clock }, subject, (turn) =>
      turn.carryOut(command),
    );
  }

  /** A run whose process is killed after the sending. */
  async killed(more: Parameters<Service['run']>[2] = {}): Promise<void> {
    void this.run(['dies'], [], more);
    const before = this.sent.length;
    while (this.sent.length === before) await new Promise((resolve) => setImmediate(resolve));
  }
}

function settled<Value>(value: Value | Error | undefined): Promise<Value> {
  if (value === undefined) return Promise.reject(new Error('Once more than expected.'));
  return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
}

/** Numbers from 5 on; the service says that this one was used last. */
function numbered(last: number): Partial<Command<string>> {
  return {
    numbering: {
      next: () => Promise.resolve({ seqNumber: 5, licenseId: 'licence' }),
      taken: () => Promise.resolve(),
      isUnused: ({ seqNumber }: Numbered) => Promise.resolve(last === seqNumber - 1),
    },
  };
}

let service: Service;
beforeEach(() => {
  service = new Service();
});

describe('a command that is answered', () => {
  it('is sent once, and leaves nothing behind; an equal one afterwards is another', async () => {
    expect(await service.run([DONE])).toBe('answered');
    expect(await service.run([DONE])).toBe('answered');
    expect(service.sent).toEqual(['picture 1', 'picture 2']);
    expect([service.looks.length, service.store.entries.size]).toEqual([0, 0]);
  });

  it('is remembered before it is sent: its picture and its number, in a few hundred bytes', async () => {
    let kept = '';
    service.onSend = () => {
      kept = [...service.store.entries.values()].map(({ value }) => value).join();
    };
    await service.run([DONE], [], numbered(4));
    expect(kept.length).toBeGreaterThan(100);
    expect(kept.length).toBeLessThan(500);
  });

  it.each<[string, Sent, unknown]>([
    ['refuses it', REFUSED, CLOSED],
    ['is not reached', UNREACHABLE, UNREACHABLE],
    ['lets nobody in', SILENT, SILENT],
  ])('is told as it is where the service %s, and leaves nothing behind', async (_, answer, told) => {
    await expect(service.run([answer])).rejects.toBe(told);
    expect(service.store.entries.size).toBe(0);
  });

  it('is sent with another number where it was refused for its own', async () => {
    const other: Verdict<string> = { kind: 'again', number: { seqNumber: 9, licenseId: 'licence' } };
    expect(await service.run([other, DONE], [], numbered(4))).toBe('answered');
    expect(service.sent).toEqual(['picture 1, number 5', 'picture 1, number 9']);
    expect(service.looks).toHaveLength(0);
  });
});

describe('a command whose answer is lost', () => {
  it('is looked for at once, and found', async () => {
    expect(await service.run([lost()], [FOUND])).toBe('found');
    expect(service.sent).toHaveLength(1);
    expect(service.looks[0]?.outcome.picture).toBe('picture 1');
    expect(service.store.entries.size).toBe(0);
  });

  it('is sent again from the same picture, under the same number, where nothing is new', async () => {
    expect(await service.run([lost(), lost(), DONE], [NOT_DONE, NOT_DONE], numbered(4))).toBe('answered');
    expect(new Set(service.sent)).toEqual(new Set(['picture 1, number 5']));
  });

  it('is sent three times in a run at most', async () => {
    const problem = await problemOf(() =>
      service.run([lost(), lost(), lost()], Array<Finding<string>>(3).fill(NOT_DONE)),
    );
    expect(problem).toMatchObject({ kind: 'later', code: 'interrupted', retryAfterSeconds: 60 });
    expect(problem.message).toBe(`The till did not answer. ${SAFE} (ECONNRESET)`);
  });

  it('is not sent again by any run while the service may still be at work on it', async () => {
    expect(await problemOf(() => service.run([lost('timeout')], [NOT_DONE]))).toMatchObject({
      kind: 'later',
      code: 'timeout',
    });
    service.clock.pass(20);
    expect(await problemOf(() => service.run([], [NOT_DONE]))).toMatchObject({
      kind: 'later',
      code: 'under_way',
    });
    service.clock.pass(40);
    expect(await service.run([DONE], [NOT_DONE])).toBe('answered');
    expect(service.sent).toEqual(['picture 1', 'picture 1']);
  });

  it('stays in doubt while the service cannot be looked at', async () => {
    expect((await problemOf(() => service.run([lost()], [SILENT]))).message).toBe(
      `The answer to this step was lost. ${SAFE} What stopped it: ${SILENT.message}`,
    );
    for (const minutes of [1, 5, 35]) {
      service.clock.pass(minutes * MINUTE);
      expect((await problemOf(() => service.run([], [SILENT]))).kind).toBe('later');
    }
    expect(await service.run([], [FOUND])).toBe('found');
    expect(service.sent).toHaveLength(1);
  });

  it('is looked for before a refusal of its repetition is believed', async () => {
    expect(await service.run([lost(), REFUSED], [NOT_DONE, FOUND])).toBe('found');
    await expect(service.run([lost(), REFUSED], [NOT_DONE, NOT_DONE])).rejects.toBe(CLOSED);
    expect(service.store.entries.size).toBe(0);
  });

  it('is in doubt no more where nothing was new and its repetition did not leave', async () => {
    await expect(service.run([lost(), UNREACHABLE], [NOT_DONE])).rejects.toBe(UNREACHABLE);
    expect(service.store.entries.size).toBe(0);
  });

  it('keeps an account that must be connected again from running it by itself', async () => {
    const expired = new Problem('connection', 'The login is wrong. (HTTP 401)', { code: 'http_401' });
    const problem = await problemOf(() => service.run([lost()], [expired]));
    expect(problem.kind).toBe('connection');
    expect(problem.message).toContain(`${WORDS.look} Run this step again only if nothing was done`);
  });
});

describe('a step whose process was killed', () => {
  it.each([1, 5, 16, 35, 95, 275, 635, 29 * 24 * 60])(
    'is looked for %d minutes later, whoever runs it, and is not done twice',
    async (minutes) => {
      await service.killed();
      service.clock.pass(minutes * MINUTE);
      expect(await service.run([], [FOUND])).toBe('found');
      expect(await service.run([DONE])).toBe('answered');
      expect(service.sent).toEqual(['picture 1', 'picture 2']);
    },
  );

  it('is sent with its picture and its number where nothing is new', async () => {
    await service.killed(numbered(4));
    service.clock.pass(5 * MINUTE);
    expect(await service.run([DONE], [NOT_DONE], numbered(4))).toBe('answered');
    expect(service.sent).toEqual(['picture 1, number 5', 'picture 1, number 5']);
  });

  it('is forgotten after 30 days', async () => {
    await service.killed();
    service.clock.pass(30 * DAY);
    expect(await service.run([DONE])).toBe('answered');
    expect(service.looks).toHaveLength(0);
  });

  it('begins anew where what it did cannot be meant any more', async () => {
    await service.killed();
    service.clock.pass(DAY);
    expect(await service.run([DONE], [{ kind: 'stale' }])).toBe('answered');
    expect(service.sent).toEqual(['picture 1', 'picture 2']);
  });

  it('does not do what it said with other words', async () => {
    await service.killed();
    service.clock.pass(5 * MINUTE);
    expect(await service.run([DONE], [], { content: 'a tea' })).toBe('answered');
    expect(await service.run([], [FOUND])).toBe('found');
  });
});

describe('what nobody can know', () => {
  it('is never sent on a guess: a person reads what to look for, for 30 days, until a look can tell', async () => {
    for (const days of [0, 1, 28]) {
      service.clock.pass(days * DAY);
      const problem = await problemOf(() => service.run(days === 0 ? [lost()] : [], [UNCLEAR]));
      expect(problem).toMatchObject({ kind: 'failed', code: 'unclear_outcome' });
      expect(problem.message).toBe(
        'The answer to this step was lost, and nothing shows whether it was carried out. The dishes may be on the order already. This step ' +
          'does not send it again by itself. Look at the order on the till. If they are missing, enter them there and run this step again. (unclear outcome)',
      );
    }
    expect(await service.run([], [FOUND])).toBe('found');
    expect(service.sent).toHaveLength(1);
  });

  it('is known where the service says that the number is unused', async () => {
    expect(await service.run([lost(), DONE], [UNCLEAR], numbered(4))).toBe('answered');
    expect((await problemOf(() => service.run([lost()], [UNCLEAR], numbered(5)))).code).toBe(
      'unclear_outcome',
    );
  });
});

describe('a command', () => {
  it('with which the service may go on is not sent again by the run that lost its answer, but by the next', async () => {
    const slow = { goesOn: true };
    expect((await problemOf(() => service.run([lost()], [NOT_DONE], slow))).kind).toBe('later');
    service.clock.pass(MINUTE);
    expect(await service.run([DONE], [NOT_DONE], slow)).toBe('answered');
  });

  it('that needs a record is not sent where it cannot be remembered', async () => {
    service.store.outOfOrder = true;
    expect(await problemOf(() => service.run([], [], { needsRecord: true }))).toMatchObject({
      kind: 'later',
      code: 'no_memory',
    });
  });
});

describe('commands about one subject', () => {
  it('take turns, and the second says "later" where the first does not come to its end', async () => {
    await service.killed();
    const before = service.clock.now();
    const problem = await problemOf(() => service.run([], [], { content: 'a tea' }));
    expect(problem).toMatchObject({ kind: 'later', code: 'busy' });
    expect(service.clock.now() - before).toBeLessThan(12_000);
    expect(await service.run([DONE], [], { subject: 'order 2' })).toBe('answered');
  });

  it('wait for one another', async () => {
    const first = Promise.withResolvers<Verdict<string>>();
    const running = service.run([], [], { send: () => first.promise });
    const sleep = vi.spyOn(service.clock, 'sleep').mockImplementation(async () => {
      first.resolve(DONE);
      await running;
    });
    expect(await service.run([DONE], [], { content: 'a tea' })).toBe('answered');
    expect(sleep).toHaveBeenCalledTimes(1);
  });

  it('of all runs that find a dead one, one goes on with it', async () => {
    await service.killed();
    service.clock.pass(MINUTE);
    const going = Promise.withResolvers<Finding<string>>();
    const heir = service.run([], [], { lookUp: () => going.promise });
    await new Promise((resolve) => setImmediate(resolve));
    expect((await problemOf(() => service.run([], []))).code).toBe('busy');
    going.resolve(FOUND);
    expect(await heir).toBe('found');
  });

  it('are told what others have done since their picture, and what they may have done', async () => {
    const other = { content: 'a tea', effect: 'tea' };
    await service.killed({ effect: 'soups' });
    service.clock.pass(MINUTE);
    await service.run([DONE], [], other);
    await problemOf(() => service.run([lost('timeout')], [NOT_DONE], { content: 'a cake', effect: 'cake' }));
    service.clock.pass(MINUTE);
    expect(await service.run([], [FOUND])).toBe('found');
    expect(service.looks.at(-1)).toMatchObject({ outcome: { others: ['tea'] }, maybe: ['cake'] });
    // The cake was pictured after the soups.
    expect(await service.run([], [FOUND], { content: 'a cake' })).toBe('found');
    expect(service.looks.at(-1)).toMatchObject({ outcome: { others: [] }, maybe: [] });
  });

  it('are not sent while another may come about after their picture', async () => {
    await problemOf(() => service.run([lost('timeout')], [NOT_DONE]));
    expect((await problemOf(() => service.run([], [], { content: 'a tea' }))).code).toBe('under_way');
    service.clock.pass(MINUTE);
    expect(await service.run([DONE], [], { content: 'a tea' })).toBe('answered');
  });
});

describe('a command that bears a name of the user’s own', () => {
  const named = (begun?: string): Partial<Command<string>> => ({ named: { begun } });

  it('is looked for first where an earlier run may have begun it, and needs no record', async () => {
    expect(await service.run([], [FOUND], named('name'))).toBe('found');
    expect(await service.run([DONE], [NOT_DONE], named('name'))).toBe('answered');
    expect(await service.run([DONE], [], named())).toBe('answered');
    expect(service.sent).toEqual(['name', 'picture 1']);
    expect(service.store.entries.size).toBe(0);
  });

  it('is not touched by anybody while it may be under way', async () => {
    const problem = await problemOf(() => service.run([lost('timeout')], [NOT_DONE], named()));
    expect(problem.message).toContain(SAFE);
    expect((await problemOf(() => service.run([], [], named('name')))).code).toBe('busy');
    service.clock.pass(MINUTE);
    expect(await service.run([DONE], [NOT_DONE], named('name'))).toBe('answered');
  });

  it('is not in doubt where the first look fails', async () => {
    await expect(service.run([], [SILENT], named('name'))).rejects.toBe(SILENT);
  });
});

describe('with a cache', () => {
  it('that is out of order a command is sent all the same, and what is in doubt then is left to a person', async () => {
    service.store.outOfOrder = true;
    expect(await service.run([DONE])).toBe('answered');
    const problem = await problemOf(() => service.run([lost('timeout')], [NOT_DONE]));
    expect(problem.kind).toBe('failed');
    expect(problem.message).toContain(
      `${WORDS.ifUnknown} ${WORDS.look} Run this step again only if nothing was done`,
    );
  });

  it('that falls silent over the record nothing is sent, as the record may be there and could not be taken away', async () => {
    vi.spyOn(service.store, 'set').mockResolvedValue(undefined);
    expect(await problemOf(() => service.run([]))).toMatchObject({ kind: 'later', code: 'no_memory' });
  });

  it('that refuses a claim with whatever word, it is read back who has the turn', async () => {
    const { store } = service;
    const add = vi.spyOn(store, 'add').mockImplementation(async (key, value, seconds) => {
      await store.set(key, value, seconds);
      return false;
    });
    expect(await service.run([DONE])).toBe('answered');
    expect(add).toHaveBeenCalledTimes(1);
    expect(store.entries.size).toBe(0);
  });

  it('that claims nothing and holds nothing, runs are kept apart by chance', async () => {
    vi.spyOn(service.store, 'add').mockResolvedValue(false);
    const before = service.clock.now();
    expect(await service.run([DONE])).toBe('answered');
    expect(service.clock.now()).toBeGreaterThan(before);
  });

  it('a command costs three calls, one after another', async () => {
    const calls = (['get', 'set', 'add', 'delete'] as const).map((name) => vi.spyOn(service.store, name));
    await service.run([DONE]);
    expect(calls.map(({ mock }) => mock.calls.length)).toEqual([0, 1, 1, 1]);
  });
});
