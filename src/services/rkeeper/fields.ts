import { formatKopecks, formatThousandths } from '../../core/money';
import type { TillClient } from './client';
import type { OrderDish } from './orders';
import type { ReasonFlag, ReferenceItem, ReferenceTable } from './references';

/** One entry of a drop-down: the value that is sent, and what the user reads. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

export const ORDER_GUID = { key: 'order_guid', label: 'Order' } as const;
export const EXTERNAL_ID = { key: 'external_id', label: 'External ID' } as const;
export const VISIT = { key: 'visit', label: 'Visit' } as const;
export const ORDER_IDENT = { key: 'order_ident', label: 'Order in Visit' } as const;

export const STATION = { key: 'station', label: 'Station' } as const;
export const CASHIER = { key: 'cashier', label: 'Cashier' } as const;
export const WAITER = { key: 'waiter', label: 'Waiter' } as const;
export const MANAGER = { key: 'manager', label: 'Manager' } as const;
export const TABLE = { key: 'table', label: 'Table' } as const;
export const REASON = { key: 'reason', label: 'Reason' } as const;
export const ORDER_TYPE = { key: 'order_type', label: 'Order Type' } as const;
export const ORDER_CATEGORY = { key: 'order_category', label: 'Order Category' } as const;
export const RECEIPT_GUID = { key: 'receipt_guid', label: 'Receipt' } as const;

export const DISHES = { key: 'dishes', label: 'Dishes' } as const;
export const DISH_ID = { key: 'dish_id', label: 'Dish' } as const;
export const QUANTITY = { key: 'quantity', label: 'Quantity' } as const;
export const PRICE = { key: 'price', label: 'Price' } as const;
export const MODIFIERS = { key: 'modifiers', label: 'Modifiers' } as const;
export const SEAT = { key: 'seat', label: 'Seat' } as const;
export const LINE_GUID = { key: 'line_guid', label: 'Sold Dish' } as const;

// A form may not use a key twice, not even in two groups of line items: hence the longer ones.
export const DISCOUNTS = { key: 'discounts', label: 'Discounts' } as const;
export const DISCOUNT_ID = { key: 'discount_id', label: 'Discount' } as const;
export const DISCOUNT_AMOUNT = { key: 'discount_amount', label: 'Discount Amount' } as const;
export const PREPAYMENTS = { key: 'prepayments', label: 'Prepayments' } as const;
export const PREPAYMENT_CURRENCY_ID = {
  key: 'prepayment_currency_id',
  label: 'Prepayment Currency',
} as const;
export const PREPAYMENT_AMOUNT = { key: 'prepayment_amount', label: 'Prepayment Amount' } as const;
export const PAYMENTS = { key: 'payments', label: 'Payments' } as const;
export const CURRENCY_ID = { key: 'currency_id', label: 'Currency' } as const;
export const AMOUNT = { key: 'amount', label: 'Amount' } as const;

/** The items of a reference table (справочник) by their names, with what tells namesakes apart. */
export async function referenceChoices(
  till: TillClient,
  table: ReferenceTable,
  needed?: ReasonFlag,
): Promise<readonly Choice[]> {
  const items = await till.reference(table, needed);
  // Made here and not once at load, where its 10 ms would delay every cold start.
  const byName = new Intl.Collator('ru', { numeric: true });
  return items.map(choiceOf).sort((one, other) => byName.compare(one.label, other.label));
}

function choiceOf({ ident, name, netName, code }: ReferenceItem): Choice {
  return { id: ident, label: labelOf(name, netName, code && `code ${code}`) };
}

/** The open orders (заказы) of the present shift, the newest first. */
export async function openOrderChoices(till: TillClient): Promise<readonly Choice[]> {
  const choices: Choice[] = [];
  await till.orderList(({ finished, guid, name, tableName, orderSum }) => {
    if (finished) return;
    const label = labelOf(
      name && `Order ${name}`,
      tableName && `table ${tableName}`,
      formatKopecks(orderSum),
    );
    choices.push({ id: guid, label });
  });
  return choices.reverse();
}

/** The receipts (чеки) of the present shift that prove a payment, the newest first. */
export async function receiptChoices(till: TillClient): Promise<readonly Choice[]> {
  const choices: Choice[] = [];
  await till.receiptList(({ bill, deleted, lineGuid, checkNumber, amount, printTime }) => {
    if (bill || deleted) return;
    const label = labelOf(`Receipt ${checkNumber}`, formatKopecks(amount), printTime?.replace('T', ' '));
    choices.push({ id: lineGuid, label });
  });
  return choices.reverse();
}

/** The dishes of the order that a receipt belongs to; none where the receipt is unknown or of an earlier shift. */
export async function soldDishChoices(till: TillClient, receiptGuid: string): Promise<readonly Choice[]> {
  let guid: string | undefined;
  await till.receiptList(({ lineGuid, orderGuid }) => {
    if (lineGuid === receiptGuid) guid ??= orderGuid;
  });
  const order = guid === undefined ? undefined : await till.findOrder({ guid });
  const dishes = order?.sessions.flatMap((session) => session.dishes) ?? [];
  return dishes.flatMap(soldDishChoice);
}

function soldDishChoice({ lineGuid, name, quantity, amount, deleted }: OrderDish): Choice[] {
  if (lineGuid === undefined || deleted) return [];
  return [{ id: lineGuid, label: labelOf(name, formatThousandths(quantity), formatKopecks(amount)) }];
}

function labelOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
