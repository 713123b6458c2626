import { parsePhpForm } from '../../src/core/php_form';

describe('a form body', () => {
  it('gives nested names as PHP reads them', () => {
    const body = 'id=1&items%5B0%5D%5Bsum%5D=990.00&items%5B1%5D%5Bsum%5D=10&utm[medium]=cpc';
    expect(JSON.parse(JSON.stringify(parsePhpForm(body)))).toEqual({
      id: '1',
      items: { 0: { sum: '990.00' }, 1: { sum: '10' } },
      utm: { medium: 'cpc' },
    });
  });

  it('numbers members without an index, and lets the later of two values win', () => {
    expect(JSON.parse(JSON.stringify(parsePhpForm('rid[]=a&rid[]=b&x=1&x=2')))).toEqual({
      rid: { 0: 'a', 1: 'b' },
      x: '2',
    });
  });

  it('decodes plus signs, Cyrillic and emoji', () => {
    expect(parsePhpForm('name=%D0%98%D0%B2%D0%B0%D0%BD+%F0%9F%98%80').name).toBe('Иван 😀');
  });

  it.each(['__proto__[polluted]=1', 'constructor[prototype][polluted]=1', '__proto__=1'])(
    'takes %s for a field like any other',
    (body) => {
      parsePhpForm(body);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    },
  );

  it('does not follow brackets without end', () => {
    const deep = parsePhpForm(`a${'[x]'.repeat(100_000)}=1`);
    expect(JSON.stringify(deep).length).toBeLessThan(200);
  });

  it('reads an empty or broken body without throwing', () => {
    expect(Object.keys(parsePhpForm(''))).toEqual([]);
    expect(parsePhpForm('[=1&%%%=2&a[=3').a).toEqual(expect.anything());
  });
});
