import { element, type XmlElement, type XmlList } from '../../core/xml';
import { command, refs } from './commands';
import type { OrderRef, RefItem } from './ref_item';
import { IDENTITY, maskOf } from './references';

/** The reference tables that may be asked for as a whole; none that holds passwords is among them. */
export const OPEN_TABLES = [
  'CASHES',
  'CATEGLIST',
  'CHANGEABLEORDERTYPES',
  'CURRENCIES',
  'DEPOSITCOLLECTREASONS',
  'DISCOUNTS',
  'EMPLOYEES',
  'GUESTTYPES',
  'HALLPLANS',
  'MAKETS',
  'MENUITEMS',
  'MODIFIERS',
  'MODIGROUPS',
  'ORDERVOIDS',
  'PRICETYPES',
  'RESTAURANTS',
  'TABLES',
  'UNCHANGEABLEORDERTYPES',
] as const;

export type OpenTable = (typeof OPEN_TABLES)[number];

/** What an answer lists, and with which attributes it is asked for. */
interface Asking {
  readonly lists: string;
  readonly with?: Readonly<Record<string, number>>;
}

/** Idents, codes and names of whatever an order names. */
const NAMES = { needIdents: 1, needCodes: 1, needNames: 1 };

/** The questions that may be asked as they are. They change nothing and need no licence; there are no others. */
const QUESTIONS = {
  GetSystemInfo2: { lists: 'SystemInfo' },
  GetRefList: { lists: 'RK7Reference' },
  GetRefData: { lists: 'Item' },
  GetDishRests: { lists: 'DishRest' },
  GetModifierStopList: { lists: 'Modifier' },
  GetOrderMenu: { lists: 'Item', with: { checkrests: 1 } },
  GetOrderList: { lists: 'Visit', with: NAMES },
  GetOrder: { lists: 'Order' },
  GetReceiptList: { lists: 'Receipt' },
  GetWaiterList: { lists: 'waiter', with: { registeredOnly: 1 } },
} satisfies Record<string, Asking>;

/** A question, and what it is about. */
export interface Question {
  readonly command: keyof typeof QUESTIONS;
  readonly order?: OrderRef | undefined;
  readonly station?: RefItem | undefined;
  /** A table of the restaurant. */
  readonly table?: RefItem | undefined;
  readonly reference?: OpenTable | undefined;
  /** What is asked of each item of the table; what every item has, if nothing is named. */
  readonly properties?: readonly string[] | undefined;
}

export function questionCommand({ command: name, ...about }: Question): XmlElement {
  const { order, station, table, reference = '', properties = IDENTITY } = about;
  if (name === 'GetRefData') return refDataCommand(reference, maskOf(properties));
  const { with: attributes }: Asking = QUESTIONS[name];
  return element(
    'RK7CMD',
    { CMD: name, ...attributes },
    ...refs({ Order: order, Station: station, Table: table }),
  );
}

/** Always with a mask: without one EMPLOYEES answers with password hashes. */
export function refDataCommand(table: string, mask: string, onlyActive = true): XmlElement {
  return element('RK7CMD', {
    CMD: 'GetRefData',
    RefName: table,
    OnlyActive: onlyActive ? 1 : 0,
    PropMask: mask,
  });
}

/** Those of the present common shift that are open. */
export const openOrderListCommand = (): XmlElement =>
  element('RK7CMD', { CMD: 'GetOrderList', onlyOpened: 1, ...NAMES });

/** @param lastVersion of the list: where nothing has changed since, there is none in the answer. */
export const receiptListCommand = (lastVersion: string | undefined): XmlElement =>
  element('RK7CMD', { CMD: 'GetReceiptList', lastversion: lastVersion });

/** What is left to pay of an order, if it is paid at that station, to that cashier, by that means. */
export function calcOrderCommand(
  order: OrderRef,
  station: RefItem,
  cashier: RefItem,
  currency: RefItem,
): XmlElement {
  return command(
    'CalcOrder2',
    ...refs({ Order: order, Station: station, Cashier: cashier }),
    element('Payments', {}, element('Pay', { ...currency, amount: 0 })),
  );
}

export interface AnswerItem {
  readonly [name: string]: string | AnswerItem | readonly AnswerItem[];
}

/** Reads an answer as it stands: attributes by their names, and elements by theirs. */
export function answerList({ command: name }: Question): XmlList<AnswerItem> {
  return {
    name: QUESTIONS[name].lists,
    // GetOrderMenu lists dishes, modifiers and order types in one answer.
    items: (item, parent) => [name === 'GetOrderMenu' ? { of: parent, ...itemOf(item) } : itemOf(item)],
  };
}

/** Elements of which there may be several: one alone is a list, too, so that a Zap finds it in the same place. */
const SEVERAL = new Set([
  ...['Visit', 'Order', 'Guest', 'ExternalID', 'Prop', 'Session', 'Item', 'KDSState'],
  ...['Dish', 'Combo', 'Component', 'Modi', 'Void', 'Discount', 'Prepay', 'PrintCheck', 'Pay'],
]);

function itemOf({ attributes, children, text }: XmlElement): AnswerItem {
  const byName = Map.groupBy(children, ({ name }) => name);
  const parts = [...byName].map(([name, all]) => {
    const items = all.map(itemOf);
    const [only] = items;
    return [name, only && items.length === 1 && !SEVERAL.has(name) ? only : items] as const;
  });
  return { ...attributes, ...(text !== '' && { text }), ...Object.fromEntries(parts) };
}
