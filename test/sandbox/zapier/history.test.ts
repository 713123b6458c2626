import { type AppDefinition } from '../../../sandbox/zapier/definition';
import { type HistoryEntry, printHistory, renderHistory } from '../../../sandbox/zapier/history';
import { type RunResult } from '../../../sandbox/zapier/outcome';

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

function text(result: RunResult, more: Partial<HistoryEntry> = {}, width = 80): string {
  return renderHistory({ definition, step, result, ...more }, { width });
}

function success(output: unknown): RunResult {
  return { ...run, outcome: 'success', output };
}

const denied: RunResult = {
  ...run,
  outcome: 'error',
  kind: 'HaltedError',
  message: 'Nothing to do.',
  decoration: '',
};

test('a success reads like a receipt: what went in, what came out, and what it cost', () => {
  const result: RunResult = {
    ...run,
    coldStart: true,
    calls: [
      { method: 'POST', url: 'https://tea.expertam.ru/api/Pay', status: 200, milliseconds: 12 },
      { method: 'GET', url: 'https://tea.expertam.ru/api/Get', status: 500, milliseconds: 3 },
    ],
    outcome: 'success',
    output: { paid: true, bill_id: 17, nothing: null },
  };
  expect(text(result)).toBe(
    [
      '✓ Success · Pay an Order  412 ms, cold start',
      '  Data in',
      '    Order Number  17',
      '  Data out',
      '    Order Number  17',
      '    paid          true',
      '  Calls',
      '    POST https://tea.expertam.ru/api/Pay  200 · 12 ms',
      '    GET https://tea.expertam.ru/api/Get  500 · 3 ms',
      '',
    ].join('\n'),
  );
});

test('line items and parts of objects stand under the labels of their fields', () => {
  const inputData = { lines: [{ name: 'Tea', pieces: 2 }, { name: 'Cake' }], tags: ['a', 'b'] };
  const output = { customer: { name: 'Anna', id: 3 }, goods: [{ title: 'Tea' }] };
  expect(text(success(output), { step: { ...step, inputData } })).toBe(
    [
      '✓ Success · Pay an Order  412 ms',
      '  Data in',
      '    Line 1 · Dish    Tea',
      '    Line 1 · pieces  2',
      '    Line 2 · Dish    Cake',
      '    tags             a, b',
      '  Data out',
      '    Customer Name            Anna',
      '    customer__id             3',
      '    goods 1 · Product Title  Tea',
      '',
    ].join('\n'),
  );
});

test('fields that functions added have labels too, when the whole form is given', () => {
  const inputFields = [{ key: 'bill_id', label: 'Which Order' }];
  expect(text(denied, { inputFields })).toContain('    Which Order  17\n');
});

test('the results of a search are told apart, the first three of them', () => {
  const found = [1, 2, 3, 4].map((bill_id) => ({ bill_id }));
  const lines = text(success(found)).split('\n');
  expect(lines.filter((line) => line.includes('Data out'))).toEqual([
    '  Data out, 1 of 4',
    '  Data out, 2 of 4',
    '  Data out, 3 of 4',
  ]);
  expect(text(success([]))).toContain('  Data out\n    Nothing\n');
});

test.each<[RunResult, string]>([
  [
    { ...run, outcome: 'error', kind: 'Error', message: 'No.', code: 'x', status: 404 },
    '✗ Errored (stopped)',
  ],
  [
    {
      ...run,
      outcome: 'error',
      kind: 'Unexpected',
      name: 'TypeError',
      message: 'No.',
      decoration: '',
      stack: '',
    },
    '✗ Errored (stopped)',
  ],
  [{ ...run, outcome: 'died', reason: 'killed', message: 'No.' }, '✗ Errored (stopped)'],
  [denied, '⏸ Halted'],
  [
    { ...run, outcome: 'error', kind: 'ExpiredAuthError', message: 'No.', decoration: '' },
    '⏸ Held – reconnect the account',
  ],
  [
    { ...run, outcome: 'error', kind: 'ThrottledError', message: 'No.', delaySeconds: 45 },
    '⏸ Will retry in 45 s',
  ],
  [
    { ...run, outcome: 'error', kind: 'ThrottledError', message: 'No.', delaySeconds: undefined },
    '⏸ Will retry in 60 s',
  ],
])('what happens next is said in the words of Zapier: %#', (result, words) => {
  expect(text(result).startsWith(`${words} · Pay an Order`)).toBe(true);
});

test('a message is wrapped at the width of the terminal, and a word that is too long is broken', () => {
  const message = 'The order 17 is closed already. Open it first: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
  expect(
    text({ ...denied, message }, { step: { ...step, inputData: {} } }, 22)
      .split('\n')
      .slice(1, -1),
  ).toEqual([
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
  const lines = text(denied, { inputFields, step: { ...step, inputData } }, 44).split('\n');
  expect(lines.slice(2, 6)).toEqual([
    `    ${'Order'.padEnd(30)}one two`,
    `    ${''.padEnd(30)}three`,
    `    ${label}`,
    `    ${''.padEnd(30)}four`,
  ]);
});

test('no password, key or token of the connection is shown, wherever it turns up', () => {
  const authData = { login: 'anna', pin: 'pa ss', api_key: 'k3y', empty_token: '' };
  const result: RunResult = {
    ...run,
    outcome: 'success',
    calls: [{ method: 'GET', url: 'https://x/pa%20ss', status: 200, milliseconds: 1 }],
    output: { echo: 'anna:pa ss:k3y' },
  };
  const shown = text(result, { step: { ...step, authData, inputData: { comment: 'k3y' } } });
  expect(shown).toContain('anna:••••:••••');
  expect(shown).toContain('https://x/••••  200');
  expect(shown).not.toMatch(/pa ss|pa%20ss|k3y/);
  expect(
    text({ ...denied, message: 'The key k3y is wrong.' }, { step: { ...step, authData } }),
  ).not.toContain('k3y');
});

test('control characters of a service cannot move the cursor', () => {
  expect(text({ ...denied, message: 'a\u001b[2Jb\u0007' })).toContain('  a[2Jb\n');
});

test('a connection test is shown as one, with the name of the account', () => {
  const shown = text(success({ label: 'username @ Expertam' }), { step: { method: 'authentication.test' } });
  expect(shown).toContain('Success · Connection Test');
  expect(shown).toContain('Account  username @ Expertam');
});

test('what the log censored in an address is shown as dots', () => {
  const shown = text(
    {
      ...success({}),
      calls: [{ method: 'POST', url: 'https://:censored:8:366e08db4c:.shop/', status: 200, milliseconds: 1 }],
    },
    {},
  );
  expect(shown).toContain('POST https://•••.shop/');
});

describe('on a stream', () => {
  function printed(stream: { isTTY: boolean; columns?: number }): string {
    let written = '';
    const write = (chunk: string): boolean => (written += chunk) !== '';
    printHistory({ definition, step, result: denied }, { ...stream, write });
    return written;
  }

  afterEach(() => {
    delete process.env.NO_COLOR;
  });

  test('colours are for terminals only, and not where NO_COLOR is set', () => {
    delete process.env.NO_COLOR;
    expect(printed({ isTTY: true, columns: 80 })).toContain('\u001b[33m⏸ Halted\u001b[0m');
    expect(printed({ isTTY: false })).not.toContain('\u001b');
    process.env.NO_COLOR = '1';
    expect(printed({ isTTY: true, columns: 80 })).not.toContain('\u001b');
  });
});
