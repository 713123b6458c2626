import { excerpt, plainWords, redact } from '../../src/core/redact';

const KEY = 'k3y {with} "all" & sorts 🗝';

describe('redact', () => {
  it('takes every secret out, wherever it stands', () => {
    expect(redact(`You sent ${KEY} and ${KEY}, with 0123456789.`, ['0123456789', KEY])).toBe(
      'You sent ••• and •••, with •••.',
    );
  });

  it('takes out a secret of which only the beginning is left', () => {
    expect(redact(`You sent ${KEY.slice(0, 12)}…`, [KEY])).toBe('You sent •••…');
  });

  it.each(['(Sent: k3y {with} "a)', 'You sent k3y {wi', 'You sent "k3y {with} "al..."'])(
    'takes out a secret of which the end was cut off: %s',
    (text) => {
      expect(redact(text, [KEY])).not.toContain('k3y');
    },
  );

  it('takes out a secret that lost what looked like HTML, with the HTML of the words', () => {
    const secret = 'k3y-<91f0> and\u0007more';
    expect(redact(plainWords(`<b>You sent ${secret}.</b>`, 300), [secret])).toBe('You sent •••.');
    expect(redact(`You sent ${secret}.`, [secret])).toBe('You sent •••.');
  });

  it('leaves words alone that a secret begins with', () => {
    const text = 'There is no active licence of the XML interface.';
    expect(redact(text, ['licence-secret'])).toBe(text);
  });

  it('takes out a secret that begins with another one', () => {
    expect(redact('secret and secret-two', ['secret', 'secret-two'])).toBe('••• and •••');
  });

  it('leaves a text alone that holds none', () => {
    expect(redact('The order is closed.', [KEY, ''])).toBe('The order is closed.');
  });

  it.each([
    ['You sent pass="q1w2".', 'You sent pass="•••".'],
    ['q1w2: wrong (q1w2)', '•••: wrong (•••)'],
    ['Order q1w234 of xq1w2', 'Order q1w234 of xq1w2'],
    ['Your PIN is 2, not 22.', 'Your PIN is •••, not 22.'],
  ])('takes a short secret out where it is a word of its own: %s', (text, clean) => {
    expect(redact(text, ['q1w2', '2'])).toBe(clean);
  });
});

describe('an excerpt', () => {
  it('leaves short words as they are', () => {
    expect(excerpt('Курс *Pro* 😀')).toBe('Курс *Pro* 😀');
  });

  it('cuts long ones off, and says so', () => {
    expect(excerpt('x'.repeat(100_000))).toBe(`${'x'.repeat(60)}…`);
    expect(excerpt('abcdef', 3)).toBe('abc…');
  });

  it('leaves out what cannot be shown', () => {
    expect(excerpt('a\r\n\u0000b\u001b[2J')).toBe('a b [2J');
    expect(excerpt('a\ud800b')).toBe('a\ufffdb');
    expect(excerpt('😀😀', 3)).toBe('😀\ufffd…');
  });
});

describe('plain words', () => {
  it('have no markup', () => {
    expect(plainWords('<b>Заказ</b> не <i class="x">найден</i>', 40)).toBe('Заказ  не  найден');
  });

  it('are found at once in any text', () => {
    expect(plainWords('<'.repeat(10_000_000), 200)).toBe(`${'<'.repeat(200)}…`);
  });
});
