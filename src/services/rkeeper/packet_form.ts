import type { Form } from '../../core/form';
import { excerpt } from '../../core/redact';
import type { DishLine, Packet } from './commands';
import {
  DISCOUNT_AMOUNT,
  DISCOUNT_ID,
  DISCOUNTS,
  DISH_ID,
  DISHES,
  MODIFIERS,
  PREPAYMENT_AMOUNT,
  PREPAYMENT_CURRENCY_ID,
  PREPAYMENTS,
  PRICE,
  QUANTITY,
  SEAT,
  STATION,
} from './fields';
import { parseRefItem, requiredRefItem } from './form_values';

/** What a step adds to an order: dishes, discounts and prepayments, at least one of them. */
export function readPacket(form: Form): Packet {
  const packet: Packet = {
    station: requiredRefItem(form, STATION),
    dishes: form.rows(DISHES, 'Dish').map(readDish),
    discounts: form.rows(DISCOUNTS, 'Discount').map((row) => ({
      discount: requiredRefItem(row, DISCOUNT_ID),
      amount: row.payment(DISCOUNT_AMOUNT),
    })),
    prepayments: form.rows(PREPAYMENTS, 'Prepayment').map((row) => ({
      currency: requiredRefItem(row, PREPAYMENT_CURRENCY_ID),
      amount: row.requiredPayment(PREPAYMENT_AMOUNT),
    })),
  };
  if (packet.dishes.length + packet.discounts.length + packet.prepayments.length === 0)
    form.fault('Add at least one dish, discount or prepayment.');
  return packet;
}

function readDish(row: Form): DishLine {
  return {
    dish: requiredRefItem(row, DISH_ID),
    quantity: row.requiredQuantity(QUANTITY),
    price: row.money(PRICE),
    seat: row.integer(SEAT, 0, 999),
    modifiers: row.list(MODIFIERS).flatMap((text) => readModifier(row, text) ?? []),
  };
}

/**
 * `1000201`, or `1000201 x2` for two of it; the sign may be a Latin x, a Cyrillic х or ×. No id is longer, and in a text of
 * 100,000 spaces the sign would be looked for behind each of them anew.
 */
const MODIFIER = /^(?=.{1,100}$)(?<item>.*?)(?:\s*[xх×*]\s*(?<count>[1-9]\d{0,2}))?$/iu;

function readModifier(row: Form, text: string): DishLine['modifiers'][number] | undefined {
  const { item = '', count = '1' } = MODIFIER.exec(text)?.groups ?? {};
  const modifier = parseRefItem(item);
  if (modifier) return { modifier, count: Number(count) };
  row.fault(
    `${MODIFIERS.label} must be ids with commas between them, such as 1000200, 1000201 x2, not "${excerpt(text)}".`,
  );
  return undefined;
}
