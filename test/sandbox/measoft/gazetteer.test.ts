import { seedGazetteer } from '../../../sandbox/measoft/seed/towns';

const gazetteer = seedGazetteer();

function regionOf(name: string, hints?: Parameters<typeof gazetteer.resolve>[1]): string | undefined {
  return gazetteer.resolve(name, hints)?.region.name;
}

describe('a town', () => {
  it.each(['Москва', 'москва', ' Москва ', 'Москва г', '1', '0c5b2444-70a0-4932-980c-b4dc0d3f02b5'])(
    'is found by %j',
    (text) => {
      expect(regionOf(text)).toBe('Москва');
    },
  );

  it.each(['', 'г. Москва', 'Moscow', 'Москв', '0c5b2444-0000-4932-980c-b4dc0d3f02b5'])(
    'is not found by %j',
    (text) => {
      expect(regionOf(text)).toBeUndefined();
    },
  );

  it('is found with е for ё', () => {
    expect(gazetteer.resolve('Королев')?.shortName).toBe('Королёв');
  });

  it('with namesakes is the most popular one, unless its region tells', () => {
    expect(regionOf('Киров')).toBe('Кировская область');
    expect(regionOf('Киров', { regionCode: '40' })).toBe('Калужская область');
    expect(regionOf('Советск', { regionCode: '71' })).toBe('Тульская область');
    expect(regionOf('Советск', { regionCode: '77' })).toBeUndefined();
  });

  it('lies in the country that is told', () => {
    expect(regionOf('Минск', { country: 'BY' })).toBe('Минск');
    expect(regionOf('Минск', { country: 'Беларусь' })).toBe('Минск');
    expect(regionOf('Минск', { country: 'RU' })).toBeUndefined();
  });

  it('that is a village is found by its full name only', () => {
    expect(regionOf('Петровское')).toBeUndefined();
    expect(regionOf('Петровское д')).toBe('Московская область');
    expect(regionOf('Петровское с')).toBe('Ленинградская область');
  });
});

it('codes are unique', () => {
  for (const key of ['code', 'fias'] as const) {
    const codes = gazetteer.towns.map((town) => town[key]);
    expect(new Set(codes).size).toBe(codes.length);
  }
});
