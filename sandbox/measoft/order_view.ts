import { element, leaf, type XmlElement } from '../xml';
import { amount, shortAmount } from '../money';
import { type Company, quote } from './company';
import { townReference } from './gazetteer';
import type { Line, Order, Party, PayType, StatusEvent } from './order';
import type { CourierSwitches } from './switches';

const PAY_TYPE_CODES: Readonly<Record<PayType, string>> = {
  CASH: '1',
  CARD: '2',
  NO: '3',
  OTHER: '4',
  OPTION: '5',
};

/** Kopecks for the way back. */
const RETURN_PRICE = 3_000;

export interface View {
  readonly company: Company;
  readonly switches: Readonly<CourierSwitches>;
  /** With statuses that only the courier told. */
  readonly quick: boolean;
}

/** What the client pays for an order, in kopecks. */
export function priceOfDelivery(
  { draft, statuses }: Order,
  company: Company,
): { readonly delivery: number; readonly back: number; readonly total: number } {
  const service = company.services.find(({ code }) => code === draft.texts.service);
  const found = service && quote(service, draft.sender.town, draft.receiver.town, Number(draft.weight));
  const delivery = found?.price ?? 0;
  const back = statuses.some(({ code }) => code === 'CANCELED') ? RETURN_PRICE : 0;
  const extra = draft.extraServices.reduce((sum, { price }) => sum + price, 0);
  return { delivery, back, total: delivery + back + extra };
}

/** The order object, as `statusreq` and the webhook tell it. */
export function orderXml(order: Order, { company, switches, quick }: View): XmlElement {
  const { draft, delivery } = order;
  const { texts } = draft;
  const text = (name: string): XmlElement => leaf(name, texts[name]);
  const inPremiumPlan = (build: () => XmlElement): XmlElement | undefined =>
    switches.premiumPlan ? build() : undefined;
  return element(
    'order',
    { orderno: order.number, awb: order.awb, orderno2: '', ordercode: order.code, givencode: '' },
    leaf('barcode', order.barcode),
    partyXml('sender', draft.sender),
    partyXml(
      'receiver',
      draft.receiver,
      element('contacts', {}, leaf('phone', dialledPhone(draft.receiver.phone))),
      leaf('inn', draft.receiver.inn),
      leaf('pvz', draft.receiver.pvz),
      leaf('coords', '', draft.receiver.coordinates),
      leaf('deliveryPIN', draft.receiver.deliveryPIN),
    ),
    text('pickup'),
    text('return'),
    leaf('weight', draft.weight),
    text('return_weight'),
    text('quantity'),
    leaf('paytype', draft.payType, { code: PAY_TYPE_CODES[draft.payType] }),
    leaf('print_check', 'YES'),
    text('service'),
    text('return_service'),
    text('type'),
    text('return_type'),
    leaf('waittime', '0'),
    leaf('price', amount(draft.price)),
    leaf('inshprice', amount(draft.declaredValue)),
    text('enclosure'),
    text('instruction'),
    leaf('basestatus', '', { code: '0' }),
    leaf('currcoords', '', { lat: '', lon: '', accuracy: '', RequestDateTime: '' }),
    element(
      'courier',
      {},
      leaf('code', order.courier === '' ? '' : '7'),
      leaf('name', order.courier),
      leaf('phone'),
    ),
    inPremiumPlan(() => deliveryPriceXml(order, company)),
    text('receiverpays'),
    text('acceptpartially'),
    statusXml(order.status(quick)),
    inPremiumPlan(() =>
      element(
        'statushistory',
        {},
        ...order.history(quick).map((event) => statusXml(event, { country: event.country })),
      ),
    ),
    leaf('customstatecode'),
    leaf('clientstatecode'),
    text('department'),
    leaf('return_message'),
    leaf('deliveredto', delivery?.to),
    leaf('delivereddate', delivery?.date),
    leaf('deliveredtime', delivery?.time),
    leaf('outstrbarcode'),
    leaf('arrival'),
    text('costcode'),
    leaf('receipt'),
    element('items', {}, ...draft.lines.map(itemXml)),
    element(
      'packages',
      {},
      ...draft.packages.map((attributes, index) =>
        element('package', { code: index + 1, strbarcode: '', mass: '', message: '', ...attributes }),
      ),
    ),
  );
}

function partyXml(name: string, party: Party, ...more: readonly XmlElement[]): XmlElement {
  return element(
    name,
    {},
    leaf('company', party.company),
    leaf('person', party.person),
    leaf('phone', writtenPhone(party.phone)),
    leaf('zipcode', party.zipcode),
    townReference(party.town),
    ...(['address', 'date', 'time_min', 'time_max'] as const).map((text) => leaf(text, party[text])),
    ...more,
  );
}

function deliveryPriceXml(order: Order, company: Company): XmlElement {
  const { delivery, back, total } = priceOfDelivery(order, company);
  return element(
    'deliveryprice',
    { total: shortAmount(total), delivery: shortAmount(delivery), return: shortAmount(back) },
    ...order.draft.extraServices.map(({ code, name, price }) =>
      leaf('advprice', name, { code, price: shortAmount(price) }),
    ),
  );
}

function statusXml(event: StatusEvent, more: Readonly<Record<string, string>> = {}): XmlElement {
  // Clients have seen white space round it.
  return leaf('status', `\n    ${event.code}\n  `, {
    eventstore: event.store,
    eventtime: event.eventTime,
    createtimegmt: event.createdGmt,
    message: event.message,
    title: event.title,
    ...more,
  });
}

function itemXml({ code, name, attributes, returns }: Line): XmlElement {
  return leaf('item', name, { code, ...attributes, returns: String(returns) });
}

/** The ten digits of a Russian number; undefined for anything else. */
function russianDigits(phone: string): string | undefined {
  return /^[78]?(\d{10})$/.exec(phone.replace(/[^\p{L}\d]/gu, ''))?.[1];
}

/** `+7 (495) 123-45-67`: the courier does not tell phones as they were sent. Others, or with an e-mail, stay. */
function writtenPhone(phone: string): string {
  const digits = russianDigits(phone);
  return digits === undefined ? phone : digits.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 ($1) $2-$3-$4');
}

/** `+74951234567` */
function dialledPhone(phone: string): string {
  const digits = russianDigits(phone);
  return digits === undefined ? '' : `+7${digits}`;
}
