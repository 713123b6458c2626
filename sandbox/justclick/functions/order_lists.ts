import { type Json, type Outcome, Refusal, success } from '../answers';
import { midnightBefore, midnightOf, monthBefore, nextMidnight } from '../moscow_time';
import type { Parameters } from '../parameters';
import type { Call } from './call';
import { goodInfo, itemView, orderView } from './order_view';
import { orderNamed } from './orders';

/** getOrderDetails: one order with its lines. */
export function getOrderDetails({ parameters, shop, brand }: Call): Outcome {
  const order = orderNamed(parameters, shop, 400);
  return success({
    ...orderView(order, brand),
    items: order.items.map((item) => ({ ...itemView(item), pincode: item.pincode })),
    ...(parameters.yesOrNo('good_info') ? goodInfo(order) : {}),
  });
}

/** getOrdersWithGoods: the orders of at most one month, by creation date or, for paid ones only, by payment date. */
export function getOrdersWithGoods({ parameters, shop, brand, rules, now }: Call): Outcome {
  const { from, until } = period(parameters, now);
  const paidOnly = parameters.yesOrNo('paid');
  const goods = goodsWanted(parameters);
  const found = [...shop.orders.values()].filter((order) => {
    const time = paidOnly ? order.paid : order.created;
    return (
      time !== undefined &&
      time >= from &&
      time < until &&
      (!paidOnly || order.pay_status === 'paid') &&
      (goods.length === 0 || order.items.some((item) => goods.includes(String(item.good_id))))
    );
  });
  if (found.length === 0 && rules.emptyOrderListCode === 400) {
    throw new Refusal(400);
  }
  return success(
    found.map((order) => ({
      ...orderView(order, brand),
      good_count: order.items.length,
      is_recurrent: order.is_recurrent,
      items: order.items.map(itemView),
    })),
  );
}

/** GetBills: the order numbers of one buyer, each with its products by number. */
export function getBills({ parameters, shop }: Call): Outcome {
  const email = parameters.required('email').toLowerCase();
  const status = parameters.text('pay_status');
  if (!['', 'waiting', 'paid', 'cancel'].includes(status)) {
    throw new Refusal(3);
  }
  const bills: Record<string, Json> = {};
  for (const order of shop.orders.values()) {
    if (order.email.toLowerCase() === email && (status === '' || order.pay_status === status)) {
      bills[order.id] = Object.fromEntries(
        order.items.map((item) => [item.good_id, { good_name: item.id, good_title: item.title }]),
      );
    }
  }
  if (Object.keys(bills).length === 0) {
    throw new Refusal(400);
  }
  return success(bills);
}

/** From (included) until (excluded) in UNIX seconds; the end date's whole day belongs to it. */
function period(parameters: Parameters, now: number): { from: number; until: number } {
  const end = day(parameters, 'end_date');
  const lastDay = end ?? midnightBefore(now);
  const from = Math.max(day(parameters, 'begin_date') ?? lastDay, monthBefore(lastDay));
  return { from, until: end === undefined ? now + 1 : nextMidnight(end) };
}

function day(parameters: Parameters, name: string): number | undefined {
  const text = parameters.text(name);
  if (text === '') {
    return undefined;
  }
  const midnight = midnightOf(text);
  if (midnight === undefined) {
    throw new Refusal(3);
  }
  return midnight;
}

/** The product numbers to look for: one, or a list. */
function goodsWanted(parameters: Parameters): readonly string[] {
  const goods = parameters.isText('goods')
    ? [parameters.text('goods')].filter(Boolean)
    : parameters.list('goods');
  if (!goods.every((id) => /^\d+$/.test(id))) {
    throw new Refusal(3);
  }
  return goods;
}
