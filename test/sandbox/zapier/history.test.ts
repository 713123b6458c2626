import { type AppDefinition } from '../../../sandbox/zapier/definition';
import { type HistoryEntry, printHistory, renderHistory } from '../../../sandbox/zapier/history';
import { type AppFailure, type RunResult } from '../../../sandbox/zapier/outcome';

const definition: AppDefinition = {
  version: '1.0.0',
  authentication: {
    type: 'custom',
    fields: [{ key: 'login' }, { key: 'pin', type: 'password' }, { key: 'api_key' }],
  },
  creates: {
    pay: {
      key: 'pay',
      noun: 'Order',
      display: { label: 'Pay an Order' },
      operation: {
        inputFields: [
          { key: 'bill_id', label: 'Order Number' },
          { key: 'comment', label: 'Comment' },
          { key: 'lines', label: 'Line', children: [{ key: 'name', label: 'Dish' }, { key: 'pieces' }] },
          '$func$2$f$',
        ],
        outputFields: [
          { key: 'bill_id', label: 'Order Number' },
          { key: 'customer__name', label: 'Customer Name' },
          { key: 'goods[]title', label: 'Product Title' },
        ],
      },
    },
  },
};

const run = { id: 'token', calls: [], milliseconds: 412, coldStart: false };
const step = { method: 'creates.pay.operation.perform', inputData: { bill_id: '17', comment: '' } };

/** The lines of a run as they are shown. */
function shown(result: RunResult, more: Partial<HistoryEntry> = {}, width = 80): string[] {
  return renderHistory({ definition, step, result, ...more }, { width })
    .trimEnd()
    .split('\n');
}

const success = (output: unknown): RunResult => ({ ...run, outcome: 'success', output });
const failure = (said: AppFailure): RunResult => ({ ...run, outcome: 'error', ...said });
const halted = (message: string): RunResult => failure({ kind: 'HaltedError', message, decoration: '' });

test('a success reads like a receipt: what went in, what came out, and what it cost', () => {
  const calls = [
    {
      method: 'POST',
      url: 'https://:censored:8:366e08db4c:.expertam.ru/api/Pay',
      status: 200,
      milliseconds: 12,
    },
    { method: 'GET', url: 'https://tea.expertam.ru/api/Get', status: 500, milliseconds: 3 },
  ];
  const output = { paid: true, bill_id: 17, nothing: null };
  expect(shown({ ...run, calls, coldStart: true, outcome: 'success', output })).toEqual([
    '✓ Success · Pay an Order  412 ms, cold start',
    '  Data in',
    '    Order Number  17',
    '  Data out',
    '    Order Number  17',
    '    paid          true',
    '  Calls',
    '    POST https://•••.expertam.ru/api/Pay  200 · 12 ms',
    '    GET https://tea.expertam.ru/api/Get  500 · 3 ms',
  ]);
});

test('line items and parts of objects stand under the labels of their fields', () => {
  const inputData = { lines: [{ name: 'Tea', pieces: 2 }, { name: 'Cake' }], tags: ['a', 'b'] };
  const output = { customer: { name: 'Anna', id: 3 }, goods: [{ title: 'Tea' }] };
  expect(shown(success(output), { step: { ...step, inputData } }).slice(1)).toEqual([
    '  Data in',
    '    Line 1 · Dish    Tea',
    '    Line 1 · pieces  2',
    '    Line 2 · Dish    Cake',
    '    tags             a, b',
    '  Data out',
    '    Customer Name            Anna',
    '    customer__id             3',
    '    goods 1 · Product Title  Tea',
  ]);
});

test('fields that functions added have labels too, when the whole form is given', () => {
  const inputFields = [{ key: 'bill_id', label: 'Which Order' }];
  expect(shown(halted('No.'), { inputFields })).toContain('    Which Order  17');
});

