import { attributeOf, textOf, textsOf, type XmlElement } from '../xml';
import type { Account } from './accounts';
import type { Company, PickupPoint } from './company';
import { sameName, type Town } from './gazetteer';
import { amount, hundredthsOf } from '../money';
import { type Draft, type ExtraServiceUsed, type Line, type Party, PARTY_TEXTS, type PayType } from './order';
import { OrderRefusal, unreadable } from './refusal';
import type { CourierSwitches } from './switches';

const MOST_PACKAGES = 1000;

/** Obsolete, and still what stands in when a line tells no rate. */
const DEFAULT_VAT_RATE = '18';

/** What stands in for an absent text. */
const DEFAULT_TEXTS: Readonly<Record<string, string>> = {
  ...{ pickup: 'NO', return: 'NO', receiverpays: 'NO', acceptpartially: 'NO', quantity: '1', service: '1' },
  ...{ return_service: '1', type: '1', return_type: '1', discount: '0' },
};
/** Texts that the courier only keeps. */
const TEXTS = [
  ...Object.keys(DEFAULT_TEXTS),
  ...['return_weight', 'overall_volume', 'enclosure', 'instruction', 'department', 'costcode', 'userid'],
  'groupid',
];

const PAY_TYPES: readonly PayType[] = ['CARD', 'NO', 'OTHER'];

/** What a party must have, with the code of its absence; a courier company may demand other things. `name` is company or person. */
type Demands = readonly (readonly [
  part: 'company' | 'person' | 'name' | 'phone' | 'address',
  code: number,
])[];
const OF_RECEIVERS: Demands = [
  ['name', 9],
  ['phone', 8],
  ['address', 7],
];
/** Asked of a sender that is given at all; one with nothing but a pickup window passes. */
const OF_SENDERS: Demands = [
  ['company', 13],
  ['person', 14],
  ['phone', 15],
  ['address', 16],
];

/** Reads the orders of one client by the rules of a courier company. */
export class OrderReader {
  constructor(
    private readonly company: Company,
    private readonly switches: Readonly<CourierSwitches>,
  ) {}

  /** @throws OrderRefusal 3 to 16, and 18 */
  read(order: XmlElement, client: Account): Draft {
    const payType = PAY_TYPES.find((known) => known === textOf(order, 'paytype')) ?? 'CASH';
    const price = amountOf(order, 'price', 3);
    const weight = textOf(order, 'weight') || '0';
    if (!/^\d+(\.\d+)?$/.test(weight)) throw new OrderRefusal(4);
    const declaredValue = amountOf(order, 'inshprice', 11);
    const deliveryPrice = amountOf(order, 'deliveryprice', 3);
    return {
      sender: this.sender(order.child('sender'), client),
      receiver: this.receiver(order.child('receiver')),
      payType,
      price: payType === 'NO' ? 0 : price,
      deliveryPrice,
      declaredValue,
      weight,
      lines: this.lines(order, payType, deliveryPrice),
      packages: packagesOf(order),
      extraServices: this.extraServices(order),
      texts: Object.fromEntries(
        TEXTS.map((name) => [name, textOf(order, name) || (DEFAULT_TEXTS[name] ?? '')]),
      ),
    };
  }

  private sender(element: XmlElement | undefined, client: Account): Party {
    const party = partyOf(element, this.company.homeTown);
    if (![party.company, party.person, party.phone, party.address, textOf(element, 'town')].some(Boolean)) {
      return { ...party, company: client.company };
    }
    demand(party, OF_SENDERS);
    return { ...party, town: this.townOf(element, 6) ?? this.company.homeTown };
  }

  private receiver(element: XmlElement | undefined): Party {
    const party = partyOf(element, this.company.homeTown);
    const town = this.townOf(element, 5);
    const point = this.pickupPoint(party, town);
    const receiver = {
      ...party,
      address: party.address || (point?.texts.address ?? ''),
      pvz: point?.code ?? '',
      town: town ?? point?.town ?? this.company.homeTown,
    };
    demand(receiver, OF_RECEIVERS);
    if (this.switches.daysOff.includes(receiver.date)) throw new OrderRefusal(18);
    return receiver;
  }

  private townOf(party: XmlElement | undefined, code: number): Town | undefined {
    const named = party?.child('town');
    if (textOf(named) === '') return undefined;
    const town = this.company.gazetteer.resolve(textOf(named), {
      regionCode: attributeOf(named, 'regioncode'),
      country: attributeOf(named, 'country'),
    });
    if (!town) throw new OrderRefusal(code);
    return town;
  }

