import type { Form } from '../../core/form';
import { formatKopecks } from '../../core/money';
import { excerpt } from '../../core/redact';
import type { QueryParameters } from '../../core/signature';
import { COUNTRIES } from './countries';

/** What a parameter's value is, on the form and on the wire. */
export type GoodParameterKind =
  | 'line'
  | 'text'
  | 'link'
  | 'flag'
  | 'money'
  | 'percent'
  | 'integer'
  | 'groups'
  | 'countries'
  | Readonly<Record<string, string>>;

export interface GoodParameter {
  readonly key: string;
  readonly label: string;
  readonly kind: GoodParameterKind;
  readonly group: GoodGroup;
  readonly help?: string;
  /** Whether sending it empty makes sense: it then removes the stored value. */
  readonly clearable?: true;
  /** Shown, read and sent only while another parameter has this value on the form. */
  readonly onlyWith?: readonly [key: string, value: string];
}

/** How the form is divided. */
export const GOOD_GROUPS = {
  product: 'Product',
  notifications: 'Notifications and Links',
  delivery: 'Delivery',
  letter: 'Letter After Payment',
  partners: 'Partner Program',
  payment: 'Payment Page',
  costs: 'Costs and Catalogue',
  clearing: 'Empty Fields',
} as const;

export type GoodGroup = keyof typeof GOOD_GROUPS;

export const MONEY_HELP = 'In the shop\'s currency, for example "1250.50" or "1 250,50".';
const PERCENT_HELP = 'For example "12.5".';

