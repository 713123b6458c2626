import type { Form } from '../../core/form';
import { parseKopecks } from '../../core/money';
import { say } from '../../language/language';
import type { CdekClient } from '../../services/cdek/client';
import type { NewItem, NewOrder, NewPackage, NewPlace, OnTaken } from '../../services/cdek/order_creation';
import { endsOf } from '../../services/cdek/tariffs';
import {
  choice,
  fields,
  filledWith,
  line,
  lineItems,
  list,
  money,
  needed,
  orElse,
  part,
  shownWith,
  text,
  wholeNumber,
  choiceList,
  yesNo,
  type Read,
} from '../../zapier/fields';
import { city, grams, phone, point, tariff, vatRate } from './kinds';
import { hasAllSizesOrNone, OWN_NUMBER, SIZES, TOWN_HELP } from './order_fields';

const MONEY = 'For example "1250.50" or "1 250,50".';

/** Additional services that need nothing but their code; CDEK insures a shop's order by itself. */
const SERVICES = {
  TRYING_ON: 'Trying on (примерка)',
  PART_DELIV: 'Delivery in part (частичная доставка)',
  INSPECTION_CARGO: 'Looking inside (осмотр вложения)',
  BAN_ATTACHMENT_INSPECTION: 'No looking inside (запрет осмотра вложения)',
  REVERSE: 'Something is brought back (реверс)',
  SMS: 'Messages to the receiver (смс)',
  CALL: 'Calls to the receiver (прозвон)',
  TAKE_SENDER: "Collection in the sender's town (забор в городе отправителе)",
  DELIV_RECEIVER: "Delivery in the receiver's town (доставка в городе получателе)",
};

const ITEM = fields({
  item_name: {
    label: 'Item Name',
    kind: needed(line),
    help: 'What it is (наименование). Fill it in for every item.',
  },
  item_amount: {
    label: 'Item Quantity',
    kind: orElse(1, wholeNumber(1, 10_000)),
    help: 'How many pieces. One, if you leave it empty.',
  },
  item_cost: {
    label: 'Item Price',
    kind: needed(money),
    help: `The price of one piece, for which it is insured, too (объявленная стоимость). ${MONEY}`,
  },
  item_payment: {
    label: 'Item Amount to Collect',
    kind: money,
    help: 'What is collected for one piece, where that is not its price (наложенный платёж).',
  },
  item_weight: {
    label: 'Item Weight (g)',
    kind: grams,
    help: 'Whole grams of one piece. If you leave it empty for all, Weight is shared out among the pieces.',
  },
  item_ware_key: {
    label: 'Item Article',
    kind: line,
    help: 'The article (артикул). The number of the line, if you leave it empty.',
  },
  item_vat_rate: {
    label: 'Item VAT Rate',
    kind: vatRate,
    help: 'VAT (НДС). VAT Rate above, if you leave it empty.',
  },
  item_marking: {
    label: 'Item Marking Code',
    kind: line,
    help: 'The code of marked goods («Честный знак»).',
  },
  item_package: {
    label: 'Package of the Item',
    kind: orElse(1, wholeNumber(1, 255)),
    help: 'The number of the package that it lies in, only where you fill in Packages. The first, if you leave it empty.',
  },
});

const PACKAGE = fields({
  package_weight: {
    label: 'Package Weight (g)',
    kind: grams,
    help: 'For several packages (места): a line for each, instead of Weight and the sizes above.',
  },
  package_length: { ...SIZES.length, label: 'Package Length (cm)' },
  package_width: { ...SIZES.width, label: 'Package Width (cm)' },
  package_height: { ...SIZES.height, label: 'Package Height (cm)' },
});

const TO_CITY = { label: 'Receiver Town', kind: city('to_city') } as const;
const FROM_CITY = { label: 'Sender Town', kind: city('from_city') } as const;

const COLLECT = {
  label: 'Receiver Pays',
  kind: shownWith(
    { altersDynamicFields: true },
    choice({
      no: 'Nothing: all is paid already (предоплата)',
      yes: 'The goods, on delivery (наложенный платёж)',
    }),
  ),
  help: 'Whether CDEK collects the prices of the items. Nothing is collected, if you leave it empty.',
} as const;
const isCollecting = filledWith('collect', COLLECT, 'yes');

const MORE = {
  label: 'More Fields',
  kind: shownWith({ altersDynamicFields: true }, yesNo),
  help: 'Yes shows what is rarely needed: several packages, the sender, additional services.',
} as const;
const more = <Row extends object>(row: Row) => ({ ...row, when: filledWith('more', MORE, true) });

