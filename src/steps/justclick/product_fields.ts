import { formatKopecks } from '../../core/money';
import { COUNTRIES } from '../../services/justclick/countries';
import type { GoodParameter } from '../../services/justclick/products';
import {
  choice,
  choices,
  filledWith,
  inGroup,
  wholeNumber,
  line,
  link,
  money,
  percent,
  shownWith,
  text,
  yesNo,
  type FieldRow,
  type Kind,
} from '../../zapier/fields';
import { groups } from './shop';

/** How the forms of products are divided. */
export const GOOD_GROUPS = [
  { key: 'product', label: 'Product' },
  { key: 'notifications', label: 'Notifications and Links' },
  { key: 'delivery', label: 'Delivery' },
  { key: 'letter', label: 'Letter After Payment' },
  { key: 'partners', label: 'Partner Program' },
  { key: 'payment', label: 'Payment Page' },
  { key: 'costs', label: 'Costs and Catalogue' },
];

/** Money as the decimal text that the shop takes. */
export const amount: Kind<string> = {
  show: {},
  read: (form, field) => {
    const kopecks = money.read(form, field);
    return kopecks === undefined ? undefined : formatKopecks(kopecks);
  },
  blank: '',
};

const countries = shownWith({ choices: { ...COUNTRIES } }, choices(COUNTRIES));

export const MONEY_HELP = 'In the shop\'s currency, for example "1250.50" or "1 250,50".';
const PERCENT_HELP = 'For example "12.5".';

/** A field on which others depend. */
const decisive = <Value>(kind: Kind<Value>): Kind<Value> => shownWith({ altersDynamicFields: true }, kind);

const POST_SERVICE = {
  label: 'Delivery Service',
  kind: decisive(
    choice({ none: 'Own delivery (доставляю сам)', quickpost: 'QuickPost', rps: 'RussianPostService' }),
  ),
  help: 'Who delivers the product («Служба доставки»).',
} as const;

const MAIL_FORMAT = {
  label: 'Letter Format',
  kind: decisive(choice({ html: 'HTML', text: 'Plain text' })),
  help: 'Choose the format to fill in the body of the letter.',
} as const;

const TIMER = {
  label: 'Limit Time to Pay',
  kind: decisive(yesNo),
  help: 'Whether a buyer has to pay within a certain time.',
} as const;

