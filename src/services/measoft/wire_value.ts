import { formatKopecks, formatThousandths, type Thousandths } from '../../core/money';
import type { Field, Form } from '../../core/form';
import type { OrderField } from './order_fields';

const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?$/;
const VAT = /^\d{1,2}(?:[.,]0+)?\s*%?$/;
const NO_VAT = /^(?:none|no vat|без ндс)$/i;
const NOTHING = /^0+(?:[.,]0+)?$/;

/** The value of a field as the courier service takes it; undefined where it is empty. Its faults are the form's. */
export function wireValue({ kind, ...field }: OrderField, form: Form): string | undefined {
  switch (kind) {
    case 'line':
    case 'town':
    case 'pickup point':
      return form.text(field);
    case 'region':
      return form.matching(field, /^\d{1,3}$/, 'must be the number of a region, such as 77');
    case 'service':
      return serviceCode(form, field);
    case 'text':
      return form.wholeText(field);
    case 'date':
      return form.localTime(field)?.slice(0, 10);
    case 'time':
      return timeOf(form, field);
    case 'money':
      return moneyOf(form, field);
    case 'measure':
      return wireMeasure(form, field);
    case 'pieces':
      return thousandths(form.quantity(field));
    case 'whole':
      return form.integer(field)?.toString();
    case 'vat':
      return vatOf(form, field);
    case 'flag':
      return yesNo(form.flag(field));
    default:
      return form.choice(field, Object.keys(kind));
  }
}

/** Of one of the company's services: they have whole numbers. */
export function serviceCode(form: Form, field: Field): string | undefined {
  return form.matching(field, /^\d{1,9}$/, 'must be picked from the list, or be the number of a service');
}

/** `HH:MM` */
function timeOf(form: Form, field: Field): string | undefined {
  const text = form.matching(field, TIME, 'must be a time like 09:00');
  const [, hours = '', minutes = ''] = TIME.exec(text ?? '') ?? [];
  return text === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
}

function moneyOf(form: Form, field: Field): string | undefined {
  const amount = form.money(field);
  return amount === undefined ? undefined : formatKopecks(amount);
}

/** Kilograms or centimetres. Shops tell a measure that they do not know as 0, which reads as none. */
export function wireMeasure(form: Form, field: Field): string | undefined {
  if (NOTHING.test(form.text(field) ?? '')) return undefined;
  return thousandths(form.quantity(field));
}

function thousandths(amount: Thousandths | undefined): string | undefined {
  return amount === undefined ? undefined : formatThousandths(amount);
}

/** A whole per cent; shops write "20", "20%", "20.0" or "none". */
function vatOf(form: Form, field: Field): string | undefined {
  if (NO_VAT.test(form.text(field) ?? '')) return '0';
  const text = form.matching(field, VAT, 'must be a whole per cent such as 20, or 0 for none');
  return text === undefined ? undefined : String(Number.parseInt(text, 10));
}

function yesNo(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'YES' : 'NO';
}
