import { Problem } from '../../core/errors';
import { element, type XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { asIs, decimal, encode, type Texts } from './elements';
import {
  deliveryPriceElement,
  encodeTown,
  PREPAYMENT,
  type EncodedOrder,
  type EncodedParty,
} from './order_details';
import { sumFault } from './order_sums';
import type { Order, OrderItem, OrderPackage, Party } from './orders';

/** A change of one of these must leave an order whose amounts add up; other changes leave its amounts alone. */
const SUMS = ['price', 'discount', 'paytype'];

/** The kind of the line that the courier service itself makes of a delivery price. */
const DELIVERY = '2';

/**
 * An order with its changes, whole: the vendor wants all of it again, as if created anew, and the lines with the courier's
 * codes. Lines that the changes leave out get the quantity 0 there.
 *
 * @param vatRate for lines whose rate the courier service does not tell.
 * @throws Problem of kind `refused` where something is needed that only the user knows.
 */
export function changedOrder(order: Order, changes: EncodedOrder, vatRate: string | undefined): EncodedOrder {
  const { values } = order;
  const paytype = changes.values.paytype ?? values.paytype;
  const goods = order.items.filter(
    ({ attributes }) => !isMadeByService(attributes, paytype) && !isGone(attributes),
  );
  const items =
    changes.items.length === 0
      ? goods.map((item) => unchangedItem(item, vatRate))
      : withCodes(changes.items, goods);
  const changed = {
    receiver: changedParty(unchangedParty(order.receiver), changes.receiver),
    sender: changedParty(unchangedSender(order.sender), changes.sender),
    values: { ...withoutNothing(withoutChoice(values)), ...changes.values },
    deliveryPrice: changes.deliveryPrice ?? unchangedDeliveryPrice(order.items, vatRate),
    items,
    packages: changes.packages.length > 0 ? changes.packages : order.packages.map(unchangedPackage),
    extraServices: changes.extraServices,
  };
  const touchesSums =
    changes.items.length > 0 ||
    changes.deliveryPrice !== undefined ||
    SUMS.some((name) => name in changes.values);
  const fault = touchesSums ? sumFault(changed) : undefined;
  if (fault !== undefined)
    throw new Problem('refused', say`${{ fault }} Nothing was changed. (sums_differ)`, {
      code: 'sums_differ',
    });
  return changed;
}

function changedParty({ values, town }: EncodedParty, changes: EncodedParty): EncodedParty {
  const isMoved = changes.town !== undefined || changes.values.address !== undefined;
  // An order that now goes to an address no longer goes to a pickup point.
  const { pvz, ...elsewhere } = values;
  const kept = isMoved || pvz === undefined ? elsewhere : values;
  return { values: { ...kept, ...changes.values }, town: changes.town ?? town };
}

/** A party as it is sent again. A town is named by its code, which names one town only. */
function unchangedParty({ values, town }: Party): EncodedParty {
  const { code, name, regionCode: regioncode } = town;
  return { values, town: encodeTown(code === undefined ? { town: name, regioncode } : { town: code }) };
}

/** A client that names no sender is told as its own one, with too little to be sent again but the times. */
function unchangedSender(sender: Party): EncodedParty {
  if (sender.values.address !== undefined) return unchangedParty(sender);
  return { values: encode({ date: asIs, time_min: asIs, time_max: asIs }, sender.values), town: undefined };
}

/** How much of a line the receiver refused is told, and cannot be sent. */
function unchangedItem({ name, attributes }: OrderItem, vatRate: string | undefined): XmlElement {
  return element(
    'item',
    { ...attributes, returns: undefined, VATrate: vatRateOf(attributes, vatRate) },
    name,
  );
}

/** The courier's own code of a package is told, and cannot be sent. */
function unchangedPackage({ attributes }: OrderPackage): XmlElement {
  return element('package', { ...attributes, code: undefined });
}

function unchangedDeliveryPrice(
  items: readonly OrderItem[],
  vatRate: string | undefined,
): XmlElement | undefined {
  const line = items.find(({ attributes }) => attributes.type === DELIVERY)?.attributes;
  return line?.retprice === undefined
    ? undefined
    : deliveryPriceElement(line.retprice, vatRateOf(line, vatRate));
}

/** Without a rate the courier service would take 18 %, which is none any more. */
function vatRateOf(attributes: Texts, vatRate: string | undefined): string {
  const rate = attributes.VATrate ?? vatRate;
  if (rate !== undefined) return rate;
  throw incomplete(
    say`the courier service does not tell the VAT of its items, and would take an outdated one. Fill in
      VAT Rate`,
    'no_vat_rate',
  );
}

/** Each line with the code that the courier gave it: by the code on the form, else by barcode, article or name. */
function withCodes(items: readonly XmlElement[], present: readonly OrderItem[]): readonly XmlElement[] {
  const free = new Set(present.filter(({ code }) => items.every((item) => item.attributes.code !== code)));
  return items.map((item) => {
    if (item.attributes.code !== undefined) return item;
    const same = [...free].find((line) => isSameLine(item, line));
    if (same?.code === undefined) return item;
    free.delete(same);
    return element('item', { code: same.code, ...item.attributes }, item.text);
  });
}

function isSameLine({ text, attributes }: XmlElement, line: OrderItem): boolean {
  for (const key of ['extcode', 'barcode', 'article']) {
    const [wanted, found] = [attributes[key], line.attributes[key]];
    if (wanted !== undefined && found !== undefined) return wanted === found;
  }
  return text === line.name;
}

/**
 * Lines that the courier service makes by itself: of a delivery price and, as the vendor's page of 2019 says, of what is
 * paid already.
 */
function isMadeByService({ type, retprice = '' }: Texts, paytype: string | undefined): boolean {
  return type === DELIVERY || (type === PREPAYMENT && paytype === 'NO' && retprice.startsWith('-'));
}

/** Vendor: an order whose receiver chooses how to pay is told as OPTION, which cannot be sent. Left out, it is paid in cash. */
function withoutChoice({ paytype, ...others }: Texts): Texts {
  return paytype === undefined || paytype === 'OPTION' ? others : { paytype, ...others };
}

/** Lines that an earlier change left out. */
function isGone({ quantity }: Texts): boolean {
  return decimal(quantity) === 0;
}

/** No declared value is told as one of 0.00, which would ask for an insurance. */
function withoutNothing(values: Texts): Texts {
  const { inshprice, ...others } = values;
  return inshprice === undefined || decimal(inshprice) === 0 ? others : values;
}

function incomplete(what: string, code: string): Problem {
  const sentence = say`The order cannot be changed like this: ${{ what }}. Nothing was changed. (${{ code }})`;
  return new Problem('refused', sentence, { code });
}