const ROWS = {
  ...inGroup('product', {
    good_title: { label: 'Title', kind: line, help: 'The name that buyers see.' },
    good_sum: { label: 'Price', kind: amount, help: MONEY_HELP },
    parent_id: {
      label: 'Category ID',
      kind: wholeNumber(),
      help: 'The number of an existing category («Категории» in the product editor).',
    },
  }),
  ...inGroup('notifications', {
    good_api_url_notif: {
      label: 'Paid Order Notification URL',
      kind: link,
      help: 'Where the shop reports paid orders (URL для оповещений по API об оплаченном счете). ⚠ An instant Zap on this product starts no more.',
    },
    good_api_url_new_order: {
      label: 'New Order Notification URL',
      kind: link,
      help: 'Where the shop reports new orders (URL для оповещений по API об оформленном счете). ⚠ An instant Zap on this product starts no more.',
    },
    good_success_link: {
      label: 'Page After Payment',
      kind: link,
      help: 'The page that a buyer is sent to after a successful payment.',
    },
    good_client_rassilki: {
      label: 'Buyer Groups',
      kind: groups,
      help: 'The contact groups that a buyer enters after the order. Groups that do not exist yet are created.',
    },
  }),
  ...inGroup('delivery', {
    good_nalozh_only: {
      label: 'Send Cash on Delivery',
      kind: yesNo,
      help: 'For a physical product: send it cash on delivery (наложенным платежом) right after the order.',
    },
    good_quickpost_article: {
      label: 'QuickPost Article',
      kind: line,
      help: 'The article of this product at the delivery service QuickPost.',
      when: filledWith('good_post_service', POST_SERVICE, 'quickpost'),
    },
    good_post_service: POST_SERVICE,
    good_only_countries: {
      label: 'Delivery Countries',
      kind: countries,
      help: 'The countries that this product can be delivered to.',
      // Twice 243 countries would be a twentieth of the definition, which every process of the app loads.
      when: () => true,
    },
    good_download: {
      label: 'Download Link',
      kind: link,
      help: 'For a physical product: the link to its digital copy.',
    },
  }),
  ...inGroup('letter', {
    good_mail_subject: {
      label: 'Letter Subject',
      kind: line,
      help: 'The subject of the letter that a buyer gets after the payment.',
    },
    good_mail_format: MAIL_FORMAT,
    good_mail_body: {
      label: 'Letter Body (HTML)',
      kind: text,
      help: 'The letter that a buyer gets after the payment, in HTML.',
      when: filledWith('good_mail_format', MAIL_FORMAT, 'html'),
    },
    good_mail_text: {
      label: 'Letter Body (Plain Text)',
      kind: text,
      help: 'The letter that a buyer gets after the payment. `{$download}` in it stands for the download link.',
      when: filledWith('good_mail_format', MAIL_FORMAT, 'text'),
    },
  }),
  ...inGroup('partners', {
    good_partner_fee: { label: 'Level 1 Commission', kind: amount, help: MONEY_HELP },
    good_partner_fee_perc: { label: 'Level 1 Commission (%)', kind: percent, help: PERCENT_HELP },
    good_partner_pfee: { label: 'Level 2 Commission', kind: amount, help: MONEY_HELP },
    good_partner_pfee_perc: { label: 'Level 2 Commission (%)', kind: percent, help: PERCENT_HELP },
    good_partner_show: {
      label: 'Show to Partners',
      kind: yesNo,
      help: "Show the product among the partners' advertising materials.",
    },
    good_partner_SL_link: {
      label: 'Description Page',
      kind: link,
      help: 'The page that describes the product (sales letter).',
    },
    good_partner_addition_link: {
      label: 'Advertising Materials Page',
      kind: link,
      help: 'A page with more material for partners, such as banners.',
    },
    good_partner_text: {
      label: 'Note for Partners',
      kind: text,
      help: 'A short note that partners see beside the product.',
    },
  }),
  ...inGroup('payment', {
    good_pay_text: {
      label: 'Payment Page Text',
      kind: text,
      help: 'HTML. The tags `#IMAGE#`, `#PRODUCT#`, `#PRICE#` and `#USD#` are filled in by the shop.',
    },
    good_timer: TIMER,
    good_timer_unit: {
      label: 'Time Limit Unit',
      kind: choice({ min: 'Minutes', hour: 'Hours', day: 'Days' }),
      help: 'What the time limit is counted in.',
      when: filledWith('good_timer', TIMER, true),
    },
    good_timer_duration: {
      label: 'Time Limit',
      kind: wholeNumber(),
      help: 'How many of these units a buyer has to pay.',
      when: filledWith('good_timer', TIMER, true),
    },
    good_use_short: {
      label: 'Short Order Link',
      kind: yesNo,
      help: 'Whether the order page of the product has a short link.',
    },
  }),
  ...inGroup('costs', {
    good_rashod: {
      label: 'Costs',
      kind: amount,
      help: `What making and sending one costs, for the shop's statistics. ${MONEY_HELP}`,
    },
    good_rashod_perc: {
      label: 'Costs (% of the Price)',
      kind: percent,
      help: `Taxes and the like. ${PERCENT_HELP}`,
    },
    good_publish: {
      label: 'Show in Catalogue',
      kind: yesNo,
      help: "Whether the shop's catalogue shows the product.",
    },
  }),
};

/** The parameters of UpdateGood and AddGood. What is not on the form does not count, though it was filled in before. */
export const GOOD_FIELDS = ROWS satisfies Record<GoodParameter, FieldRow<unknown>>;

/** The fields of which an empty value makes sense: it removes what the shop has stored. */
const CLEARABLE = [
  'good_api_url_notif',
  'good_api_url_new_order',
  'good_success_link',
  'good_client_rassilki',
  'good_only_countries',
  'good_download',
  'good_mail_subject',
  'good_mail_body',
  'good_mail_text',
  'good_partner_SL_link',
  'good_partner_addition_link',
  'good_partner_text',
  'good_pay_text',
] as const satisfies readonly GoodParameter[];

type Clearable = (typeof CLEARABLE)[number];

/** What these are called on the form. */
export const CLEARABLE_LABELS = Object.fromEntries(
  CLEARABLE.map((key) => [key, GOOD_FIELDS[key].label]),
) as Record<Clearable, string>;
