import { Problem } from '../../src/core/errors';
import { NetworkFailure, type NetworkFailureReason } from '../../src/core/http';
import {
  Sequence,
  type Finding,
  type LicensedCommand,
  type Verdict,
} from '../../src/core/exactly_once/sequence';
import { Vault } from '../../src/core/vault';
import { MemoryStore, StillClock } from '../support/memory';
import { problemOf } from '../support/problem';

const DOUBT = 'The dishes may be on the order already.';
const SAFE = `${DOUBT} It is safe to run this step again within 15 minutes: it then continues where it stopped and does nothing twice.`;
const LOOK = `${DOUBT} Look at the till before you run this step again.`;

/** A promise is an answer that never comes. */
type Answer = Verdict<string> | Error | Promise<never>;

const done: Answer = { kind: 'answered', reply: 'done' };
const wrongNumber: Answer = { kind: 'wrong_number' };
const unknownInstance: Answer = { kind: 'unknown_instance' };
const licenseRefused: Answer = {
  kind: 'license_refused',
  problem: new Problem('connection', 'The licence is not accepted. (Bad license anchor)', {
    code: 'license',
  }),
};
const lost = (reason: NetworkFailureReason = 'interrupted'): NetworkFailure =>
  new NetworkFailure(reason, true, reason === 'timeout' ? 'timeout' : 'ECONNRESET');
const unreachable = new NetworkFailure('unreachable', false, 'ECONNREFUSED');

/** A till that gives these answers one after the other, and a cache that lives on from run to run. */
class Till {
  readonly clock = new StillClock();
  readonly store = new MemoryStore(this.clock);
  readonly sent: string[] = [];
  lookUps = 0;
  questions = 0;
  composed = 0;
  finding: Finding<string> | Error = { kind: 'unclear' };
  licenses = ['licence-A', 'licence-B'];
  last: number | undefined | Error = 6;
  answers: Answer[] = [];

  /** Runs the step once. */
  run(answers: readonly Answer[], content = 'SaveOrder'): Promise<string> {
    this.answers = [...answers];
    let [license = ''] = this.licenses;
    const command: LicensedCommand<string> = {
      content,
      doubt: DOUBT,
      compose: (licenseId, seqNumber) => {
        this.composed += 1;
        return Promise.resolve(`${content} ${licenseId} ${seqNumber} composed ${this.composed}`);
      },
      send: (body) => {
        this.sent.push(body);
        return settled(this.answers.shift() ?? new Error('One request more than expected.'));
      },
      lookUp: () => {
        this.lookUps += 1;
        return settled(this.finding);
      },
    };
    const licensing = {
      licenseId: () => Promise.resolve(license),
      renewLicenseId: () => {
        [, license = ''] = this.licenses;
        return Promise.resolve(license);
      },
      lastNumber: () => {
        this.questions += 1;
        return settled(this.last);
      },
    };
    return new Sequence(new Vault(this.store, ['secret']), licensing, this.clock).run(command);
  }

  numbers(): number[] {
    return this.sent.map((body) => Number(body.split(' ')[2]));
  }
}

function settled<Value>(value: Value | Promise<Value> | Error): Promise<Value> {
  return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
}

let till: Till;
beforeEach(() => {
  till = new Till();
});

describe('the number of a command', () => {
  it('is the one after the last that the till names, who is asked once', async () => {
    expect(await till.run([done])).toBe('done');
    expect(await till.run([done])).toBe('done');
    expect(await till.run([done], 'PayOrder')).toBe('done');
    expect(till.numbers()).toEqual([7, 8, 9]);
    expect(till.questions).toBe(1);
  });

  it('is 0 for an instance that the till does not know', async () => {
    till.last = undefined;
    await till.run([done]);
    expect(till.numbers()).toEqual([0]);
  });

  it('is asked for anew when the cache has lost it', async () => {
    await till.run([done]);
    till.store.entries.clear();
    till.last = 11;
    await till.run([done]);
    expect(till.numbers()).toEqual([7, 12]);
  });

  it('is asked for anew when the till refuses it, and the command is sent under the next', async () => {
    await till.run([done]);
    till.last = 20;
    expect(await till.run([wrongNumber, done])).toBe('done');
    expect(till.numbers()).toEqual([7, 8, 21]);
    expect(till.lookUps).toBe(0);
  });

  it('starts at 0 when the till no longer knows the instance', async () => {
    await till.run([done]);
    expect(await till.run([unknownInstance, done])).toBe('done');
    expect(till.numbers()).toEqual([7, 8, 0]);
    expect(till.questions).toBe(1);
  });

  it('is given up after eight refusals, because somebody else uses the instance', async () => {
    const problem = await problemOf(() => till.run(Array<Answer>(8).fill(wrongNumber)));
    expect(problem).toMatchObject({ kind: 'later', code: '5305', retryAfterSeconds: 60 });
    expect(problem.message).toContain('Nothing was changed.');
    expect(till.sent).toHaveLength(8);
    till.last = 30;
    await till.run([done]);
    expect(till.lookUps).toBe(0);
  });
});

