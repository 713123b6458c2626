import { type Outcome, Refusal, success } from '../answers';
import { isEmail, type Parameters, readAmount } from '../parameters';
import type { Call } from '../service';
import {
  type Marks,
  type OrderDraft,
  type OrderItem,
  orderItem,
  type OrderTexts,
  orderTexts,
  type Product,
  type Shop,
} from '../shop';

/** CreateOrder. An order of the same goods by the same buyer that still waits for payment counts as existing. */
export function createOrder(call: Call): Outcome {
  const draft = readDraft(call);
  const existing = [...call.shop.orders.values()].find(
    (order) =>
      order.pay_status === 'waiting' &&
      order.email.toLowerCase() === draft.email.toLowerCase() &&
      sameGoods(order.items, draft.items),
  );
  if (existing !== undefined) {
    throw new Refusal(601, undefined, { bill_id: existing.id });
  }
  return success({ bill_id: call.shop.placeOrder(draft).id });
}

function readDraft({ parameters, shop, brand, now }: Call): OrderDraft {
  const goods = readGoods(parameters, shop);
  const email = parameters.text('bill_email');
  if (!isEmail(email)) throw new Refusal(600);
  if (goods.some(({ product }) => product.good_type === '1')) {
    for (const name of ['bill_first_name', 'bill_surname', 'bill_country', 'bill_city', 'bill_address']) {
      parameters.required(name, 605);
    }
  }
  return {
    ...orderTexts((name) => parameters.text(`bill_${OTHER_NAMES[name] ?? name}`)),
    middle_name: parameters.text(brand === 'influencersoft' ? 'bill_middle_name' : 'bill_otchestvo'),
    created: parameters.seconds('bill_created') ?? now,
    domain: readDomain(parameters),
    ip: parameters.address('bill_ip'),
    timer_kill: readTimer(parameters),
    utm: readMarks(parameters.group('utm'), 'utm'),
    aff: readMarks(parameters.group('utm'), 'aff'),
    items: goods.map(({ item }) => item),
  };
}

/** The parameters that are not called as in answers, with `bill_` before it. */
const OTHER_NAMES: Partial<OrderTexts> = { last_name: 'surname', postalcode: 'postal_code' };

function readGoods(parameters: Parameters, shop: Shop): readonly { product: Product; item: OrderItem }[] {
  const goods = parameters.groups('goods');
  if (goods.length === 0) throw new Refusal(603);
  return goods.map((good) => {
    const name = good.required('good_name');
    const product = shop.products.get(name);
    if (product === undefined) {
      // "Its id is returned too": where is not documented, this shop puts it at the end of the text.
      throw new Refusal(604, `product not exist: ${name}`);
    }
    const agreed = good.text('good_sum');
    return { product, item: orderItem(product, agreed === '' ? undefined : readAmount(agreed)) };
  });
}

function readDomain(parameters: Parameters): string {
  const domain = parameters.text('bill_domain');
  if (domain !== '' && !/^[^\s/:?#@]+(:\d+)?$/.test(domain)) throw new Refusal(3);
  return domain;
}

function readTimer(parameters: Parameters): string {
  const timer = parameters.text('bill_timer_kill');
  switch (timer) {
    case '':
    case '1':
    case 'true':
      return 'true';
    case '0':
    case 'false':
      return 'false';
    default:
      return String(parameters.seconds('bill_timer_kill'));
  }
}

function readMarks(marks: Parameters, kind: 'utm' | 'aff'): Marks {
  return {
    medium: marks.text(`${kind}_medium`),
    source: marks.text(`${kind}_source`),
    campaign: marks.text(`${kind}_campaign`),
    content: marks.text(`${kind}_content`),
    term: marks.text(`${kind}_term`),
  };
}

function sameGoods(left: readonly OrderItem[], right: readonly OrderItem[]): boolean {
  const names = (items: readonly OrderItem[]) => JSON.stringify(items.map((item) => item.id).sort());
  return names(left) === names(right);
}
