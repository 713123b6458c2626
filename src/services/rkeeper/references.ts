import type { Kopecks, Thousandths } from '../../core/money';
import type { XmlElement, XmlList } from '../../core/xml';
import { say } from '../../language/language';
import { flag, kopecks, thousandthsIfTold } from './orders';

/** What every item has. No more is asked for than is needed: a menu may have twenty thousand dishes. */
export const IDENTITY = ['Ident', 'Code', 'Name', 'Status'];

/** A PropMask that asks for these properties alone. */
export const maskOf = (properties: readonly string[]): string => `items.(${properties.join()})`;

const withMore = (...more: readonly string[]): string => maskOf([...IDENTITY, ...more]);

/** The reference tables that steps pick from: what messages call an item, and the properties that are asked for. */
export const REFERENCE_TABLES = {
  dishes: { noun: say`dish`, table: 'MENUITEMS', mask: withMore() },
  /** The same with their categories, for whoever needs all of it. */
  menu: { noun: say`dish`, table: 'MENUITEMS', mask: withMore('CategPath') },
  modifiers: { noun: say`modifier`, table: 'MODIFIERS', mask: withMore() },
  currencies: { noun: say`means of payment`, table: 'CURRENCIES', mask: withMore() },
  stations: { noun: say`station`, table: 'CASHES', mask: withMore('NetName', 'MainParentIdent') },
  /** Never without a mask: the unmasked answer holds password hashes. */
  employees: { noun: say`employee`, table: 'EMPLOYEES', mask: withMore() },
  tables: { noun: say`table`, table: 'TABLES', mask: withMore('MainParentIdent') },
  halls: { noun: say`hall`, table: 'HALLPLANS', mask: withMore('MainParentIdent') },
  discounts: { noun: say`discount`, table: 'DISCOUNTS', mask: withMore() },
  /** The flags that say which operation a reason fits are only shown by the full mask. */
  reasons: { noun: say`reason that fits`, table: 'ORDERVOIDS', mask: '*' },
  prepaymentReasons: { noun: say`reason of prepayment`, table: 'DEPOSITCOLLECTREASONS', mask: withMore() },
  orderTypes: { noun: say`order type`, table: 'CHANGEABLEORDERTYPES', mask: withMore() },
  orderCategories: { noun: say`order category`, table: 'UNCHANGEABLEORDERTYPES', mask: withMore() },
} as const;

export type ReferenceTable = keyof typeof REFERENCE_TABLES;

/** The flags of ORDERVOIDS, by the operation that needs them. */
export type ReasonFlag = 'ImplOnCheckVoid' | 'ImplOnDishReturn' | 'ImplOnAddDishInStopList';

export interface ReferenceItem {
  readonly ident: string;
  readonly code: string | undefined;
  readonly name: string;
  /** Network name of a station. */
  readonly netName: string | undefined;
  /** Ident of what it belongs to: a station's cash group, a hall's restaurant, a table's hall. Vendor: MainParentIdent. */
  readonly parent?: string | undefined;
  /** The path of a dish's category (категория). Vendor: CategPath. */
  readonly category?: string | undefined;
  /** The name of a table's hall. */
  readonly hall?: string | undefined;
}

/** Reads GetRefData: the items that can be picked. Drafts, deleted and inactive ones and the root (Ident 0) are left out. */
export function itemsOfReference(needed?: ReasonFlag): XmlList<ReferenceItem> {
  return {
    name: 'Item',
    items: (item) =>
      statusOf(item) === 'rsActive' && (needed === undefined || flag(item, needed)) ? parseItem(item) : [],
  };
}

/** Reads GetRefData of MENUITEMS: all dishes but drafts; they may be switched off or deleted. */
export const MENU_ITEMS = {
  name: 'Item',
  items: (item: XmlElement) => {
    const status = statusOf(item);
    return status === 'rsDraft'
      ? []
      : parseItem(item).map((dish) => ({ ...dish, isActive: status === 'rsActive' }));
  },
};

const statusOf = (item: XmlElement): string => item.attribute('Status') ?? 'rsActive';

function parseItem(item: XmlElement): ReferenceItem[] {
  const ident = item.attribute('Ident') ?? item.attribute('ItemIdent') ?? '0';
  const name = item.attribute('Name') ?? '';
  if (ident === '0' || name === '') return [];
  return [
    {
      ident,
      code: item.attribute('Code'),
      name,
      netName: item.attribute('NetName'),
      parent: item.attribute('MainParentIdent'),
      category: item.attribute('CategPath'),
    },
  ];
}

/** What a station sells at the moment: the price, and how much is left (undefined: no limit). */
export interface MenuEntry {
  readonly price: Kopecks;
  readonly remainder: Thousandths | undefined;
}

/** Reads GetOrderMenu: its dishes by Ident. One that is missing is on the stop list. */
export const MENU: XmlList<readonly [ident: string, entry: MenuEntry]> = {
  name: 'Item',
  items: (item, parent) => {
    // Modifiers and order types are told too.
    if (parent !== 'Dishes') return [];
    const remainder = thousandthsIfTold(item, 'quantity');
    return [[item.attribute('Ident') ?? '', { price: kopecks(item, 'Price'), remainder }]];
  },
};

/** Those that belong to one parent. One base may serve several restaurants; where nothing tells them apart, all count. */
export function itemsOf(
  parent: string | undefined,
  items: readonly ReferenceItem[],
): readonly ReferenceItem[] {
  const own = items.filter((item) => item.parent === parent);
  return own.length === 0 ? items : own;
}

/** The tables of some halls, each with its hall's name, by which people tell them apart. */
export function tablesOf(
  halls: readonly ReferenceItem[],
  tables: readonly ReferenceItem[],
): readonly ReferenceItem[] {
  const names = new Map(halls.map(({ ident, name }) => [ident, name]));
  const own = tables.filter(({ parent = '' }) => names.has(parent));
  return own.length === 0 ? tables : own.map((table) => ({ ...table, hall: names.get(table.parent ?? '') }));
}
