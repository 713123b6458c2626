import { Problem } from '../../src/core/errors';
import { NetworkFailure, type NetworkFailureReason } from '../../src/core/http';
import type { Finding } from '../../src/core/exactly_once/sequence';
import { runUnnumbered } from '../../src/core/exactly_once/unnumbered';
import { Vault } from '../../src/core/vault';
import { MemoryStore, StillClock } from '../support/memory';
import { problemOf } from '../support/problem';

const DOUBT = 'The order may have been opened.';
const SAFE = `${DOUBT} It is safe to run this step again within 15 minutes: it then continues where it stopped and does nothing twice.`;

/** A promise is an answer that never comes. */
type Answer = string | Error | Promise<never>;

const lost = (reason: NetworkFailureReason = 'interrupted'): NetworkFailure =>
  new NetworkFailure(reason, true, 'ECONNRESET');
const unreachable = new NetworkFailure('unreachable', false, 'ECONNREFUSED');
const FOUND: Finding<string> = { kind: 'done', reply: 'found' };
const NOT_DONE: Finding<string> = { kind: 'not_done' };

const BY_HAND = 'Make it at the till.';

const clock = new StillClock();
let store: MemoryStore;
/** The names that were sent, and those that were looked up. */
let sent: string[];
let lookedUp: string[];
let onLookUp: () => void;
let names = 0;

beforeEach(() => {
  store = new MemoryStore(clock);
  sent = [];
  lookedUp = [];
  onLookUp = () => undefined;
});

/** Runs the step once, at a till that answers and looks like this. */
function run(
  answers: readonly Answer[],
  findings: readonly (Finding<string> | Error)[] = [],
  byHand?: string,
): Promise<string> {
  const [toSend, toFind] = [[...answers], [...findings]];
  names += 1;
  const name = `name ${names}`;
  return runUnnumbered<string>(
    {
      content: 'CreateOrder',
      token: () => name,
      doubt: DOUBT,
      ...(byHand !== undefined && { byHand }),
      send: (token) => {
        sent.push(token);
        return settled(toSend.shift());
      },
      lookUp: (token) => {
        lookedUp.push(token);
        onLookUp();
        return settled(toFind.shift());
      },
    },
    new Vault(store, ['secret']),
    clock,
  );
}

function settled<Value>(value: Value | Promise<Value> | Error | undefined): Promise<Value> {
  if (value === undefined) return Promise.reject(new Error('Once more than expected.'));
  return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
}

describe('a command without a number', () => {
  it('is sent once, and is over with its answer', async () => {
    expect(await run(['done'])).toBe('done');
    expect(await run(['done'])).toBe('done');
    expect(new Set(sent).size).toBe(2);
    expect([lookedUp.length, store.entries.size]).toEqual([0, 0]);
  });

  it('whose answer was lost is looked for, and found', async () => {
    expect(await run([lost()], [FOUND])).toBe('found');
    expect(sent).toEqual(lookedUp);
    expect(store.entries.size).toBe(0);
  });

  it('whose answer was lost is looked for, and sent again under its name when it is not there', async () => {
    expect(await run([lost(), 'done'], [NOT_DONE])).toBe('done');
    expect(sent[1]).toBe(sent[0]);
  });

  it('is not sent a third time', async () => {
    const problem = await problemOf(() => run([lost(), lost()], [NOT_DONE]));
    expect(problem).toMatchObject({ kind: 'later', code: 'interrupted', retryAfterSeconds: 60 });
    expect(problem.message).toBe(`The till did not answer. ${SAFE} (ECONNRESET)`);
  });

  it('is not sent again while the till may still be at work on it', async () => {
    const problem = await problemOf(() => run([lost('timeout')], [NOT_DONE]));
    expect(problem).toMatchObject({ kind: 'later', code: 'timeout' });
    clock.pass(60);
    expect(await run([], [FOUND])).toBe('found');
    expect(sent).toHaveLength(1);
  });

  it('is left to a person where the till does not show it, and begins anew after that', async () => {
    const problem = await problemOf(() => run([lost()], [{ kind: 'unclear' }]));
    expect(problem).toMatchObject({ kind: 'failed', code: 'unclear_outcome' });
    expect(problem.message).toContain(`${DOUBT} Look at the till before you run this step again.`);
    expect(await run(['done'])).toBe('done');
    expect(lookedUp).toHaveLength(1);
  });

  it('stays in doubt where the till cannot be looked at', async () => {
    const silent = new Problem('failed', 'The till did not answer in time. (timeout)', { code: 'timeout' });
    const problem = await problemOf(() => run([lost()], [silent]));
    expect(problem).toMatchObject({ kind: 'later', code: 'timeout' });
    expect(problem.message).toContain(SAFE);
    const again = await problemOf(() => run([], [silent]));
    expect(again.message).toContain(SAFE);
    expect(await run([], [FOUND])).toBe('found');
  });

  it.each([
    ['the till was not reached', unreachable],
    [
      'the till refused to let us in',
      new Problem('connection', 'The till does not accept the login. (HTTP 401)'),
    ],
  ])('is told as it is when %s, and leaves nothing behind', async (_, failure) => {
    await expect(run([failure])).rejects.toBe(failure);
    expect(store.entries.size).toBe(0);
  });

  it('is in doubt no more when it was not there and its repetition did not reach the till', async () => {
    await expect(run([lost(), unreachable], [NOT_DONE])).rejects.toBe(unreachable);
    expect(store.entries.size).toBe(0);
  });
});

