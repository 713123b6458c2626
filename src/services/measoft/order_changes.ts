import { Problem } from '../../core/errors';
import type { DeliveryPrice, ItemDetails, OrderDetails, PartyDetails, TownDetails } from './order_details';
import type { Order, OrderItem, Party, Town } from './orders';
import { decimal } from './values';

/** The kind of the line that the courier service itself makes of a delivery price. */
const DELIVERY = '2';

/** What is told of a line or package and cannot be sent. */
const TOLD_OF_ITEM = new Set(['returns']);
const TOLD_OF_PACKAGE = new Set(['code']);

/**
 * An order with its changes, whole: the vendor wants all of it again, as if created anew, and the lines with the courier's
 * codes. Lines that the changes leave out get the quantity 0 there.
 *
 * @param vatRate for lines whose rate the courier service does not tell.
 * @throws Problem of kind `refused` where something is needed that only the user knows.
 */
export function changedOrder(order: Order, changes: OrderDetails, vatRate: string | undefined): OrderDetails {
  const { values } = order;
  const paytype = changes.values.paytype ?? values.paytype;
  if (paytype === 'OPTION')
    throw incomplete(
      'the receiver was to choose how to pay, which cannot be sent back. Fill in Payment Type',
      'no_payment_type',
    );
  const goods = order.items.filter(({ attributes }) => attributes.type !== DELIVERY && !isGone(attributes));
  const items =
    changes.items.length === 0
      ? goods.map((item) => unchangedItem(item, vatRate))
      : withCodes(changes.items, goods);
  return {
    receiver: changedParty(order.receiver, changes.receiver),
    sender: changedParty(namedSender(order.sender), changes.sender),
    values: { ...withoutNothing(values), ...changes.values },
    deliveryPrice: changes.deliveryPrice ?? presentDeliveryPrice(order.items, vatRate),
    items,
    packages:
      changes.packages.length > 0
        ? changes.packages
        : order.packages.map(({ attributes }) => without(attributes, TOLD_OF_PACKAGE)),
  };
}

function changedParty({ values, town }: Party, changes: PartyDetails): PartyDetails {
  const moved = changes.town !== undefined || changes.values.address !== undefined;
  // An order that now goes to an address no longer goes to a pickup point.
  const { pvz, ...elsewhere } = values;
  const kept = moved || pvz === undefined ? elsewhere : values;
  return { values: { ...kept, ...changes.values }, town: changes.town ?? presentTown(town) };
}

/** A client that names no sender is told as its own one, with too little to be sent again. */
function namedSender(sender: Party): Party {
  const { address, date, time_min, time_max } = sender.values;
  if (address !== undefined) return sender;
  return { town: {}, values: filled({ date, time_min, time_max }) };
}

/** By its code, which names one town only. */
function presentTown({ code, name, regionCode }: Town): TownDetails | undefined {
  if (code !== undefined) return { text: code };
  return name === undefined ? undefined : { text: name, regionCode };
}

function unchangedItem({ name = '', attributes }: OrderItem, vatRate: string | undefined): ItemDetails {
  return {
    name,
    attributes: { ...without(attributes, TOLD_OF_ITEM), VATrate: vatRateOf(attributes, vatRate) },
  };
}

function presentDeliveryPrice(
  items: readonly OrderItem[],
  vatRate: string | undefined,
): DeliveryPrice | undefined {
  const line = items.find(({ attributes }) => attributes.type === DELIVERY);
  const amount = line?.attributes.retprice;
  return line && amount !== undefined ? { amount, vatRate: vatRateOf(line.attributes, vatRate) } : undefined;
}

/** Without a rate the courier service would take 18 %, which is none any more. */
function vatRateOf(attributes: Readonly<Record<string, string>>, vatRate: string | undefined): string {
  const rate = attributes.VATrate ?? vatRate;
  if (rate !== undefined) return rate;
  throw incomplete(
    'the courier service does not tell the VAT of its items, and would take an outdated one. Fill in VAT Rate',
    'no_vat_rate',
  );
}

/** Each line with the code that the courier gave it: by the code on the form, else by barcode, article or name. */
function withCodes(items: readonly ItemDetails[], present: readonly OrderItem[]): readonly ItemDetails[] {
  const free = new Set(present.filter(({ code }) => items.every((item) => item.attributes.code !== code)));
  return items.map((item) => {
    if (item.attributes.code !== undefined) return item;
    const same = [...free].find((line) => isSameLine(item, line));
    if (same?.code === undefined) return item;
    free.delete(same);
    return { ...item, attributes: { code: same.code, ...item.attributes } };
  });
}

function isSameLine({ name, attributes }: ItemDetails, line: OrderItem): boolean {
  for (const key of ['extcode', 'barcode', 'article']) {
    const [wanted, found] = [attributes[key], line.attributes[key]];
    if (wanted !== undefined && found !== undefined) return wanted === found;
  }
  return name === line.name;
}

/** Lines that an earlier change left out. */
function isGone({ quantity }: Readonly<Record<string, string>>): boolean {
  return decimal(quantity) === 0;
}

/** No declared value is told as one of 0.00, which would ask for an insurance. */
function withoutNothing(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { inshprice, ...others } = values;
  return inshprice === undefined || decimal(inshprice) === 0 ? others : values;
}

function filled(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

function without(
  attributes: Readonly<Record<string, string>>,
  names: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.has(name)));
}

function incomplete(what: string, code: string): Problem {
  return new Problem(
    'refused',
    `The order cannot be changed like this: ${what}. Nothing was changed. (${code})`,
    {
      code,
    },
  );
}
