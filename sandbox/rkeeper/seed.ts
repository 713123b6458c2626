import { type NewItem, REFERENCE_NAMES, type ReferenceName } from './references';
import { Restaurant } from './restaurant';

const DISHES: readonly (readonly [ident: number, code: number, name: string, kopecks: number])[] = [
  [1000017, 17, 'Борщ с говядиной', 11_900],
  [1000018, 18, 'Салат «Цезарь»', 11_900],
  [1000019, 19, 'Салат "Оливье" & хлеб', 32_000],
  [1000020, 20, "Пельмени <сибирские> д'Артаньян", 45_000],
  [1000021, 21, 'Стейк рибай 300 г', 189_000],
  [1000022, 22, 'Чай чёрный', 15_000],
  [1000023, 23, 'Кофе латте', 21_000],
  [1000024, 24, 'Лимонад 🍋', 19_900],
  [1000025, 25, 'Сырники', 27_500],
  [1000026, 26, 'Торт «Наполеон»', 24_000],
  [1004496, 2714, 'Уха по-фински', 29_800],
  [1025742, 42, 'Хлеб ржаной', 5_000],
];

/** What a reason of ORDERVOIDS may be used for. */
const REASON_FLAGS = [
  'ImplOnCheckVoid',
  'ImplOnCheckUndo',
  'ImplOnDishReturn',
  'ImplOnBillCancel',
  'ImplOnAddDishInStopList',
] as const;

function reason(ident: number, name: string, ...flags: readonly (typeof REASON_FLAGS)[number][]): NewItem {
  const properties = Object.fromEntries(REASON_FLAGS.map((flag) => [flag, String(flags.includes(flag))]));
  return { ident, name, properties };
}

/** What an unmasked question for EMPLOYEES gives away: nobody should ask without a mask. */
function employee(ident: number, code: number, name: string, login: string): NewItem {
  return {
    ident,
    code,
    name,
    properties: {
      Login: login,
      Password: `5EBE2294ECD0E0F08EAB7690D2A6EE69${ident}`,
      EMail: `${login}@restaurant.example`,
    },
  };
}