describe('a command that the till would carry out twice without a word', () => {
  const cautiously = (
    answers: readonly Answer[],
    findings: readonly (Finding<string> | Error)[] = [],
  ): Promise<string> => run(answers, findings, BY_HAND);

  it.each([
    ['nothing of it is to be seen', NOT_DONE],
    ['the till does not tell', { kind: 'unclear' } as const],
  ])('is not sent again by the run that lost its answer, where %s', async (_, finding) => {
    const problem = await problemOf(() => cautiously([lost()], [finding]));
    expect(problem).toMatchObject({ kind: 'later', code: 'interrupted' });
    expect(problem.message).toContain(SAFE);
    expect(sent).toHaveLength(1);
  });

  it('is sent by the next run where it is known not to be done', async () => {
    await problemOf(() => cautiously([lost()], [NOT_DONE]));
    expect(await cautiously(['done'], [NOT_DONE])).toBe('done');
    expect(sent[1]).toBe(sent[0]);
    expect(store.entries.size).toBe(0);
  });

  it('is left to a person for a month where the till does not tell, and goes on with what it finds then', async () => {
    await problemOf(() => cautiously([lost()], [NOT_DONE]));
    for (const days of [0, 1, 28]) {
      clock.pass(days * 24 * 60 * 60);
      const problem = await problemOf(() => cautiously([], [{ kind: 'unclear' }]));
      expect(problem).toMatchObject({ kind: 'failed', code: 'unclear_outcome' });
      expect(problem.message).toContain(`${DOUBT} ${BY_HAND} (unclear outcome)`);
    }
    expect(await cautiously([], [FOUND])).toBe('found');
    expect(sent).toHaveLength(1);
    expect(store.entries.size).toBe(0);
  });

  it('asks for a look where nothing can be remembered any more', async () => {
    await problemOf(() => cautiously([lost()], [NOT_DONE]));
    const { message } = await problemOf(() => {
      const running = cautiously([], [{ kind: 'unclear' }]);
      onLookUp = () => {
        store.outOfOrder = true;
      };
      return running;
    });
    expect(message).toContain(`${DOUBT} Look at the till before you run this step again.`);
  });
});

describe('a step whose run died', () => {
  beforeEach(async () => {
    void run([new Promise<never>(() => undefined)]);
    while (sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
    clock.pass(40);
  });

  it('is looked for before anything is sent, under the name that it had', async () => {
    expect(await run([], [FOUND])).toBe('found');
    expect(lookedUp).toEqual(sent);
  });

  it('is sent under that name when it is not there', async () => {
    expect(await run(['done'], [NOT_DONE])).toBe('done');
    expect(sent[1]).toBe(sent[0]);
  });

  it('is a new one after 15 minutes', async () => {
    clock.pass(15 * 60);
    expect(await run(['done'])).toBe('done');
    expect(new Set(sent).size).toBe(2);
  });
});
