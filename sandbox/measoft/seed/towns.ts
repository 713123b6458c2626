import { type Country, Gazetteer, type Region, type Town } from '../gazetteer';

const COUNTRIES: readonly Country[] = [
  { code: 'RU', code3: 'RUS', name: 'Россия' },
  { code: 'BY', code3: 'BLR', name: 'Беларусь' },
  { code: 'KZ', code3: 'KAZ', name: 'Казахстан' },
];

/** Code, country, name. */
const REGIONS = `
  77   RU  Москва
  78   RU  Санкт-Петербург
  50   RU  Московская область
  47   RU  Ленинградская область
  66   RU  Свердловская область
  54   RU  Новосибирская область
  16   RU  Татарстан Респ
  25   RU  Приморский край
  39   RU  Калининградская область
  43   RU  Кировская область
  40   RU  Калужская область
  71   RU  Тульская область
  24   RU  Красноярский край
  46   RU  Курская область
  177  BY  Минск
  277  KZ  Алматы
`;

/**
 * By popularity; Kirov, Sovetsk and Zheleznogorsk have namesakes. Code, name, type, region, KLADR code, latitude, longitude,
 * minutes ahead of GMT, zip codes, FIAS code (made up, after the town's own code, where it is missing).
 */
const TOWNS = `
  1    Москва           г  77   7700000000000  55.7558  37.6173   180  101000,107031,125009  0c5b2444-70a0-4932-980c-b4dc0d3f02b5
  2    Санкт-Петербург  г  78   7800000000000  59.9386  30.3141   180  190000,191186         c2deb16a-0330-4f05-821f-1d09c93331e6
  3    Новосибирск      г  54   5400000100000  55.0302  82.9204   420  630000                8dea00e3-9aab-4d8e-887c-ef2aaa546456
  4    Екатеринбург     г  66   6600000100000  56.8389  60.6057   300  620000                2763c110-cb8b-416a-9dac-ad28a55b4402
  5    Казань           г  16   1600000100000  55.7963  49.1088   180  420000                93b3df57-4c89-44df-ac42-96f05e9cd3b9
  6    Владивосток      г  25   2500000100000  43.1155  131.8855  600  690000
  7    Калининград      г  39   3900000100000  54.7104  20.4522   120  236000
  185  Химки            г  50   5000000900000  55.89    37.44     180  141400
  186  Подольск         г  50   5000002400000  55.4312  37.5457   180
  187  Королёв          г  50   5000003000000  55.9162  37.8545   180
  201  Киров            г  43   4300000100000  58.6036  49.668    180  610000
  202  Киров            г  40   4000500100000  54.079   34.3075   180  249440
  203  Советск          г  39   3900000900000  55.0809  21.8886   120
  204  Советск          г  43   4303200100000  57.5844  48.9584   180
  205  Советск          г  71   7102300200000  53.9336  37.6314   180
  206  Железногорск     г  24   2400000800000  56.2529  93.532    420
  207  Железногорск     г  46   4600000200000  52.339   35.3508   180
  301  Минск            г  177  -              53.9045  27.5615   180  220000
  302  Алматы           г  277  -              43.2389  76.8897   300
  901  Петровское       д  50   5001100012300  55.7     37.2      180
  902  Петровское       с  47   4701500034500  60.6     30.1      180
`;

/** Towns of three countries with namesakes, villages, and places from Kaliningrad's time to Vladivostok's. */
export function seedGazetteer(): Gazetteer {
  const regions = rowsOf(REGIONS).map(([code = '', country, name = '']): Region => ({
    code,
    name,
    country: found(COUNTRIES, country),
  }));
  const towns = rowsOf(TOWNS).map((row): Town => {
    const [code = '', shortName = '', type = '', region, kladr = '', latitude = '', longitude = ''] = row;
    const [offset, zipCodes, fias = `00000000-0000-4000-8000-${code.padStart(12, '0')}`] = row.slice(7);
    return {
      ...{ code, shortName, type, latitude, longitude, fias },
      region: found(regions, region),
      kladr: kladr === '-' ? '' : kladr,
      zipCodes: zipCodes?.split(',') ?? [],
      offset: Number(offset),
    };
  });
  return new Gazetteer(towns);
}

/** Cells stand at least two spaces apart. */
function rowsOf(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
}

function found<Item extends { readonly code: string }>(
  items: readonly Item[],
  code: string | undefined,
): Item {
  const item = items.find((one) => one.code === code);
  if (!item) throw new Error(`There is no ${String(code)}.`);
  return item;
}
