import { toWindows1251 } from '../../../sandbox/measoft/windows_1251';

describe('windows-1251', () => {
  it('has Russian letters, quotes and the number sign in one byte each', () => {
    const text = 'Ёлка «Роза» № 5';
    const bytes = toWindows1251(text);
    expect(bytes).toHaveLength(text.length);
    expect(new TextDecoder('windows-1251').decode(bytes)).toBe(text);
  });

  it('has no emoji', () => {
    expect(toWindows1251('🍋!').toString('latin1')).toBe('?!');
  });
});
