import { excerpt, plainWords } from '../../src/core/redact';

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