/** Every parameter of UpdateGood after `good_name`, in the vendor's order, which is also the order on the wire. */
export const GOOD_PARAMETERS = [
  { key: 'good_title', label: 'Title', kind: 'line', group: 'product', help: 'The name that buyers see.' },
  {
    key: 'parent_id',
    label: 'Category ID',
    kind: 'integer',
    group: 'product',
    help: 'The number of an existing category («Категории» in the product editor).',
  },
  {
    key: 'good_sum',
    label: 'Price',
    kind: 'money',
    group: 'product',
    help: MONEY_HELP,
  },
  {
    key: 'good_api_url_notif',
    label: 'Paid Order Notification URL',
    kind: 'link',
    group: 'notifications',
    clearable: true,
    help: 'Where the shop reports paid orders (URL для оповещений по API об оплаченном счете).',
  },
  {
    key: 'good_api_url_new_order',
    label: 'New Order Notification URL',
    kind: 'link',
    group: 'notifications',
    clearable: true,
    help: 'Where the shop reports new orders (URL для оповещений по API об оформленном счете).',
  },
  {
    key: 'good_success_link',
    label: 'Page After Payment',
    kind: 'link',
    group: 'notifications',
    clearable: true,
    help: 'The page that a buyer is sent to after a successful payment.',
  },
  {
    key: 'good_client_rassilki',
    label: 'Buyer Groups',
    kind: 'groups',
    group: 'notifications',
    clearable: true,
    help: 'The contact groups that a buyer enters after the order. Groups that do not exist yet are created.',
  },
  {
    key: 'good_nalozh_only',
    label: 'Send Cash on Delivery',
    kind: 'flag',
    group: 'delivery',
    help: 'For a physical product: send it cash on delivery (наложенным платежом) right after the order.',
  },
  {
    key: 'good_quickpost_article',
    label: 'QuickPost Article',
    kind: 'line',
    group: 'delivery',
    onlyWith: ['good_post_service', 'quickpost'],
    help: 'The article of this product at the delivery service QuickPost.',
  },
  {
    key: 'good_post_service',
    label: 'Delivery Service',
    kind: { none: 'Own delivery (доставляю сам)', quickpost: 'QuickPost', rps: 'RussianPostService' },
    group: 'delivery',
  },
  {
    key: 'good_only_countries',
    label: 'Delivery Countries',
    kind: 'countries',
    group: 'delivery',
    clearable: true,
    help: 'The countries that this product can be delivered to.',
  },
  {
    key: 'good_download',
    label: 'Download Link',
    kind: 'link',
    group: 'delivery',
    clearable: true,
    help: 'For a physical product: the link to its digital copy.',
  },
  { key: 'good_mail_subject', label: 'Letter Subject', kind: 'line', group: 'letter', clearable: true },
  {
    key: 'good_mail_format',
    label: 'Letter Format',
    kind: { html: 'HTML', text: 'Plain text' },
    group: 'letter',
    help: 'Choose the format to fill in the body of the letter.',
  },
  {
    key: 'good_mail_body',
    label: 'Letter Body (HTML)',
    kind: 'text',
    group: 'letter',
    clearable: true,
    onlyWith: ['good_mail_format', 'html'],
  },
  {
    key: 'good_mail_text',
    label: 'Letter Body (Plain Text)',
    kind: 'text',
    group: 'letter',
    clearable: true,
    onlyWith: ['good_mail_format', 'text'],
    help: 'The text `{$download}` stands for the download link.',
  },
  {
    key: 'good_partner_fee',
    label: 'Level 1 Commission',
    kind: 'money',
    group: 'partners',
    help: MONEY_HELP,
  },
  {
    key: 'good_partner_fee_perc',
    label: 'Level 1 Commission (%)',
    kind: 'percent',
    group: 'partners',
    help: PERCENT_HELP,
  },
  {
    key: 'good_partner_pfee',
    label: 'Level 2 Commission',
    kind: 'money',
    group: 'partners',
    help: MONEY_HELP,
  },
  {
    key: 'good_partner_pfee_perc',
    label: 'Level 2 Commission (%)',
    kind: 'percent',
    group: 'partners',
    help: PERCENT_HELP,
  },
  {
    key: 'good_partner_show',
    label: 'Show to Partners',
    kind: 'flag',
    group: 'partners',
    help: "Show the product among the partners' advertising materials.",
  },
  {
    key: 'good_partner_SL_link',
    label: 'Description Page',
    kind: 'link',
    group: 'partners',
    clearable: true,
    help: 'The page that describes the product (sales letter).',
  },
  {
    key: 'good_partner_addition_link',
    label: 'Advertising Materials Page',
    kind: 'link',
    group: 'partners',
    clearable: true,
  },
  {
    key: 'good_partner_text',
    label: 'Note for Partners',
    kind: 'text',
    group: 'partners',
    clearable: true,
  },
  {
    key: 'good_pay_text',
    label: 'Payment Page Text',
    kind: 'text',
    group: 'payment',
    clearable: true,
    help: 'HTML. The tags `#IMAGE#`, `#PRODUCT#`, `#PRICE#` and `#USD#` are filled in by the shop.',
  },
  { key: 'good_timer', label: 'Limit Time to Pay', kind: 'flag', group: 'payment' },
  {
    key: 'good_timer_unit',
    label: 'Time Limit Unit',
    kind: { min: 'Minutes', hour: 'Hours', day: 'Days' },
    group: 'payment',
    onlyWith: ['good_timer', '1'],
  },
  {
    key: 'good_timer_duration',
    label: 'Time Limit',
    kind: 'integer',
    group: 'payment',
    onlyWith: ['good_timer', '1'],
    help: 'How many of these units a buyer has to pay.',
  },
  { key: 'good_use_short', label: 'Short Order Link', kind: 'flag', group: 'payment' },
  {
    key: 'good_rashod',
    label: 'Costs',
    kind: 'money',
    group: 'costs',
    help: `What making and sending one costs, for the shop's statistics. ${MONEY_HELP}`,
  },
  {
    key: 'good_rashod_perc',
    label: 'Costs (% of the Price)',
    kind: 'percent',
    group: 'costs',
    help: `Taxes and the like. ${PERCENT_HELP}`,
  },
  { key: 'good_publish', label: 'Show in Catalogue', kind: 'flag', group: 'costs' },
] as const satisfies readonly GoodParameter[];

