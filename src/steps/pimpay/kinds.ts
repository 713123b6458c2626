import { statusOfMeaSoft, STATUS_CHOICES, type ReportedStatus } from '../../services/pimpay/statuses';
import type { Kopecks } from '../../core/money';
import { choice, matching, money, type Kind } from '../../zapier/fields';

// How the values that PimPay takes are asked for and read.

/** A client's ИНН. Spreadsheets drop the zero that some begin with. */
export const tin = matching(
  /^(?:\d{10}|\d{12})$/,
  'must be an INN (ИНН) of 10 or 12 digits, with the zero that it may begin with',
);

/** Money that another system computed: more than two digits are rounded. It may be less than nothing. */
export const computed: Kind<Kopecks> = { ...money, read: (form, field) => form.roundedMoney(field, true) };

const uniform = choice(STATUS_CHOICES);

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
