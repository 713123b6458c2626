import type { Json } from '../answers';
import { type Brand, couponField } from '../brand';
import { NOTHING } from '../money';
import type { Order, OrderItem } from '../shop';

type Fields = Record<string, Json>;

/** An order as the API shows it: ids and times as numbers, sums as text, `paid` empty until it is paid. */
export function orderView(order: Order, brand: Brand): Fields {
  return {
    id: order.id,
    first_name: order.first_name,
    last_name: order.last_name,
    middle_name: order.middle_name,
    email: order.email,
    phone: order.phone,
    city: order.city,
    country: order.country,
    address: order.address,
    region: order.region,
    postalcode: order.postalcode,
    created: order.created,
    paid: order.paid ?? '',
    pay_status: order.pay_status,
    type: order.type,
    payway: order.payway,
    comment: order.comment,
    domain: order.domain,
    link: paymentLink(order),
    price: order.price,
    bill_sum_topay: order.pay_status === 'paid' ? NOTHING : order.price,
    [couponField(brand)]: order.kupon,
    tag: order.tag,
    utm: { ...order.utm },
  };
}

/** The payment page: absolute if the order has a domain, else a path. */
export function paymentLink({ domain, id }: Order): string {
  return domain === '' ? `/bill/${id}/` : `http://${domain}/bill/${id}/`;
}

/** What `good_info` adds to an order. This shop takes no prepayments. */
export function goodInfo(order: Order): Fields {
  return {
    good_ids: order.items.map((item) => item.good_id),
    good_count: order.items.length,
    prepayment_enabled: 0,
    prepayment_minsum: NOTHING,
  };
}

/** One line of an order, without its PIN code: lists do not show it. */
export function itemView({ id, title, sum, price, partners }: OrderItem): Fields {
  return { id, title, sum, price, partners: partners.map((partner) => ({ ...partner })) };
}
