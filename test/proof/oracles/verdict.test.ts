import { createHash } from 'node:crypto';
import type { Mood } from '../../../proof/torture/moods';

import type { Evidence, Exchange } from '../../../proof/torture/evidence';
import { complaintsAbout } from '../../../proof/torture/verdict';
import { asZapierSeesIt } from '../../support/definition';
import type { RunResult } from '../../../sandbox/zapier/outcome';

const RUN = { id: '1', calls: [], milliseconds: 5, coldStart: false };
const success = (output: unknown = {}): RunResult => ({ ...RUN, outcome: 'success', output });
const error = (message: string): RunResult => ({
  ...RUN,
  outcome: 'error',
  kind: 'Error',
  message,
  code: undefined,
  status: undefined,
});

const unexpected: RunResult = {
  ...RUN,
  outcome: 'error',
  kind: 'Unexpected',
  name: 'TypeError',
  message: 'x',
  decoration: '',
  stack: '',
};

const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  kind: 'create',
  result: success(),
  rerun: undefined,
  exchanges: [],
  replayed: new Set(),
  authData: { service: 'expertam', login: 'username', api_key: 'k3y<&>"ключ"' },
  isConnectionRight: true,
  connectionForm: asZapierSeesIt.authentication?.fields ?? [],
  log: [],
  printed: [],
  cache: [],
  waited: 0,
  ...more,
});

const HASH = '0123456789abcdef0123456789abcdef';
const shop = (mood: Mood = { kind: 'as it is' }, code = 0): Exchange => ({
  place: 'shop',
  method: 'POST',
  path: '/username/api/DeleteOrder',
  headers: {},
  body: Buffer.from(`bill_id=1&hash=${HASH}`),
  mood,
  answer: { status: 200, headers: {}, body: Buffer.from(`{"error_code":${code}}`) },
  told: { status: 200, headers: {}, body: Buffer.from(`{"error_code":${code}}`) },
});

const answered = (place: Exchange['place'], body: string, answer: string): Exchange => {
  const told = { status: 200, headers: {}, body: Buffer.from(answer) };
  return { ...shop(), place, path: '/', body: Buffer.from(body), answer: told, told };
};
const till = (status: string): Exchange =>
  answered('till', '', `<RK7QueryResult Status="${status}" CMD="SaveOrder"/>`);
const courier = (answer: string): Exchange => answered('courier', '<neworder/>', answer);

describe('nothing is wrong with', () => {
  it.each([
    ['a success', evidence({ exchanges: [shop()] })],
    ['a refusal', evidence({ result: error('Order 1 is not known. Check the number.') })],
    [
      "a word of the app's own that happens to be the password",
      evidence({
        authData: { password: 'rkeeper' },
        result: success({ message: 'Write to integrations@rkeeper.ru.' }),
      }),
    ],
    [
      'a lost answer that is told',
      evidence({
        result: error('The shop did not answer. The order may have been deleted: look at it.'),
        exchanges: [shop({ kind: 'lost' })],
      }),
    ],
    [
      'an answer that came from memory',
      (() => {
        const [first, second] = [shop(), shop()];
        return evidence({ exchanges: [first, second], replayed: new Set([second]) });
      })(),
    ],
    [
      'a rerun of what the service denied',
      (() => {
        const lied = { ...shop(), told: shop({ kind: 'as it is' }, 8).told };
        return evidence({ exchanges: [lied, shop()] });
      })(),
    ],
    ['a wrong key', evidence({ exchanges: [shop({ kind: 'as it is' }, 4)], isConnectionRight: false })],
  ])('%s', (_what, left) => {
    expect(complaintsAbout(left)).toEqual([]);
  });
});

