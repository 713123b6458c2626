import { deliveryServices } from '../../services/pimpay/orders';
import { listPayments } from '../../services/pimpay/payments';
import { statusOfMeaSoft, STATUS_CHOICES, type ReportedStatus } from '../../services/pimpay/statuses';
import { parseKopecks } from '../../core/money';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import { dropDown, labelOf } from '../../zapier/drop_down';
import { choice, line, list, matching, shownWith, typed, type Kind } from '../../zapier/fields';
import { pimpayOf } from './pimpay';

// How the values that PimPay takes are asked for and read.

const INN = /^(?:\d{10}|\d{12})$/;
const INN_RULE = say`must be an INN (ИНН) of 10 or 12 digits, with the zero that it may begin with`;

/** A client's ИНН. Spreadsheets drop the zero that some begin with. */
export const tin = matching(INN, INN_RULE);

/** Money that another system computed: more than two digits are rounded. It may be less than nothing. */
export const computed = typed((form, field) => form.roundedMoney(field, true), parseKopecks(0));

const uniform = choice(STATUS_CHOICES);
const vat = choice({
  vat_20: '20 %',
  vat_18: '18 %',
  vat_10: '10 %',
  vat_0: '0 %',
  vat_no: 'No VAT (без НДС)',
});

/** A status of PimPay, or the code of one of MeaSoft, which is translated. */
export const status: Kind<ReportedStatus> = {
  show: uniform.show,
  read: (form, field) => {
    const text = form.text(field) ?? '';
    if (/^[A-Z]{3,}(?:_[A-Z]+)*$/.test(text)) return { uniform: statusOfMeaSoft(text), custom: text };
    const chosen = uniform.read(form, field);
    return chosen && { uniform: chosen, custom: chosen };
  },
  blank: { uniform: 'unknown', custom: '' },
};

/** Several clients by their ИНН. */
export const tins: Kind<readonly string[]> = {
  ...list,
  read: (form, field) => {
    const given = list.read(form, field);
    const wrong = given?.find((one) => !INN.test(one));
    if (wrong !== undefined)
      form.fault(say`${{ label: field.label }} ${{ rule: INN_RULE }}, not "${{ text: excerpt(wrong) }}".`);
    return given;
  },
};

/** `+79990000000`, which is all that PimPay takes. Russian numbers may begin with 8, and hold brackets, spaces and dashes. */
export const mobile: Kind<string> = {
  ...line,
  read: (form, field) => {
    const rule = say`must be one number with its country code, such as +7 999 123-45-67`;
    const text = form.matching(field, /^\+?[\d\s()\u00a0.-]{10,30}$/, rule);
    if (text === undefined) return undefined;
    const digits = text.replace(/\D/g, '').replace(/^(?:8(?=\d{10}$)|(?=9\d{9}$))/, '7');
    if (digits.length === 11) return `+${digits}`;
    form.fault(say`${{ label: field.label }} ${{ rule }}, not "${{ text }}".`);
    return undefined;
  },
};

/** A rate of VAT that PimPay knows, as people write it: "20", "НДС 20%", "none". */
export const vatValue: Kind<string> = {
  ...vat,
  read: (form, field) => {
    const text = form.text(field) ?? '';
    if (/^(?:none|no vat|без ндс)$/i.test(text)) return 'vat_no';
    const [, rate] = /^(?:ндс\s*)?(20|18|10|0)\s*%?$/i.exec(text) ?? [];
    return rate === undefined ? vat.read(form, field) : `vat_${rate}`;
  },
};

/** What PimPay calls a courier company. */
export const deliveryService: Kind<string> = shownWith(
  {
    choices: dropDown(async (run) =>
      (await deliveryServices(pimpayOf(run))).map(({ code, title }) => ({
        id: code,
        label: `${title} (${code})`,
      })),
    ),
  },
  matching(/^[\w-]{1,60}$/, say`must be picked from the list`),
);

/** A payment by PimPay's number. The list has those that can still be cancelled. */
export const paymentId: Kind<string> = shownWith(
  {
    choices: dropDown(async (run) =>
      (await listPayments(pimpayOf(run)))
        .filter(({ status: now }) => now !== 'complete' && now !== 'declined')
        .map(({ id, externalId, purposeOfPayment }) => ({
          id,
          label: labelOf(id, externalId, purposeOfPayment),
        })),
    ),
  },
  matching(/^\d{1,18}$/, say`must be picked from the list`),
);