describe('a lost answer', () => {
  it('is asked for again with the same bytes', async () => {
    expect(await till.run([lost(), done])).toBe('done');
    expect(till.sent[1]).toBe(till.sent[0]);
    expect(till.lookUps).toBe(0);
  });

  it('for the third time ends the run, and says that it may be run again', async () => {
    const problem = await problemOf(() => till.run([lost(), lost(), lost('timeout')]));
    expect(problem).toMatchObject({ kind: 'later', code: 'timeout', retryAfterSeconds: 60 });
    expect(problem.message).toBe(`The till did not answer. ${SAFE} (timeout)`);
    expect(till.sent).toHaveLength(3);
  });

  it('is asked for by the next run of the step too, with the same bytes', async () => {
    await problemOf(() => till.run([lost(), lost(), lost()]));
    till.clock.pass(60);
    expect(await till.run([done])).toBe('done');
    expect(new Set(till.sent).size).toBe(1);
    expect(till.composed).toBe(1);
  });

  it('is remembered for 15 minutes from the last word about it', async () => {
    await problemOf(() => till.run([lost(), lost(), lost()]));
    till.clock.pass(14 * 60);
    await problemOf(() => till.run([lost(), lost(), lost()]));
    till.clock.pass(14 * 60);
    await till.run([done]);
    expect(new Set(till.sent).size).toBe(1);
  });

  it('is forgotten after that: the step is a new one then', async () => {
    await problemOf(() => till.run([lost(), lost(), lost()]));
    till.clock.pass(15 * 60);
    await till.run([done]);
    expect(till.numbers()).toEqual([7, 7, 7, 8]);
  });

  it('does not hold back a command of other words', async () => {
    await problemOf(() => till.run([lost(), lost(), lost()]));
    expect(await till.run([done], 'PayOrder')).toBe('done');
    expect(till.numbers()).toEqual([7, 7, 7, 8]);
  });

  it('is not followed by a promise that the cache cannot keep', async () => {
    till.store.outOfOrder = true;
    const problem = await problemOf(() => till.run([lost(), lost(), lost()]));
    expect(problem).toMatchObject({ kind: 'failed', code: 'interrupted' });
    expect(problem.message).toBe(`The till did not answer. ${LOOK} (ECONNRESET)`);
  });
});

describe('a number that is refused after a lost answer', () => {
  it('is looked into: the command was carried out', async () => {
    till.finding = { kind: 'done', reply: 'found' };
    expect(await till.run([lost(), wrongNumber])).toBe('found');
    await till.run([done]);
    expect(till.numbers()).toEqual([7, 7, 8]);
  });

  it('is looked into: the command was not, and is sent under the next number', async () => {
    till.finding = { kind: 'not_done' };
    till.last = 8;
    expect(await till.run([lost(), wrongNumber, done])).toBe('done');
    expect(till.numbers()).toEqual([9, 9, 9]);
    expect(new Set(till.sent).size).toBe(2);
  });

  it('is left to a person where the till does not show it, and the step begins anew after that', async () => {
    const problem = await problemOf(() => till.run([lost(), wrongNumber]));
    expect(problem).toMatchObject({ kind: 'failed', code: 'unclear_outcome' });
    expect(problem.message).toContain(LOOK);
    await till.run([done]);
    expect(till.numbers()).toEqual([7, 7, 8]);
  });

  it('is left to the next run where the till may still be at work', async () => {
    till.finding = { kind: 'not_done' };
    const problem = await problemOf(() => till.run([lost('timeout'), wrongNumber]));
    expect(problem).toMatchObject({ kind: 'later', code: 'timeout' });
    expect(problem.message).toContain(SAFE);
    till.last = 7;
    expect(await till.run([wrongNumber, done])).toBe('done');
    expect(till.numbers()).toEqual([7, 7, 7, 8]);
  });

  it('stays in doubt where the till cannot be looked at', async () => {
    till.finding = new Problem('failed', 'The till cannot be reached. (ECONNREFUSED)', {
      code: 'unreachable',
    });
    const problem = await problemOf(() => till.run([lost(), unknownInstance]));
    expect(problem).toMatchObject({ kind: 'later', code: 'unreachable', retryAfterSeconds: 60 });
    expect(problem.message).toBe(
      `The answer to this step was lost. ${SAFE} What stopped it: The till cannot be reached. (ECONNREFUSED)`,
    );
    till.finding = { kind: 'done', reply: 'found' };
    expect(await till.run([wrongNumber])).toBe('found');
  });
});

