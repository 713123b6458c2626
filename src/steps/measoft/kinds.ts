import type { Thousandths } from '../../core/money';
import type { Side } from '../../services/measoft/client';
import { identityOf } from '../../services/measoft/orders';
import { townCode } from '../../services/measoft/towns';
import { dropDown, labelOf, typedInto } from '../../zapier/drop_down';
import {
  choice,
  line,
  link,
  matching,
  quantity,
  shownWith,
  type CertainKind,
  type Kind,
} from '../../zapier/fields';
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
  return shownWith({ search: 'measoft_find_town.code', choices }, line);
}

/**
 * A pickup point by its code. The list shows those of a town, or some of all where none was chosen.
 *
 * @param townKey of the field that names the town.
 */
export function pickupPoint(townKey: string): Kind<string> {
  const choices = dropDown(async (run) => {
    const points = await courierOf(run).pickupPoints({ town: typedInto(townKey, run) }, LISTED);
    return points.map(({ code, name = code, town, address, worktime }) => ({
      id: code,
      label: labelOf(name, town, address, worktime),
    }));
  });
  return shownWith({ search: 'measoft_find_pickup_point.code', choices }, line);
}

/** One of the company's modes of delivery, which have whole numbers. */
export const service: Kind<string> = shownWith(
  {
    choices: dropDown(async (run) =>
      (await courierOf(run).services()).map(({ code, name }) => ({ id: code, label: name })),
    ),
  },
  matching(/^\d{1,9}$/, 'must be picked from the list, or be the number of a service'),
);

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
  return shownWith({ choices }, line);
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

export const paymentType = choice({
  CASH: 'In cash (наличные)',
  CARD: 'By card (карта)',
  NO: 'Paid already, nothing is collected (без оплаты)',
  OTHER: 'In another way (прочее)',
});

/** A whole per cent; shops write "20", "20%", "20.0" or "none". The list has the rates that are in use. */
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
    if (/^(?:none|no vat|без ндс)$/i.test(form.text(field) ?? '')) return '0';
    const rule = 'must be a whole per cent such as 20, or 0 for none';
    const text = form.matching(field, /^\d{1,2}(?:[.,]0+)?\s*%?$/, rule);
    return text === undefined ? undefined : String(Number.parseInt(text, 10));
  },
  blank: '0',
};

/** Kilograms or centimetres. Shops tell a measure that they do not know as 0, which reads as none. */
export const measure: Kind<Thousandths> = {
  ...quantity,
  read: (form, field) =>
    /^0+(?:[.,]0+)?$/.test(form.text(field) ?? '') ? undefined : quantity.read(form, field),
};

/** `YYYY-MM-DD` in the Zap's zone. */
export const day: Kind<string> = {
  show: {},
  read: (form, field) => form.localTime(field)?.slice(0, 10),
  blank: '',
};

const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?$/;

/** `HH:MM` */
export const timeOfDay: Kind<string> = {
  show: {},
  read: (form, field) => {
    const text = form.matching(field, TIME, 'must be a time like 09:00');
    const [, hours = '', minutes = ''] = TIME.exec(text ?? '') ?? [];
    return text === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
  },
  blank: '',
};

export const region = matching(/^\d{1,3}$/, 'must be the number of a region, such as 77');

/** The address of a file of an earlier step. */
export const file: Kind<string> = shownWith({ type: 'file' }, link);

/** A file travels as base64 inside the XML; larger ones would not fit into a step. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export const fileName = matching(/^[^/\\]+$/, 'must be a name without a folder');
