import { formProblem } from '../../core/errors';
import type { Kopecks, Thousandths } from '../../core/money';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import type { Side } from '../../services/measoft/client';
import { folded } from '../../services/measoft/elements';
import { identityOf } from '../../services/measoft/orders';
import { townCode } from '../../services/measoft/towns';
import { dropDown, labelOf, typedInto } from '../../zapier/drop_down';
import {
  choice,
  line,
  link,
  matching,
  money,
  quantity,
  shownWith,
  type CertainKind,
  type Kind,
} from '../../zapier/fields';
import type { Run } from '../../zapier/run';
import { courierOf, dayFromNow } from './courier';
import { describeStatus } from './statuses';

// How the values that a courier company takes are asked for and read.

/** At most so many towns or pickup points are listed. */
const LISTED = 500;
/** How far back drop-downs list orders. */
const LISTED_DAYS = 14;

/**
 * A town by its FIAS code, which all courier companies share, by its code at the company, or by its name. The list shows
 * the popular towns, or those whose names begin with what was typed.
 *
 * @param key of the field itself.
 */
export function town(key: string): Kind<string> {
  const choices = dropDown(async (run) => {
    const typed = typedInto(key, run);
    const isName = typed !== undefined && townCode(typed) === undefined;
    const towns = await courierOf(run).towns(isName ? { namestarts: typed } : {}, LISTED);
    return towns.map(({ code, name, fiascode, region_name: region }) => ({
      id: fiascode ?? code,
      label: labelOf(name, region),
    }));
  });
  return shownWith({ search: 'measoft_find_town.code', choices }, townName);
}

/** People and CRMs write "г. Москва", "г Москва" and "город Москва"; the courier service knows the bare name. */
const townName: Kind<string> = {
  ...line,
  read: (form, field) => form.text(field)?.replace(/^(?:г\.\s*|г\s+|город\s+)(?=\S)/i, ''),
};

/**
 * A pickup point by its code. The list shows those of a town, or some of all where none was chosen.
 *
 * @param townKey of the field that names the town.
 */
export function pickupPoint(townKey: string): Kind<string> {
  const choices = dropDown(async (run) => {
    const points = await courierOf(run).pickupPoints({ town: typedInto(townKey, run) }, LISTED);
    return points.map(({ code, name, town, address, worktime }) => ({
      id: code,
      label: labelOf(name ?? code, town, address, worktime),
    }));
  });
  return shownWith({ search: 'measoft_find_pickup_point.code', dependsOn: [townKey], choices }, line);
}

/** One of the company's modes of delivery: its number, or its name, which {@link withServiceCode} looks up. */
export const service: Kind<string> = shownWith(
  {
    search: 'measoft_calculate_delivery.service',
    choices: dropDown(async (run) =>
      (await courierOf(run).services()).map(({ code, name }) => ({ id: code, label: name })),
    ),
  },
  line,
);

/**
 * The values of a form with the number of the service that they name.
 *
 * @throws Problem of kind `input` where the company has no service of that name, or several.
 */
export async function withServiceCode<Values extends { readonly service?: string | undefined }>(
  run: Run,
  values: Values,
): Promise<Values> {
  const { service: named } = values;
  if (named === undefined || /^\d+$/.test(named)) return values;
  const services = await courierOf(run).services();
  const [found, ...others] = services.filter(({ name }) => folded(name) === folded(named));
  if (found && others.length === 0) return { ...values, service: found.code };
  const names = services.map(({ code, name }) => `"${name}" (${code})`).join(', ');
  throw formProblem('input', [
    say`Service must be one of ${{ names }}, or the number of one, not "${{ named: excerpt(named) }}".`,
  ]);
}

/** A branch or warehouse by its name, which is how statuses tell it. */
export const store: Kind<string> = shownWith(
  {
    choices: dropDown(async (run) =>
      (await courierOf(run).stores()).map(({ name }) => ({ id: name, label: name })),
    ),
  },
  line,
);

/** An order of the last days by the courier's code for it, the newest first. */
export function orderCode(side: Side): Kind<string> {
  const choices = dropDown(async (run) => {
    const orders = await courierOf(run).manyOrders({ side, datefrom: dayFromNow(-LISTED_DAYS, run) });
    return orders.toReversed().map((order) => {
      const { person, company } = order.receiver.values;
      const status = describeStatus(order.status.code).label;
      return { id: identityOf(order), label: labelOf(order.orderNo, person ?? company, status) };
    });
  });
  return shownWith({ search: 'measoft_find_order.ordercode', choices }, orderNumber);
}

/** Several values, each in a field of its own or with commas between them. */
export function several(kind: Kind<string>): CertainKind<readonly string[]> {
  return {
    show: { ...kind.show, list: true },
    read: (form, field) => form.list(field),
    blank: [],
  };
}

export const side = choice<Side>({
  CLIENT: 'My own orders',
  AGENT: 'Orders that were given to me as an agent (агент)',
});

const PAYMENT_TYPES = {
  CASH: 'In cash (наличные)',
  CARD: 'By card (карта)',
  NO: 'Paid already, nothing is collected (без оплаты)',
  OTHER: 'In another way (прочее)',
};