describe('it is noticed', () => {
  it.each<[string, Evidence, RegExp]>([
    [
      'that the process died',
      evidence({
        result: { ...RUN, outcome: 'died', reason: 'timeout', message: 'The app did not respond.' },
      }),
      /died: timeout/,
    ],
    ['that something was thrown by mistake', evidence({ result: unexpected }), /threw TypeError/],
    [
      'that a message shows the inputs',
      evidence({ result: { ...unexpected, kind: 'HaltedError', decoration: 'What happened:' } }),
      /shows the inputs/,
    ],
    [
      'that a poll returns one id twice',
      evidence({
        log: ['{"message":"Zapier check \\"triggerHasUniquePrimary\\" failed: Got two or more results"}'],
      }),
      /triggerHasUniquePrimary/,
    ],
    ['that a search returns no list', evidence({ kind: 'search' }), /something else than a list of objects/],
    [
      'that a choice has no value',
      evidence({ kind: 'drop-down', result: success({ results: [{ label: 'x' }] }) }),
      /something else than a page of choices/,
    ],
    ['that an action returns nothing', evidence({ result: success(null) }), /something else than an object/],
    [
      'that a step thinks for too long',
      evidence({ result: { ...success(), milliseconds: 18_900 } }),
      /took 18900 ms/,
    ],
    ['that a step waits longer than Zapier does', evidence({ waited: 32_000 }), /waited 32000 ms/],
    ['that a rerun fails badly', evidence({ rerun: error('No.') }), /nothing of what to do/],
    ['that the process printed an error', evidence({ printed: ['UnhandledPromiseRejection'] }), /printed/],
    ['that a request was wrong', evidence({ exchanges: [shop({ kind: 'as it is' }, 3)] }), /wrong request/],
    [
      'that a request to a till was wrong',
      evidence({ exchanges: [till('Bad Query Parameters')] }),
      /wrong request/,
    ],
    [
      'that a request to a courier was wrong',
      evidence({ exchanges: [courier('<x error="14"/>')] }),
      /wrong request/,
    ],
    [
      'that somebody else was asked',
      evidence({ exchanges: [{ ...shop(), place: 'elsewhere' }] }),
      /wrong request/,
    ],
    [
      'that a courier was given an order twice',
      evidence({ exchanges: Array(2).fill(courier('<neworder><createorder error="0"/></neworder>')) }),
      /neworder was carried out 2 times/,
    ],
    [
      'that a till was sent dishes twice',
      evidence({ exchanges: Array(2).fill(till('Ok')) }),
      /SaveOrder was carried out 2 times/,
    ],
    ['that a signature was wrong', evidence({ exchanges: [shop({ kind: 'as it is' }, 4)] }), /wrong request/],
    [
      'that something was done twice',
      evidence({ exchanges: [shop(), shop()] }),
      /DeleteOrder was carried out 2 times/,
    ],
    [
      'that nobody is told of what was done',
      evidence({ result: error('The shop did not answer. Try again.'), exchanges: [shop({ kind: 'lost' })] }),
      /the message does not tell/,
    ],
    ['a key in the log', evidence({ log: ['{"key":"k3y<&>\\"ключ\\""}'] }), /the log holds api_key/],
    [
      'a key in the cache',
      evidence({ cache: [Buffer.from('xk3y<&>"ключ"y').toString('base64')] }),
      /the cache holds api_key/,
    ],
    [
      'a key in a URL in a message',
      evidence({ result: error(`Try ${encodeURIComponent('k3y<&>"ключ"')}.`) }),
      /the message holds api_key/,
    ],
    [
      'a large part of a key in a message',
      evidence({
        authData: { api_key: 'k3y-0123456789abcdef' },
        result: error('The shop says: y-0123456789ab…. Correct it.'),
      }),
      /the message holds a part of api_key/,
    ],
    [
      'what was made of a key in the cache',
      evidence({ cache: [createHash('sha256').update('k3y<&>"ключ"').digest('hex')] }),
      /the cache holds the sha256 of api_key/,
    ],
    [
      'a hash in the output',
      evidence({ result: success({ a: HASH }), exchanges: [shop()] }),
      /the output holds a secret sent/,
    ],
  ])('%s', (_what, left, complaint) => {
    expect(complaintsAbout(left).join('\n')).toMatch(complaint);
  });
});