export type GoodParameterKey = (typeof GOOD_PARAMETERS)[number]['key'];

/** The values to send, as the wire wants them. An empty text removes what is stored. */
export type GoodChanges = Readonly<Partial<Record<GoodParameterKey, string>>>;

export const CLEAR_FIELDS = { key: 'clear_fields', label: 'Fields to Empty' } as const;

const PARAMETERS: readonly (GoodParameter & { readonly key: GoodParameterKey })[] = GOOD_PARAMETERS;

export const CLEARABLE = PARAMETERS.filter(({ clearable }) => clearable === true);

/** Whether a parameter is on the form, given what is filled in so far. A value kept from before is no longer meant. */
export function isShown({ onlyWith }: Pick<GoodParameter, 'onlyWith'>, form: Form): boolean {
  if (!onlyWith) return true;
  const [key, value] = onlyWith;
  const other = PARAMETERS.find((parameter) => parameter.key === key);
  return other !== undefined && wireValue(other, form) === value;
}

/** Reads what the user filled in, and nothing else. */
export function readGoodParameters(form: Form): GoodChanges {
  const filled = PARAMETERS.flatMap((parameter) => {
    const value = isShown(parameter, form) ? wireValue(parameter, form) : undefined;
    return value === undefined ? [] : [[parameter.key, value] as const];
  });
  return Object.fromEntries(filled);
}

/** Reads what the user filled in or wants emptied: a parameter left out keeps its stored value. */
export function readGoodChanges(form: Form): GoodChanges {
  const changes: Partial<Record<GoodParameterKey, string>> = { ...readGoodParameters(form) };
  for (const cleared of new Set(form.list(CLEAR_FIELDS))) {
    const parameter = CLEARABLE.find(({ key }) => key === cleared);
    if (!parameter)
      form.fault(`${CLEAR_FIELDS.label} must be picked from the list, not "${excerpt(cleared)}".`);
    else if (changes[parameter.key] !== undefined)
      form.fault(`${parameter.label} is filled in and also among ${CLEAR_FIELDS.label}: choose one.`);
    else changes[parameter.key] = '';
  }
  return changes;
}

/** In the vendor's order, whatever the order of `changes`. */
export function encodeGoodChanges(goodName: string, changes: GoodChanges): QueryParameters {
  const sent = PARAMETERS.flatMap(({ key }) =>
    changes[key] === undefined ? [] : [[key, changes[key]] as const],
  );
  return [['good_name', goodName], ...sent];
}

function wireValue(field: GoodParameter, form: Form): string | undefined {
  switch (field.kind) {
    case 'line':
      return form.text(field);
    case 'text':
      return form.wholeText(field);
    case 'link':
      return form.link(field);
    case 'flag':
      return bit(form.flag(field));
    case 'integer':
      return form.integer(field)?.toString();
    case 'percent':
      return form.percent(field, 100);
    case 'money': {
      const kopecks = form.money(field);
      return kopecks === undefined ? undefined : formatKopecks(kopecks);
    }
    case 'groups':
      return commaList(form.list(field));
    case 'countries':
      return commaList(countries(field, form));
    default:
      return form.choice(field, Object.keys(field.kind));
  }
}

function countries(field: GoodParameter, form: Form): readonly string[] {
  const codes = form.list(field).map((code) => code.toUpperCase());
  const unknown = codes.filter((code) => !Object.hasOwn(COUNTRIES, code));
  if (unknown.length > 0)
    form.fault(
      `${field.label} must be three-letter codes like RUS, not ${excerpt(unknown.slice(0, 5).join(', '))}.`,
    );
  return codes;
}

const bit = (flag: boolean | undefined): string | undefined =>
  flag === undefined ? undefined : flag ? '1' : '0';

/** The vendor: comma-separated, without spaces. */
const commaList = (values: readonly string[]): string | undefined =>
  values.length === 0 ? undefined : [...new Set(values)].join(',');
