import { element, type XmlElement, type XmlList } from '../../core/xml';
import {
  dishRestsCommand,
  getOrderCommand,
  orderListCommand,
  orderMenuCommand,
  receiptListCommand,
  refDataCommand,
} from './commands';
import type { OrderRef, RefItem } from './ref_item';

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

/** A command that changes nothing and needs no licence, with all that it is asked with. There are no others. */
export type Question =
  | { readonly command: 'GetSystemInfo2' | 'GetRefList' | 'GetDishRests' | 'GetModifierStopList' }
  | { readonly command: 'GetOrderList' | 'GetReceiptList' }
  | { readonly command: 'GetRefData'; readonly table: OpenTable; readonly properties: readonly string[] }
  | { readonly command: 'GetOrderMenu'; readonly station: RefItem }
  | { readonly command: 'GetWaiterList'; readonly table: RefItem }
  | { readonly command: 'GetOrder'; readonly order: OrderRef };

/** What each answer lists. */
const LISTED: Readonly<Record<Question['command'], string>> = {
  GetSystemInfo2: 'SystemInfo',
  GetRefList: 'RK7Reference',
  GetRefData: 'Item',
  GetDishRests: 'DishRest',
  GetModifierStopList: 'Modifier',
  GetOrderMenu: 'Item',
  GetOrderList: 'Visit',
  GetOrder: 'Order',
  GetReceiptList: 'Receipt',
  GetWaiterList: 'waiter',
};

export function questionCommand(question: Question): XmlElement {
  switch (question.command) {
    case 'GetOrder':
      return getOrderCommand(question.order);
    case 'GetOrderList':
      return orderListCommand();
    case 'GetReceiptList':
      return receiptListCommand();
    case 'GetOrderMenu':
      return orderMenuCommand(question.station);
    case 'GetDishRests':
      return dishRestsCommand();
    case 'GetRefData':
      return refDataCommand(question.table, `items.(${question.properties.join()})`);
    case 'GetWaiterList':
      return element(
        'RK7CMD',
        { CMD: question.command, registeredOnly: 1 },
        element('Table', { ...question.table }),
      );
    case 'GetSystemInfo2':
    case 'GetRefList':
    case 'GetModifierStopList':
      return element('RK7CMD', { CMD: question.command });
  }
}

export interface AnswerItem {
  readonly [name: string]: string | AnswerItem | readonly AnswerItem[];
}

/** Reads an answer as it stands: attributes by their names, and elements by theirs. */
export function answerList({ command }: Question): XmlList<AnswerItem> {
  return {
    name: LISTED[command],
    // GetOrderMenu lists dishes, modifiers and order types in one answer.
    items: (item, parent) => [command === 'GetOrderMenu' ? { of: parent, ...itemOf(item) } : itemOf(item)],
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
