import type { Field, Form } from '../../core/form';
import type { QueryParameters } from '../../core/signature';
import { readEmail, readPhone } from './contact_details';
import { readMarks, type Marks } from './utm';

export const LEAD_EMAIL = { key: 'lead_email', label: 'Email' } as const;
export const LEAD_NAME = { key: 'lead_name', label: 'Name' } as const;
export const LEAD_PHONE = { key: 'lead_phone', label: 'Phone' } as const;
export const LEAD_CITY = { key: 'lead_city', label: 'City' } as const;
export const LEAD_TAGS = { key: 'lead_tags', label: 'Tags' } as const;
export const TAG = { key: 'tag', label: 'Tag' } as const;
export const GROUPS = { key: 'rid', label: 'Groups' } as const;
/** A contact group's symbolic or opaque identifier. */
export const GROUP = { key: 'rass_name', label: 'Group' } as const;
export const AFTER_CONFIRMATION = { key: 'doneurl2', label: 'Page After Confirmation' } as const;
export const ACTIVATION = { key: 'activation', label: 'Ask to Confirm' } as const;

/** Who is to be in which groups. */
export interface NewLead {
  readonly email: string;
  readonly groups: readonly string[];
  /** By the vendor's names and in its order; what is not filled in is not there. */
  readonly details: QueryParameters;
  readonly marks: Marks;
}

/** A contact, and the data to change: what is left out stays. */
export interface LeadChange {
  readonly email: string;
  /** By the vendor's names and in its order. */
  readonly details: QueryParameters;
}

/** Reads a contact for AddLeadToGroup. @throws Problem of kind `input`. */
export function readNewLead(form: Form): NewLead {
  const groups = [...new Set(form.list(GROUPS))];
  if (groups.length === 0) form.fault('Pick at least one group.');
  const activation = form.flag(ACTIVATION);
  const lead = {
    email: readEmail(form, LEAD_EMAIL),
    groups,
    details: filled([
      ...readPerson(form),
      [TAG, form.text(TAG)],
      [AFTER_CONFIRMATION, form.link(AFTER_CONFIRMATION)],
      [ACTIVATION, activation === undefined ? undefined : activation ? '1' : '0'],
    ]),
    marks: readMarks(form),
  };
  form.check();
  return lead;
}

/** Reads the data to change for UpdateSubscriberData. @throws Problem of kind `input`. */
export function readLeadChange(form: Form): LeadChange {
  const email = readEmail(form, LEAD_EMAIL);
  const tags = [...new Set(form.list(LEAD_TAGS))];
  const details = filled([...readPerson(form), [LEAD_TAGS, tags.length === 0 ? undefined : tags.join(',')]]);
  if (details.length === 0) form.fault('Fill in at least one field to change.');
  form.check();
  return { email, details };
}

function readPerson(form: Form): readonly (readonly [Field, string | undefined])[] {
  return [
    [LEAD_NAME, form.text(LEAD_NAME)],
    [LEAD_PHONE, readPhone(form, LEAD_PHONE)],
    [LEAD_CITY, form.text(LEAD_CITY)],
  ];
}

function filled(values: readonly (readonly [Field, string | undefined])[]): QueryParameters {
  return values.flatMap(([{ key }, value]) => (value === undefined ? [] : [[key, value] as const]));
}

/** In the vendor's order. */
export function encodeNewLead({ email, groups, details, marks }: NewLead): QueryParameters {
  return [['rid', groups], ['lead_email', email], ...details, ['utm', marks]];
}

/** In the vendor's order. */
export function encodeLeadChange({ email, details }: LeadChange): QueryParameters {
  return [['lead_email', email], ...details];
}