  /** A pickup point is named in `pvz`, or by its code or name instead of an address. Its town must match. */
  private pickupPoint({ pvz, address }: Party, town: Town | undefined): PickupPoint | undefined {
    const named = (wanted: string): PickupPoint | undefined =>
      this.company.pickupPoints.find(
        ({ code, texts }) =>
          wanted !== '' && ([code, texts.clientcode].includes(wanted) || sameName(texts.name ?? '', wanted)),
      );
    const point = named(pvz || address);
    if (!point && pvz !== '') throw new OrderRefusal(7);
    if (point && town && point.town !== town) throw new OrderRefusal(5);
    return point;
  }

  private lines(order: XmlElement, payType: PayType, deliveryPrice: number): readonly Line[] {
    const sent = (order.child('items')?.all('item') ?? []).map((item) => this.line(item, payType));
    const delivery: Line = {
      code: '',
      name: 'Доставка',
      attributes: {
        quantity: '1',
        retprice: amount(deliveryPrice),
        VATrate: attributeOf(order.child('deliveryprice'), 'VATrate') || DEFAULT_VAT_RATE,
        type: '2',
      },
      returns: 0,
    };
    const isPaid = payType === 'NO';
    if (!isPaid) return deliveryPrice > 0 ? [...sent, delivery] : sent;
    const goods = sent.reduce(
      (sum, { attributes }) => sum + Number(attributes.quantity) * Number(attributes.retprice),
      0,
    );
    if (this.switches.prepaid !== 'prepayment line' || goods === 0) return sent;
    const attributes = { quantity: '1', retprice: (-goods).toFixed(2), VATrate: '0', type: '4' };
    return [...sent, { code: '', name: 'Предоплата', attributes, returns: 0 }];
  }

  private line(item: XmlElement, payType: PayType): Line {
    const { code = '', ...attributes } = item.attributes;
    const given = (name: string, otherwise: string): string => attributeOf(item, name) || otherwise;
    const { article = '', itemcode = '' } = attributes;
    const isKept = this.company.stock.some(
      (kept) => (article === '' || kept.article === article) && (itemcode === '' || kept.code === itemcode),
    );
    if ((article !== '' || itemcode !== '') && !isKept) throw new OrderRefusal(12);
    const quantity = given('quantity', '1');
    if (attributes.governmentCode && Number(quantity) !== 1) {
      throw unreadable('an item with governmentCode must have the quantity 1');
    }
    const retprice =
      payType === 'NO' && this.switches.prepaid === 'zero prices' ? '0' : given('retprice', '0');
    return {
      code,
      name: item.text.trim(),
      attributes: {
        ...attributes,
        quantity,
        retprice,
        inshprice: given('inshprice', retprice),
        VATrate: given('VATrate', DEFAULT_VAT_RATE),
      },
      returns: 0,
    };
  }

  private extraServices(order: XmlElement): readonly ExtraServiceUsed[] {
    return (order.child('advprices')?.all('advprice') ?? []).map((extra) => {
      const code = textOf(extra, 'code');
      const known = this.company.extraServices.find((service) => service.code === code);
      return {
        code,
        name: known?.name ?? '',
        price: kopecksOf(textOf(extra, 'value')) ?? known?.price ?? 0,
      };
    });
  }
}

function partyOf(element: XmlElement | undefined, town: Town): Party {
  const coordinates = element?.child('coords');
  return {
    ...textsOf(element, PARTY_TEXTS),
    town,
    coordinates: { lat: attributeOf(coordinates, 'lat'), lon: attributeOf(coordinates, 'lon') },
  };
}

function demand(party: Party, demands: Demands): void {
  const has = (part: Demands[number][0]): string =>
    part === 'name' ? party.company || party.person : party[part];
  const missing = demands.find(([part]) => has(part) === '');
  if (missing) throw new OrderRefusal(missing[1]);
}

function amountOf(order: XmlElement, name: string, code: number): number {
  const kopecks = kopecksOf(textOf(order, name));
  if (kopecks === undefined) throw new OrderRefusal(code);
  return kopecks;
}

/** An empty amount is nothing. */
function kopecksOf(text: string): number | undefined {
  return text === '' ? 0 : hundredthsOf(text, 9);
}

function packagesOf(order: XmlElement): readonly Readonly<Record<string, string>>[] {
  const packages = order.child('packages')?.all('package') ?? [];
  const count = packages.reduce((sum, { attributes }) => sum + Number(attributes.quantity ?? 1), 0);
  if (count > MOST_PACKAGES) throw unreadable(`more than ${MOST_PACKAGES} packages`);
  return packages.map(({ attributes }) => attributes);
}