/** What shops, CRMs and people call the ways to pay, as far as each is one of the courier's. */
const PAYMENT_WORDS: Readonly<Record<string, keyof typeof PAYMENT_TYPES>> = {
  наличными: 'CASH',
  'наличными курьеру': 'CASH',
  cash: 'CASH',
  картой: 'CARD',
  'картой курьеру': 'CARD',
  'банковская карта': 'CARD',
  'банковской картой': 'CARD',
  card: 'CARD',
  оплачен: 'NO',
  оплачено: 'NO',
  предоплата: 'NO',
  paid: 'NO',
};

/** Another payment type brings or hides fields of the form. */
const anyPayment = shownWith({ altersDynamicFields: true }, choice(PAYMENT_TYPES));

/** Vendor: an order whose receiver chooses how to pay is told as OPTION, which cannot be sent; it is left out then. */
export const paymentType: Kind<keyof typeof PAYMENT_TYPES> = {
  ...anyPayment,
  read: (form, field) => {
    const word = form.text(field)?.toLowerCase() ?? '';
    return word === 'option' ? undefined : (PAYMENT_WORDS[word] ?? anyPayment.read(form, field));
  },
};

/** A whole per cent; shops write "20", "НДС 20%", "20.0" or "none". The list has the rates that are in use. */
export const vatRate: Kind<string> = {
  show: {
    choices: {
      '0': '0 %, or no VAT (без НДС)',
      '5': '5 %',
      '7': '7 %',
      '10': '10 %',
      '20': '20 %',
      '22': '22 %',
    },
  },
  read: (form, field) => {
    if (NO_VAT.test(form.text(field) ?? '')) return '0';
    const rule = say`must be a whole per cent such as 20, or 0 for none`;
    const text = form.matching(field, VAT, rule);
    return text === undefined ? undefined : String(Number.parseInt(VAT.exec(text)?.[1] ?? '', 10));
  },
  blank: '0',
};

const NO_VAT = /^(?:none|no vat|0 ?%, or no vat.*|без ндс|ндс не облагается|не облагается)$/i;
const VAT = /^(?:ндс|vat)?\s*(\d{1,2})(?:[.,]0+)?\s*%?$/i;

/** Money of an order, which shops compute: more than two digits are rounded. */
export const amount: Kind<Kopecks> = { ...money, read: (form, field) => form.roundedMoney(field) };

/** The price of a line of an order: a discount or a prepayment is less than nothing. */
export const linePrice: Kind<Kopecks> = { ...money, read: (form, field) => form.roundedMoney(field, true) };

const KILOGRAMS = { кг: 1, kg: 1, г: 1 / 1000, гр: 1 / 1000, g: 1 / 1000 };
const CENTIMETRES = { см: 1, cm: 1, мм: 1 / 10, mm: 1 / 10, м: 100, m: 100 };
const PIECES = { шт: 1, pcs: 1 };

/** A measure, more than nothing, with or without one of the units. */
function measured(units: Readonly<Record<string, number>>): Kind<Thousandths> {
  return { ...quantity, read: (form, field) => form.quantity(field, units) };
}

/** Shops tell a measure that they do not know as 0, which reads as none. */
function zeroAsNone(kind: Kind<Thousandths>): Kind<Thousandths> {
  const isZero = (text: string): boolean => /^0+(?:[.,]0+)?(?:\s*\p{L}+\.?)?$/u.test(text);
  return {
    ...kind,
    read: (form, field) => (isZero(form.text(field) ?? '') ? undefined : kind.read(form, field)),
  };
}

/** Kilograms, or another weight with its unit: "4,1", "4.1 кг", "500 г". */
export const knownWeight = measured(KILOGRAMS);
export const weight = zeroAsNone(knownWeight);

/** Centimetres, or another length with its unit. */
export const size = zeroAsNone(measured(CENTIMETRES));

/** Pieces: "2", "2 шт." */
export const pieces = measured(PIECES);

// 2, delivery, is added by the courier service itself.
export const itemKind = choice({
  '1': 'Goods (товар)',
  '3': 'Service (услуга)',
  '4': 'Prepayment (предоплата)',
  '6': 'Payment on credit (оплата в кредит)',
});

/** The vendor wants marking codes without GS, and without the name of the symbology that scanners put before them. */
const UNREADABLE = /\u001d|(?<!\S)\](?:C1|d2|Q3|e0)/g;

/** Marking codes («Честный знак»), which hold commas and semicolons, but no spaces. */
export const markingCodes: CertainKind<readonly string[]> = {
  show: {},
  read: (form, field) => (form.text(field, UNREADABLE) ?? '').split(/\s+/).filter((code) => code !== ''),
  blank: [],
};

/** The number that a shop or CRM gave an order; people copy it with its sign: "№ 100000". */
export const orderNumber: Kind<string> = {
  ...line,
  read: (form, field) => form.text(field)?.replace(/^№\s*(?=\S)/, ''),
};

export const region = matching(/^\d{1,3}$/, say`must be the number of a region, such as 77`);

/** The address of a file of an earlier step. */
export const file: Kind<string> = shownWith({ type: 'file' }, link);

/** A file travels as base64 inside the XML; larger ones would not fit into a step. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export const fileName = matching(/^[^/\\]+$/, say`must be a name without a folder`);