const ITEMS: Partial<Readonly<Record<ReferenceName, readonly NewItem[]>>> = {
  RESTAURANTS: [{ ident: 1, name: 'Demo' }],
  PRICETYPES: [{ ident: 3, code: 1, name: 'Основная' }],
  CASHES: [
    {
      ident: 15015,
      code: 1,
      name: 'Касса 1',
      properties: { NetName: 'RK7CASH001', MainParentIdent: '15001' },
    },
    {
      ident: 15016,
      code: 2,
      name: 'Касса бара',
      properties: { NetName: 'RK7CASH002', MainParentIdent: '15001' },
    },
    {
      ident: 15017,
      code: 3,
      name: 'Старая касса',
      status: 'rsDeleted',
      properties: { NetName: 'RK7CASH003', MainParentIdent: '15001' },
    },
  ],
  EMPLOYEES: [
    employee(1, 1, 'Администратор', 'manager'),
    employee(1000018, 5, 'Иванова Анна', 'anna'),
    employee(1000634, 77, 'Петров Пётр', 'petr'),
    { ...employee(1000635, 78, 'Уволенный Устин', 'ustin'), status: 'rsDeleted' },
  ],
  HALLPLANS: [
    { ident: 1000090, code: 1, name: 'Основной зал', properties: { MainParentIdent: '1' } },
    { ident: 1000091, code: 2, name: 'Веранда', properties: { MainParentIdent: '1' } },
  ],
  TABLES: [
    { ident: 1000100, code: 1, name: '1', properties: { MainParentIdent: '1000090' } },
    { ident: 1000101, code: 5, name: '5', properties: { MainParentIdent: '1000090' } },
    { ident: 1011163, code: 7, name: '007', properties: { MainParentIdent: '1000091' } },
    {
      ident: 1011164,
      code: 8,
      name: 'Сломанный',
      status: 'rsInactive',
      properties: { MainParentIdent: '1000091' },
    },
  ],
  UNCHANGEABLEORDERTYPES: [
    { ident: 1, name: 'В зале' },
    { ident: 2, name: 'Доставка' },
  ],
  CHANGEABLEORDERTYPES: [
    { ident: 1, name: 'Обычный' },
    { ident: 2, name: 'С собой' },
  ],
  GUESTTYPES: [{ ident: 1, name: 'Гость' }],
  CURRENCIES: [
    { ident: 1, code: 1, name: 'Рубли' },
    { ident: 1030240, code: 2, name: 'Банковская карта' },
    { ident: 1030241, code: 3, name: 'Талон', status: 'rsDeleted' },
  ],
  CATEGLIST: [
    { ident: 1000001, code: 1, name: 'Основное меню' },
    { ident: 1000002, code: 2, name: 'Напитки' },
  ],
  MODIGROUPS: [{ ident: 2000, name: 'Добавки' }],
  MODIFIERS: [
    { ident: 1000200, code: 200, name: 'Без лука', properties: { MainParentIdent: '2000' } },
    { ident: 1000201, code: 201, name: 'Двойной сыр', properties: { MainParentIdent: '2000' } },
    { ident: 1000202, code: 202, name: 'Снятая добавка', status: 'rsDeleted' },
  ],
  DISCOUNTS: [
    { ident: 9, name: 'Скидка 10 %' },
    { ident: 10, name: 'Скидка суммой' },
    { ident: 11, name: 'Скидка без композиции' },
  ],
  DEPOSITCOLLECTREASONS: [{ ident: 4, name: 'Предоплата сайта' }],
  ORDERVOIDS: [
    reason(1000300, 'Возврат гостем', 'ImplOnDishReturn'),
    reason(1000301, 'Отказ гостя', 'ImplOnCheckVoid', 'ImplOnBillCancel'),
    reason(1000302, 'Ошибка официанта'),
    reason(1000303, 'Закончились продукты', 'ImplOnAddDishInStopList'),
  ],
  EVENTLIST: [{ ident: 1000282, code: 1, name: 'Бизнес-ланч' }],
  MAKETS: [{ ident: 100, name: 'Чек' }],
  DEVICES: [{ ident: 200, name: 'Карты' }],
};

export interface SeedOptions {
  /** Adds made-up dishes until the menu has this many. */
  readonly dishes?: number | undefined;
  /** Nine digits; part of the licence anchor. */
  readonly restCode?: string | undefined;
}

/** A restaurant with a dozen dishes, and of most references something deleted, inactive or awkwardly named. */
export function seededRestaurant({ dishes = 0, restCode = '199999993' }: SeedOptions = {}): Restaurant {
  const restaurant = new Restaurant(restCode);
  const { references } = restaurant;
  for (const name of REFERENCE_NAMES) {
    for (const item of ITEMS[name] ?? []) references.put(name, item);
  }
  // The captured answer of a real server begins with this nameless draft.
  references.put('MENUITEMS', { ident: 0, code: 0, name: '', status: 'rsDraft' });
  for (const [ident, code, name, price] of DISHES) restaurant.addDish({ ident, code, name, price });
  references.put('MENUITEMS', { ident: 1000027, code: 27, name: 'Черновик блюда', status: 'rsDraft' });
  references.put('MENUITEMS', { ident: 1000028, code: 28, name: 'Окрошка', status: 'rsDeleted' });
  for (let number = references.items('MENUITEMS').length; number < dishes; number++) {
    restaurant.addDish({
      ident: 2_000_000 + number,
      name: `Блюдо № ${number} «Дня»`,
      price: 10_000 + number,
    });
  }

  restaurant.prices.set(1000200, 0).set(1000201, 5_000);
  restaurant.remainders.set(1000023, 3_000);
  restaurant.stopped.set(1000026, references.byIdent('ORDERVOIDS', 1000303));
  restaurant.managerPasswords.set(1, 'manager-secret');
  restaurant.discountRules
    .set(9, { kind: 'percent', percent: 10 })
    .set(10, { kind: 'amount' })
    .set(11, { kind: 'no composition' });
  return restaurant;
}
