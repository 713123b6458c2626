import { type Country, Gazetteer, type Region, type Street, type Town } from '../gazetteer';

const RUSSIA: Country = { id: '1', code: 'RU', code3: 'RUS', name: 'Россия' };
const BELARUS: Country = { id: '2', code: 'BY', code3: 'BLR', name: 'Беларусь' };
const KAZAKHSTAN: Country = { id: '3', code: 'KZ', code3: 'KAZ', name: 'Казахстан' };

const REGIONS: readonly Region[] = [
  { code: '77', name: 'Москва', country: RUSSIA },
  { code: '78', name: 'Санкт-Петербург', country: RUSSIA },
  { code: '50', name: 'Московская область', country: RUSSIA },
  { code: '47', name: 'Ленинградская область', country: RUSSIA },
  { code: '66', name: 'Свердловская область', country: RUSSIA },
  { code: '54', name: 'Новосибирская область', country: RUSSIA },
  { code: '16', name: 'Татарстан Респ', country: RUSSIA },
  { code: '25', name: 'Приморский край', country: RUSSIA },
  { code: '39', name: 'Калининградская область', country: RUSSIA },
  { code: '43', name: 'Кировская область', country: RUSSIA },
  { code: '40', name: 'Калужская область', country: RUSSIA },
  { code: '71', name: 'Тульская область', country: RUSSIA },
  { code: '24', name: 'Красноярский край', country: RUSSIA },
  { code: '46', name: 'Курская область', country: RUSSIA },
  { code: '177', name: 'Минск', country: BELARUS },
  { code: '277', name: 'Алматы', country: KAZAKHSTAN },
];

interface Row {
  readonly code: number;
  readonly name: string;
  readonly type?: string;
  readonly region: string;
  readonly kladr: string;
  /** Made up, after the town's own code, where not given. */
  readonly fias?: string;
  readonly zipCodes?: readonly string[];
  readonly at: readonly [latitude: string, longitude: string];
  readonly offset?: number;
  readonly streets?: readonly Street[];
}

function streets(type: string, ...names: readonly string[]): Street[] {
  return names.map((shortName) => ({ shortName, type }));
}

// By popularity. Kirov, Sovetsk and Zheleznogorsk have namesakes.
const ROWS: readonly Row[] = [
  {
    code: 1,
    name: 'Москва',
    region: '77',
    kladr: '7700000000000',
    fias: '0c5b2444-70a0-4932-980c-b4dc0d3f02b5',
    zipCodes: ['101000', '107031', '125009'],
    at: ['55.7558', '37.6173'],
    streets: [
      ...streets('ул', 'Петровка', 'Тверская', 'Арбат', 'Петра Романова', 'Большая Ордынка'),
      ...streets('пер', 'Петровский'),
      ...streets('пр-кт', 'Ленинский', 'Мира'),
    ],
  },
  {
    code: 2,
    name: 'Санкт-Петербург',
    region: '78',
    kladr: '7800000000000',
    fias: 'c2deb16a-0330-4f05-821f-1d09c93331e6',
    zipCodes: ['190000', '191186'],
    at: ['59.9386', '30.3141'],
    streets: [...streets('пр-кт', 'Невский', 'Лиговский'), ...streets('ул', 'Большая Морская')],
  },
  {
    code: 3,
    name: 'Новосибирск',
    region: '54',
    kladr: '5400000100000',
    fias: '8dea00e3-9aab-4d8e-887c-ef2aaa546456',
    zipCodes: ['630000'],
    at: ['55.0302', '82.9204'],
    offset: 420,
    streets: streets('пр-кт', 'Красный'),
  },
  {
    code: 4,
    name: 'Екатеринбург',
    region: '66',
    kladr: '6600000100000',
    fias: '2763c110-cb8b-416a-9dac-ad28a55b4402',
    zipCodes: ['620000'],
    at: ['56.8389', '60.6057'],
    offset: 300,
    streets: streets('ул', 'Малышева', '8 Марта'),
  },
  {
    code: 5,
    name: 'Казань',
    region: '16',
    kladr: '1600000100000',
    fias: '93b3df57-4c89-44df-ac42-96f05e9cd3b9',
    zipCodes: ['420000'],
    at: ['55.7963', '49.1088'],
    streets: streets('ул', 'Баумана'),
  },
  {
    code: 6,
    name: 'Владивосток',
    region: '25',
    kladr: '2500000100000',
    zipCodes: ['690000'],
    at: ['43.1155', '131.8855'],
    offset: 600,
  },
  {
    code: 7,
    name: 'Калининград',
    region: '39',
    kladr: '3900000100000',
    zipCodes: ['236000'],
    at: ['54.7104', '20.4522'],
    offset: 120,
  },
  {
    code: 185,
    name: 'Химки',
    region: '50',
    kladr: '5000000900000',
    zipCodes: ['141400'],
    at: ['55.89', '37.44'],
    streets: streets('ул', 'Московская'),
  },
  { code: 186, name: 'Подольск', region: '50', kladr: '5000002400000', at: ['55.4312', '37.5457'] },
  { code: 187, name: 'Королёв', region: '50', kladr: '5000003000000', at: ['55.9162', '37.8545'] },
  {
    code: 201,
    name: 'Киров',
    region: '43',
    kladr: '4300000100000',
    zipCodes: ['610000'],
    at: ['58.6036', '49.668'],
  },
  {
    code: 202,
    name: 'Киров',
    region: '40',
    kladr: '4000500100000',
    zipCodes: ['249440'],
    at: ['54.079', '34.3075'],
  },
  {
    code: 203,
    name: 'Советск',
    region: '39',
    kladr: '3900000900000',
    at: ['55.0809', '21.8886'],
    offset: 120,
  },
  { code: 204, name: 'Советск', region: '43', kladr: '4303200100000', at: ['57.5844', '48.9584'] },
  { code: 205, name: 'Советск', region: '71', kladr: '7102300200000', at: ['53.9336', '37.6314'] },
  {
    code: 206,
    name: 'Железногорск',
    region: '24',
    kladr: '2400000800000',
    at: ['56.2529', '93.532'],
    offset: 420,
  },
  { code: 207, name: 'Железногорск', region: '46', kladr: '4600000200000', at: ['52.339', '35.3508'] },
  { code: 301, name: 'Минск', region: '177', kladr: '', zipCodes: ['220000'], at: ['53.9045', '27.5615'] },
  { code: 302, name: 'Алматы', region: '277', kladr: '', at: ['43.2389', '76.8897'], offset: 300 },
  { code: 901, name: 'Петровское', type: 'д', region: '50', kladr: '5001100012300', at: ['55.7', '37.2'] },
  { code: 902, name: 'Петровское', type: 'с', region: '47', kladr: '4701500034500', at: ['60.6', '30.1'] },
];

/** Towns of three countries with namesakes, villages, streets, and places from Kaliningrad's time to Vladivostok's. */
export function seedGazetteer(): Gazetteer {
  return new Gazetteer(REGIONS, ROWS.map(toTown));
}

function toTown(row: Row): Town {
  const region = REGIONS.find(({ code }) => code === row.region);
  if (!region) throw new Error(`There is no region ${row.region}.`);
  return {
    code: String(row.code),
    shortName: row.name,
    type: row.type ?? 'г',
    region,
    kladr: row.kladr,
    fias: row.fias ?? `00000000-0000-4000-8000-${String(row.code).padStart(12, '0')}`,
    zipCodes: row.zipCodes ?? [],
    latitude: row.at[0],
    longitude: row.at[1],
    offset: row.offset ?? 180,
    streets: row.streets ?? [],
  };
}