export const NEW_ORDER = fields({
  number: {
    label: 'Order Number',
    kind: OWN_NUMBER,
    required: true,
    help:
      "The order's number in your shop (номер заказа), which CDEK takes only once. By it a run that is repeated finds the order that is there " +
      'already, instead of creating a second one.',
  },
  tariff_code: {
    label: 'CDEK Tariff',
    kind: tariff,
    required: true,
    help:
      'The tariff (тариф) says whether the parcel goes from and to a door (дверь), an office (склад) or a locker (постамат). Often 136, ' +
      '«Посылка склад-склад», or 137, «Посылка склад-дверь».',
  },
  recipient_name: {
    label: 'Receiver Name',
    kind: line,
    required: true,
    help: 'Who receives the parcel (ФИО получателя).',
  },
  recipient_phone: {
    label: 'Receiver Phone',
    kind: phone,
    required: true,
    help: 'One number with its country code, such as +7 999 123-45-67. Russian ones may begin with 8.',
  },
  to_city: {
    ...TO_CITY,
    help: `Where it goes (город получателя). ${TOWN_HELP} For a pickup point it only fills the list below.`,
  },
  delivery_point: {
    label: 'Pickup Point',
    kind: point({ key: 'to_city', label: TO_CITY.label }, 'is_handout'),
    help: 'For tariffs to an office or locker (ПВЗ, постамат): choose the town first, or enter a code such as MSK65.',
  },
  to_address: {
    label: 'Receiver Address',
    kind: line,
    help: 'For tariffs to the door (до двери): street, house and flat.',
  },
  from_city: { ...FROM_CITY, help: `Where it comes from (город отправителя). ${TOWN_HELP}` },
  shipment_point: {
    label: "Sender's CDEK Office",
    kind: point({ key: 'from_city', label: FROM_CITY.label }, 'is_reception'),
    help: 'For tariffs from an office (склад): where you bring the parcel. Choose the town first, or enter its code.',
  },
  from_address: {
    label: 'Sender Address',
    kind: line,
    help: 'For tariffs from the door (от двери): where the courier collects the parcel.',
  },
  items: { label: 'Items', kind: lineItems('Item', ITEM) },
  ...SIZES,
  collect: COLLECT,
  vat_rate: {
    label: 'VAT Rate',
    kind: vatRate,
    required: true,
    when: isCollecting,
    help: 'VAT (НДС) of the items, for the receipt that CDEK gives to the receiver.',
  },
  delivery_recipient_cost: {
    label: 'Delivery Fee to Collect',
    kind: money,
    when: isCollecting,
    help: `What the receiver pays for the delivery beside the goods. ${MONEY}`,
  },
  comment: {
    label: 'Comment',
    kind: text,
    help: 'A note for CDEK of at most 255 characters, such as to call an hour before.',
  },
  if_number_exists: {
    label: 'If the Number Exists Already',
    kind: orElse<OnTaken>(
      'error',
      choice({ error: 'Stop with an error', existing: 'Go on with the order that has it' }),
    ),
    help: 'What happens when CDEK has an order with this number. An error, if you leave it empty.',
  },
  more: MORE,
  to_postal_code: more({
    label: 'Receiver Postal Code',
    kind: line,
    help: 'It tells towns of one name apart (индекс).',
  }),
  recipient_email: more({
    label: 'Receiver Email',
    kind: line,
    help: 'For messages of CDEK to the receiver.',
  }),
  recipient_company: more({
    label: 'Receiver Company',
    kind: line,
    help: 'Where the receiver is a company.',
  }),
  sender_name: more({
    label: 'Sender Name',
    kind: line,
    help: 'Who sends the parcel. The details of your contract, if you leave it empty.',
  }),
  sender_company: more({ label: 'Sender Company', kind: line, help: 'The company that sends it.' }),
  sender_phone: more({ label: 'Sender Phone', kind: phone, help: 'One number with its country code.' }),
  services: more({
    label: 'Additional Services',
    kind: shownWith({ choices: choiceList(SERVICES) }, list),
    help: 'Not every tariff has all of them (дополнительные услуги).',
  }),
  packages: more({
    label: 'Packages',
    kind: lineItems('Package', PACKAGE),
  }),
});

type Values = Read<typeof NEW_ORDER>;

/** Notes the faults that concern more than one field of a new order. */
export function checkNewOrder(values: Values, form: Form): void {
  const { delivery_point, to_city, to_address, shipment_point, from_city, from_address } = values;
  const [from, to] = endsOf(values.tariff_code) ?? [];
  const tariff = values.tariff_code;
  if (to === 'door' || (to === undefined && delivery_point === undefined)) {
    if (to_city === undefined || to_address === undefined)
      form.fault(
        to === undefined
          ? say`Fill in Pickup Point, or Receiver Town and Receiver Address.`
          : say`CDEK Tariff ${{ tariff }} goes to the door: fill in Receiver Town and Receiver Address.`,
      );
    if (to !== undefined && delivery_point !== undefined)
      form.fault(
        say`CDEK Tariff ${{ tariff }} goes to the door: leave Pickup Point empty, or choose another tariff.`,
      );
  } else if (to !== undefined && delivery_point === undefined)
    form.fault(
      to === 'locker'
        ? say`CDEK Tariff ${{ tariff }} goes to a locker: fill in Pickup Point.`
        : say`CDEK Tariff ${{ tariff }} goes to an office: fill in Pickup Point.`,
    );
  else if (to === undefined && to_address !== undefined)
    form.fault(say`Fill in only one of Pickup Point and Receiver Address.`);
  if (from === 'door' && shipment_point !== undefined)
    form.fault(
      say`CDEK Tariff ${{ tariff }} goes from the door: leave Sender's CDEK Office empty, or choose another tariff.`,
    );
  if (shipment_point === undefined && (from_city === undefined || from_address === undefined))
    form.fault(
      from === 'door'
        ? say`CDEK Tariff ${{ tariff }} goes from the door: fill in Sender Town and Sender Address.`
        : say`Fill in Sender's CDEK Office, or Sender Town and Sender Address.`,
    );
  if ((values.comment?.length ?? 0) > 255) form.fault(say`Comment must be at most 255 characters long.`);
  checkParcels(values, form);
}

