import { DAY, localDay } from '../../clock';
import { amount, hundredthsOf } from '../../money';
import { type Json, type Outcome, Refusal, success } from '../answers';
import type { Parameters } from '../parameters';
import { type Brand, type Call, couponField, shown, type ShopRules } from '../service';
import { BUYER_TEXTS, type Order, type OrderItem, paymentLink } from '../shop';
import { orderNamed } from './orders';

/** getOrderDetails: one order with its lines. */
export function getOrderDetails({ parameters, shop, brand, rules }: Call): Outcome {
  const order = orderNamed(parameters, shop, 400);
  return success({
    ...orderView(order, brand, rules),
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
  if (found.length === 0 && rules.emptyOrderListCode === 400) throw new Refusal(400);
  return success(
    found.map((order) => ({
      ...orderView(order, brand, rules),
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
  if (!['', 'waiting', 'paid', 'cancel'].includes(status)) throw new Refusal(3);
  const bills: Record<string, Json> = {};
  for (const order of shop.orders.values()) {
    if (order.email.toLowerCase() === email && (status === '' || order.pay_status === status)) {
      bills[order.id] = Object.fromEntries(
        order.items.map((item) => [item.good_id, { good_name: item.id, good_title: item.title }]),
      );
    }
  }
  if (Object.keys(bills).length === 0) throw new Refusal(400);
  return success(bills);
}

/** From (included) until (excluded) in UNIX seconds; the end date's whole day belongs to it. */
function period(parameters: Parameters, now: number): { from: number; until: number } {
  const end = readDay(parameters, 'end_date');
  const lastDay = end ?? localDay(now * 1000);
  const from = readDay(parameters, 'begin_date') ?? lastDay;
  return {
    from: Math.max(midnight(from), midnight(monthBefore(lastDay))),
    until: end === undefined ? now + 1 : midnight(end) + DAY / 1000,
  };
}

/** A day as `2024-03-31`, sent as `31.03.2024`. */
function readDay(parameters: Parameters, name: string): string | undefined {
  const text = parameters.text(name);
  if (text === '') return undefined;
  const day = text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1');
  // The 31st of February is read as a day of March.
  if (day === text || Number.isNaN(midnight(day)) || localDay(midnight(day) * 1000) !== day)
    throw new Refusal(3);
  return day;
}

/** In UNIX seconds. The time zone of the shop's dates is not documented; this shop keeps Moscow time. */
function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00+03:00`) / 1000;
}

/** The same day of the month before, or that month's last day: 31 March gives 28 or 29 February. */
function monthBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return localDay(last.getTime(), 0);
}

/** The product numbers to look for: one, or a list. */
function goodsWanted(parameters: Parameters): readonly string[] {
  const goods = parameters.isText('goods')
    ? [parameters.text('goods')].filter(Boolean)
    : parameters.list('goods');
  if (!goods.every((id) => /^\d+$/.test(id))) throw new Refusal(3);
  return goods;
}

type Fields = Record<string, Json>;

/** An order as the API shows it: ids and times as numbers, sums as text, `paid` empty until it is paid. */
function orderView(order: Order, brand: Brand, rules: ShopRules): Fields {
  return {
    id: order.id,
    ...Object.fromEntries(BUYER_TEXTS.map((name) => [name, order[name]])),
    created: order.created,
    paid: order.paid ?? '',
    pay_status: order.pay_status,
    type: order.type,
    payway: order.payway,
    comment: order.comment,
    domain: order.domain,
    link: paymentLink(order),
    price: shown(order.price, rules),
    bill_sum_topay: shown(
      amount(order.pay_status === 'paid' ? 0 : (hundredthsOf(order.price, 10) ?? 0) - order.prepaid),
      rules,
    ),
    [couponField(brand)]: order.kupon,
    tag: order.tag,
    utm: { ...order.utm },
  };
}

/** What `good_info` adds to an order. This shop takes no prepayments. */
function goodInfo(order: Order): Fields {
  return {
    good_ids: order.items.map((item) => item.good_id),
    good_count: order.items.length,
    prepayment_enabled: 0,
    prepayment_minsum: amount(0),
  };
}

/** One line of an order, without its PIN code: lists do not show it. */
function itemView({ id, title, sum, price, partners }: OrderItem): Fields {
  return { id, title, sum, price, partners: partners.map((partner) => ({ ...partner })) };
}
