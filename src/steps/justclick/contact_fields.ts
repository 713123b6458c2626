import { isIP } from 'node:net';
import { say } from '../../language/language';
import type { Utm } from '../../services/justclick/contacts';
import { line, matching, type FieldRow, type Kind } from '../../zapier/fields';

/** One address and nothing around it. */
export const email = matching(
  /^[^\s@,;<>"]+@[^\s@.,;<>"]+(?:\.[^\s@.,;<>"]+)+$/,
  say`must be one e-mail address like name@example.com`,
);

/** The vendor asks for no notation, so a number is sent as it was typed; it only has to be one. */
export const phone = matching(/^(?=(?:\D*\d){5})[^@]{5,40}$/, say`must be a phone number like +79280000000`);

export const ipAddress: Kind<string> = {
  ...line,
  read: (form, field) => {
    const address = form.text(field);
    if (address !== undefined && isIP(address) === 0)
      form.fault(say`${{ label: field.label }} must be an address like 203.0.113.7.`);
    return address;
  },
};

/** A domain; of an address that was pasted, what stands between https:// and the slash. */
export const domain: Kind<string> = {
  ...line,
  read: (form, field) =>
    form
      .matching(
        field,
        /^(?:https?:\/\/)?[^\s/:?#@]+(?::\d{1,5})?\/?$/i,
        say`must be a domain like shop.example.com, without a path`,
      )
      ?.replace(/^https?:\/\//i, '')
      .replace(/\/$/, ''),
};

/** The data of a contact that can be changed. */
export const CONTACT = {
  lead_name: { label: 'Contact Name', kind: line, help: 'How letters address the contact.' },
  lead_phone: { label: 'Phone', kind: phone, help: 'For example "+79280000000".' },
  lead_city: { label: 'City', kind: line, help: 'Where the contact lives.' },
} as const;

const PARTNER_ONLY = 'Only the partner sees it.';

/** The campaign, and perhaps the partner, that brought a buyer or a contact: the vendor's parameter `utm`. */
export const UTM = {
  utm_medium: {
    label: 'UTM Medium',
    kind: line,
    help: 'If a partner brought the buyer or contact: `affiliate`.',
  },
  utm_source: {
    label: 'UTM Source',
    kind: line,
    help: "If a partner brought the buyer or contact: the partner's login.",
  },
  utm_campaign: { label: 'UTM Campaign', kind: line, help: 'The campaign, for example `spring`.' },
  utm_content: { label: 'UTM Content', kind: line, help: 'What was clicked on, for example `banner`.' },
  utm_term: { label: 'UTM Term', kind: line, help: 'What was searched for, for example `dvd`.' },
  aff_medium: {
    label: 'Affiliate Medium',
    kind: line,
    help: `The partner's own mark for the kind of advertising. ${PARTNER_ONLY}`,
  },
  aff_source: {
    label: 'Affiliate Source',
    kind: line,
    help: `The partner's own mark for the site or mailing. ${PARTNER_ONLY}`,
  },
  aff_campaign: {
    label: 'Affiliate Campaign',
    kind: line,
    help: `The partner's own mark for the campaign. ${PARTNER_ONLY}`,
  },
  aff_content: {
    label: 'Affiliate Content',
    kind: line,
    help: `The partner's own mark for what was clicked on. ${PARTNER_ONLY}`,
  },
  aff_term: {
    label: 'Affiliate Term',
    kind: line,
    help: `The partner's own mark for the search words. ${PARTNER_ONLY}`,
  },
} as const satisfies Record<keyof Utm, FieldRow<string>>;