/** The vendor's limit. */
const MOST_ITEMS = 126;

/** The packages with the items that lie in each; all are in one where the form tells of no packages. */
function parcelsOf({ items, packages = [], weight, length, width, height }: Values) {
  if (packages.length === 0) return [{ weight, length, width, height, inside: items }];
  return packages.map((parcel, index) => ({
    ...part('package_', parcel),
    inside: items.filter(({ item_package }) => item_package === index + 1),
  }));
}

function checkParcels(values: Values, form: Form): void {
  const { items, packages = [] } = values;
  if (items.length === 0) form.fault(say`Items must name at least one thing that is in the parcel.`);
  if (items.length > MOST_ITEMS) form.fault(say`Items must be at most ${{ mostItems: MOST_ITEMS }} lines.`);
  const withoutWeight = items.filter(({ item_weight }) => item_weight === undefined).length;
  if (withoutWeight > 0 && withoutWeight < items.length)
    form.fault(say`Fill in Item Weight (g) for all items, or for none.`);
  parcelsOf(values).forEach(({ inside, ...parcel }, index) => {
    const name = say`Package ${{ number: index + 1 }}`;
    const fault = (sentence: string): void => {
      form.fault(packages.length > 0 ? `${name}: ${sentence}` : sentence);
    };
    if (!hasAllSizesOrNone(parcel)) fault(say`Fill in length, width and height, or none of them.`);
    if (parcel.weight === undefined && withoutWeight > 0)
      fault(say`Fill in the weight, or Item Weight (g) of all items.`);
    if (inside.length === 0 && items.length > 0) fault(say`Put at least one item into it.`);
  });
  const last = Math.max(...items.map(({ item_package }) => item_package));
  if (packages.length > 0 && last > packages.length)
    form.fault(
      say`Package of the Item must be at most ${{ packages: packages.length }}, as there are so many packages.`,
    );
}

/** An order as the client takes it; towns are looked up where they are given by name. @throws Problem */
export async function newOrder(values: Values, cdek: CdekClient): Promise<NewOrder> {
  const { to_city, to_postal_code, from_city, delivery_point, shipment_point } = values;
  const place = async (
    code: string | undefined,
    town: string | undefined,
    address: string | undefined,
    field: string,
    postalCode?: string,
  ): Promise<NewPlace> =>
    code === undefined
      ? { city: await cdek.cityCode(town ?? '', field, postalCode), address }
      : { point: code.toUpperCase() };
  const [from, to] = await Promise.all([
    place(shipment_point, from_city, values.from_address, FROM_CITY.label),
    place(delivery_point, to_city, values.to_address, TO_CITY.label, to_postal_code),
  ]);
  return {
    number: values.number,
    tariffCode: values.tariff_code,
    comment: values.comment,
    ...{ from, to },
    recipient: part('recipient_', values),
    sender: part('sender_', values),
    deliveryFee: values.delivery_recipient_cost,
    deliveryVatRate: values.delivery_recipient_cost === undefined ? undefined : values.vat_rate,
    services: values.services ?? [],
    packages: packagesOf(values),
  };
}

function packagesOf(values: Values): NewPackage[] {
  const { items, collect, vat_rate } = values;
  return parcelsOf(values).map(({ inside, ...parcel }) => {
    const pieces = inside.reduce((sum, { item_amount }) => sum + item_amount, 0);
    const share = Math.max(1, Math.floor((parcel.weight ?? 0) / Math.max(1, pieces)));
    const rows = inside.map((line): NewItem => {
      const item = part('item_', line);
      const payment = collect === 'yes' ? (item.payment ?? item.cost) : parseKopecks(0);
      return {
        ...item,
        ware_key: item.ware_key ?? String(items.indexOf(line) + 1),
        payment,
        vat_rate: payment === 0 ? undefined : (item.vat_rate ?? vat_rate),
        weight: item.weight ?? share,
      };
    });
    const ofItems = rows.reduce((sum, row) => sum + row.weight * row.amount, 0);
    return { ...parcel, weight: parcel.weight ?? ofItems, items: rows };
  });
}