test('the results of a search are told apart, the first three of them', () => {
  const heads = (output: unknown): string[] =>
    shown(success(output)).filter((line) => line.startsWith('  Data out'));
  const four = [1, 2, 3, 4].map((bill_id) => ({ bill_id }));
  expect(heads(four)).toEqual(['  Data out, 1 of 4', '  Data out, 2 of 4', '  Data out, 3 of 4']);
  expect(shown(success([])).at(-1)).toBe('    Nothing');
});

test.each<[AppFailure, string]>([
  [{ kind: 'Error', message: 'No.', code: 'x', status: 404 }, '✗ Errored (stopped)'],
  [
    { kind: 'Unexpected', name: 'TypeError', message: 'No.', decoration: '', stack: '' },
    '✗ Errored (stopped)',
  ],
  [{ kind: 'HaltedError', message: 'No.', decoration: '' }, '⏸ Halted'],
  [{ kind: 'ExpiredAuthError', message: 'No.', decoration: '' }, '⏸ Held – reconnect the account'],
  [{ kind: 'ThrottledError', message: 'No.', delaySeconds: 45 }, '⏸ Will retry in 45 s'],
  [{ kind: 'ThrottledError', message: 'No.', delaySeconds: undefined }, '⏸ Will retry in 60 s'],
])('what happens next is said in the words of Zapier: %#', (said, words) => {
  expect(shown(failure(said))[0]).toBe(`${words} · Pay an Order  412 ms`);
});

test('a message is wrapped at the width of the terminal, and a word that is too long is broken', () => {
  const message = 'The order 17 is closed already. Open it first: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
  expect(shown(halted(message), { step: { ...step, inputData: {} } }, 22).slice(1)).toEqual([
    '  The order 17 is',
    '  closed already. Open',
    '  it first:',
    '  aaaaaaaaaaaaaaaaaaaa',
    '  aaaaaaaaaa',
  ]);
});

test('a long value is wrapped beside its label, below it where the label is long as well', () => {
  const label = 'A Label That Is Longer Than Its Column';
  const inputFields = [
    { key: 'bill_id', label: 'Order' },
    { key: 'long', label },
  ];
  const inputData = { bill_id: 'one two three', long: 'four' };
  expect(shown(halted('No.'), { inputFields, step: { ...step, inputData } }, 44).slice(2, 6)).toEqual([
    `    ${'Order'.padEnd(30)}one two`,
    `    ${''.padEnd(30)}three`,
    `    ${label}`,
    `    ${''.padEnd(30)}four`,
  ]);
});

test('no password, key or token of the connection is shown, and no control character moves the cursor', () => {
  const authData = { login: 'anna', pin: 'pa ss', api_key: 'k3y', empty_token: '' };
  const calls = [{ method: 'GET', url: 'https://x/pa%20ss', status: 200, milliseconds: 1 }];
  const output = { echo: 'anna:pa ss:k3y a\u001b[2Jb\u0007' };
  const entry = { step: { ...step, authData, inputData: { comment: 'k3y' } } };
  const text = [
    ...shown({ ...run, calls, outcome: 'success', output }, entry),
    ...shown(halted('k3y'), entry),
  ].join();
  expect(text).toContain('anna:••••:•••• a[2Jb');
  expect(text).toContain('https://x/••••  200');
  expect(text).not.toMatch(/pa ss|pa%20ss|k3y/);
});

test('a connection test is shown as one, with the name of the account', () => {
  const text = shown(success({ label: 'username @ Expertam' }), {
    step: { method: 'authentication.test' },
  }).join();
  expect(text).toContain('Success · Connection Test');
  expect(text).toContain('Account  username @ Expertam');
});

test('colours are for terminals only, and not where NO_COLOR is set', () => {
  const printed = (isTTY: boolean): string => {
    let written = '';
    printHistory({ definition, step, result: halted('No.') }, { isTTY, write: (text) => (written += text) });
    return written;
  };
  vi.stubEnv('NO_COLOR', undefined);
  expect(printed(true)).toContain('\u001b[33m⏸ Halted\u001b[0m');
  expect(printed(false)).not.toContain('\u001b');
  vi.stubEnv('NO_COLOR', '1');
  expect(printed(true)).not.toContain('\u001b');
  vi.unstubAllEnvs();
});