describe('a step whose run died', () => {
  /** The platform ends the process while the till is at work. */
  async function die(): Promise<void> {
    void till.run([new Promise<never>(() => undefined)]);
    while (till.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  it('goes on with the same bytes when it is run again', async () => {
    await die();
    till.clock.pass(60);
    expect(await till.run([done])).toBe('done');
    expect(new Set(till.sent).size).toBe(1);
  });

  it('has used up its number for later commands, also when it died before it could say so', async () => {
    await till.run([done]);
    const entries = new Map(till.store.entries);
    await problemOf(() => till.run([lost(), lost(), lost()]));
    for (const [key, entry] of entries) till.store.entries.set(key, entry);
    await till.run([done]);
    await till.run([done]);
    expect(till.numbers()).toEqual([7, 8, 8, 8, 8, 9]);
  });

  it('is waited for as long as it may be alive, also when its lease has vanished', async () => {
    await die();
    const [lease = ''] = till.store.entries.keys();
    till.store.entries.delete(lease);
    const problem = await problemOf(() => till.run([done]));
    expect(problem).toMatchObject({ kind: 'later', code: 'busy' });
    expect(problem.message).toContain('Nothing was sent');
    till.clock.pass(40);
    expect(await till.run([done])).toBe('done');
    expect(new Set(till.sent).size).toBe(1);
  });
});

describe('a refused licence', () => {
  it('is renewed once, and the same command sent with the same number', async () => {
    expect(await till.run([licenseRefused, done])).toBe('done');
    expect(till.sent).toEqual(['SaveOrder licence-A 7 composed 1', 'SaveOrder licence-B 7 composed 1']);
  });

  it('that is refused again is told, and nothing was changed', async () => {
    const problem = await problemOf(() => till.run([licenseRefused, licenseRefused]));
    expect(problem.message).toBe('The licence is not accepted. (Bad license anchor)');
    await till.run([done]);
    expect(till.composed).toBe(2);
  });

  it('does not hide that an earlier answer was lost', async () => {
    const problem = await problemOf(() => till.run([lost(), licenseRefused, licenseRefused]));
    expect(problem).toMatchObject({ kind: 'connection', code: 'license' });
    expect(problem.message).toBe(
      `The answer to this step was lost. ${LOOK} What stopped it: The licence is not accepted. (Bad license anchor)`,
    );
  });

  it('under which a run died is renewed without composing the command anew', async () => {
    await problemOf(() => till.run([lost(), lost(), lost()]));
    expect(await till.run([licenseRefused, done])).toBe('done');
    expect(till.sent.at(-1)).toBe('SaveOrder licence-B 7 composed 1');
  });
});

describe('a command that cannot have been carried out', () => {
  it('is told as that when the till was not reached, and leaves nothing behind', async () => {
    await expect(till.run([unreachable])).rejects.toBe(unreachable);
    await till.run([wrongNumber, done]);
    expect(till.lookUps).toBe(0);
  });

  it('is told as that when only the question for its number was lost', async () => {
    till.last = lost('timeout');
    await expect(till.run([])).rejects.toMatchObject({ reason: 'timeout', maybeReceived: false });
  });

  it('is told as that when the till lets nobody in', async () => {
    const login = new Problem('connection', 'The till does not accept the login. (HTTP 401)');
    await expect(till.run([login])).rejects.toBe(login);
    await till.run([wrongNumber, done]);
    expect(till.lookUps).toBe(0);
  });

  it('is still in doubt when an earlier sending of it was received', async () => {
    const problem = await problemOf(() => till.run([lost(), unreachable]));
    expect(problem.message).toBe(`The till did not answer. ${SAFE} (ECONNREFUSED)`);
    const closing = new Problem('later', 'The shift is being closed. (2172)', { retryAfterSeconds: 180 });
    const second = await problemOf(() => till.run([closing]));
    expect(second).toMatchObject({ kind: 'later', retryAfterSeconds: 180 });
    expect(second.message).toContain(SAFE);
  });
});

it('keeps a lease while it runs, and gives it back however it ends', async () => {
  await till.run([done]);
  await problemOf(() => till.run([lost(), wrongNumber]));
  const before = till.clock.now();
  await till.run([done]);
  expect(till.clock.now()).toBe(before);
});

it('lets what is not foreseen through as it is, and keeps the record of a command in doubt', async () => {
  const bug = new TypeError('x is undefined');
  await expect(till.run([lost(), bug])).rejects.toBe(bug);
  expect(await till.run([done])).toBe('done');
  expect(new Set(till.sent).size).toBe(1);
});
