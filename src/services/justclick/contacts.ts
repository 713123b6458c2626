import { output, text, time, yesNo, type Row } from '../../core/output';
import type { QueryParameters, QueryValue } from '../../core/signature';
import { parseRows, parseText, parseTime, type ShopRow } from './values';

/** The members of the vendor's parameter `utm`, in its order. */
const UTM_MEMBERS = [
  'utm_medium',
  'utm_source',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'aff_medium',
  'aff_source',
  'aff_campaign',
  'aff_content',
  'aff_term',
] as const;

/** The campaign, and perhaps the partner, that brought a buyer or a contact. */
export type Utm = Readonly<Partial<Record<(typeof UTM_MEMBERS)[number], string | undefined>>>;

export function encodeUtm(utm: Utm): QueryValue {
  return Object.fromEntries(UTM_MEMBERS.map((member) => [member, utm[member]]));
}

/** The data of a contact that two functions take. */
interface Person {
  readonly lead_email: string;
  readonly lead_name?: string | undefined;
  readonly lead_phone?: string | undefined;
  readonly lead_city?: string | undefined;
}

/** A contact to add to groups, by the names of AddLeadToGroup. */
export interface NewLead extends Person, Utm {
  readonly rid: readonly string[];
  readonly tag?: string | undefined;
  /** The page that the contact is sent to after confirming. */
  readonly doneurl2?: string | undefined;
  /** Whether the contact has to confirm first. */
  readonly activation?: boolean | undefined;
}

/** A contact, and the data to change, by the names of UpdateSubscriberData: what is undefined stays. */
export interface LeadChange extends Person {
  readonly lead_tags: readonly string[] | undefined;
}

/** In the vendor's order. */
export function encodeNewLead(lead: NewLead): QueryParameters {
  return [
    ['rid', lead.rid],
    ...encodePerson(lead),
    ['tag', lead.tag],
    ['doneurl2', lead.doneurl2],
    ['activation', lead.activation],
    ['utm', encodeUtm(lead)],
  ];
}

/** In the vendor's order. */
export function encodeLeadChange(change: LeadChange): QueryParameters {
  return [...encodePerson(change), ['lead_tags', change.lead_tags?.join(',')]];
}

function encodePerson({ lead_email, lead_name, lead_phone, lead_city }: Person): QueryParameters {
  return Object.entries({ lead_email, lead_name, lead_phone, lead_city });
}

export interface Group {
  /** Symbolic (`super`) or opaque (`1594725950.5982672784`): always text. */
  readonly name: string;
  readonly title: string;
}

/** Rows of GetAllGroups; rows without a code are of no use and left out. */
export function parseGroups(result: unknown): readonly Group[] {
  return parseRows(result).flatMap((row) => {
    const name = parseText(row.rass_name);
    return name === undefined ? [] : [{ name, title: parseText(row.rass_title) ?? name }];
  });
}

/** How a contact stands in a group, by the vendor's words. */
const STATUSES: Readonly<Record<string, string>> = {
  STATUS_WAIT: 'Has not confirmed yet',
  STATUS_SUBSCRIBE: 'Subscribed',
  STATUS_UNSUBSCRIBE: 'Unsubscribed',
  STATUS_UNSUBSCRIBE_BY_SERVICE: 'Unsubscribed by the shop',
  STATUS_INVALID_EMAIL: 'E-mail address does not work',
};

/** A group that a contact is or was in. */
export const SUBSCRIPTION = output<ShopRow>()({
  rass_name: text('Code', 'super', groupName),
  rass_title: text('Title', 'Новости магазина', (row) => parseText(row.rass_title) ?? groupName(row)),
  rass_status: text('Status', 'STATUS_SUBSCRIBE', status),
  status_label: text('Status Label', 'Subscribed', statusLabel),
  is_subscribed: yesNo('Is Subscribed', true, (row) => status(row) === 'STATUS_SUBSCRIBE'),
  subscription_time: time('Time of Subscription', '2013-03-02T20:00:00Z', (row) =>
    parseTime(row.subscription_time),
  ),
});

export type Subscription = Row<typeof SUBSCRIPTION>;

/** Rows of GetLeadGroupStatuses; rows without a group are of no use and left out. */
export function parseSubscriptions(result: unknown): readonly Subscription[] {
  return parseRows(result)
    .filter((row) => groupName(row) !== '')
    .map((row) => SUBSCRIPTION.row(row));
}

function groupName({ rass_name }: ShopRow): string {
  return parseText(rass_name) ?? '';
}

function status({ rass_status }: ShopRow): string | undefined {
  return parseText(rass_status);
}

function statusLabel(row: ShopRow): string | undefined {
  const word = status(row);
  return word === undefined ? undefined : (STATUSES[word] ?? word);
}
