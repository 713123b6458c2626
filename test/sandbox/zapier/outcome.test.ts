import { failureOf } from '../../../sandbox/zapier/outcome';

const decoration = '\nWhat happened:\n  Executing creates.x\n  Nothing to do.\n\nConsole logs:\n  hello';

test('the JSON of z.errors.Error becomes its message, code and status', () => {
  const message = JSON.stringify({ message: 'Unknown order.', code: 'order_unknown', status: 404 });
  expect(failureOf({ name: 'AppError', message })).toEqual({
    kind: 'Error',
    message: 'Unknown order.',
    code: 'order_unknown',
    status: 404,
  });
});

test('a code and a status that were not given stay away', () => {
  const message = JSON.stringify({ message: 'Unknown order.' });
  expect(failureOf({ name: 'AppError', message })).toEqual({ kind: 'Error', message: 'Unknown order.' });
});

test('a throttled step says when to come back, if the app said so', () => {
  const message = JSON.stringify({ message: 'Busy.', delay: 45 });
  expect(failureOf({ name: 'ThrottledError', message })).toEqual({
    kind: 'ThrottledError',
    message: 'Busy.',
    delaySeconds: 45,
  });
  const without = JSON.stringify({ message: 'Busy.', delay: null });
  expect(failureOf({ name: 'ThrottledError', message: without })).toEqual({
    kind: 'ThrottledError',
    message: 'Busy.',
  });
});

test.each(['HaltedError', 'ExpiredAuthError'] as const)(
  '%s is told apart from what the platform appends',
  (name) => {
    expect(failureOf({ name, message: `Nothing to do.${decoration}` })).toEqual({
      kind: name,
      message: 'Nothing to do.',
      decoration: decoration.trim(),
    });
  },
);

test('anything else is unexpected, and keeps its name and stack', () => {
  expect(failureOf({ name: 'TypeError', message: 'x is not a function', stack: 'at y' })).toEqual({
    kind: 'Unexpected',
    name: 'TypeError',
    message: 'x is not a function',
    decoration: '',
    stack: 'at y',
  });
});
