import { Refusal } from './answers';
import { COUNTRY_CODES } from './country_codes';
import { type Parameters, readAmount } from './parameters';

type Kind =
  'text' | 'url' | 'flag' | 'decimal' | 'integer' | 'category' | 'groups' | 'countries' | readonly string[];

/** Every setting of a product that UpdateGood and AddGood take, with the type that the vendor's table gives it. */
const SETTINGS = {
  good_title: 'text',
  parent_id: 'category',
  good_sum: 'decimal',
  good_api_url_notif: 'url',
  good_api_url_new_order: 'url',
  good_success_link: 'url',
  good_client_rassilki: 'groups',
  good_nalozh_only: 'flag',
  good_quickpost_article: 'text',
  good_post_service: ['none', 'quickpost', 'rps'],
  good_only_countries: 'countries',
  good_download: 'url',
  good_mail_subject: 'text',
  good_mail_format: ['html', 'text'],
  good_mail_body: 'text',
  good_mail_text: 'text',
  good_partner_fee: 'decimal',
  good_partner_fee_perc: 'decimal',
  good_partner_pfee: 'decimal',
  good_partner_pfee_perc: 'decimal',
  good_partner_show: 'flag',
  good_partner_SL_link: 'url',
  good_partner_addition_link: 'url',
  good_partner_text: 'text',
  good_pay_text: 'text',
  good_timer: 'flag',
  good_timer_unit: ['min', 'hour', 'day'],
  good_timer_duration: 'integer',
  good_use_short: 'flag',
  good_rashod: 'decimal',
  good_rashod_perc: 'decimal',
  good_publish: 'flag',
} as const satisfies Record<string, Kind>;

/** The name of a product setting. */
export type SettingName = keyof typeof SETTINGS;

/** Settings as the shop stores them: text, decimals with two digits. */
export type ProductSettings = Partial<Record<SettingName, string>>;

const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/**
 * Reads the settings that a request holds and leaves out the others. Refuses with code 3 what its type does not allow:
 * a comma in a decimal, a flag other than 0 and 1, a choice or country outside the list, a space between countries, a
 * category that the shop does not have. Empty text clears a text, a link or a list.
 *
 * @param russianPost whether RussianPostService is offered, as by the Russian brands only.
 */
export function readSettings(
  parameters: Parameters,
  categories: ReadonlySet<string>,
  russianPost: boolean,
): ProductSettings {
  const settings: ProductSettings = {};
  for (const name of SETTING_NAMES) {
    const text = parameters.optional(name);
    if (text !== undefined) {
      settings[name] = readSetting(SETTINGS[name], text, categories, russianPost);
    }
  }
  return settings;
}

function readSetting(
  kind: Kind,
  text: string,
  categories: ReadonlySet<string>,
  russianPost: boolean,
): string {
  if (kind === 'decimal') return readAmount(text);
  if (!isAllowed(kind, text, categories, russianPost)) throw new Refusal(3);
  return text;
}

function isAllowed(
  kind: Exclude<Kind, 'decimal'>,
  text: string,
  categories: ReadonlySet<string>,
  russianPost: boolean,
): boolean {
  switch (kind) {
    case 'text':
      return true;
    case 'url':
      return text === '' || (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text));
    case 'flag':
      return text === '0' || text === '1';
    case 'integer':
      return /^\d{1,9}$/.test(text);
    case 'category':
      return categories.has(text);
    case 'groups':
      return text === '' || groupNames(text).every(Boolean);
    case 'countries':
      return text === '' || text.split(',').every((code) => COUNTRY_CODES.has(code));
    default:
      return kind.includes(text) && (text !== 'rps' || russianPost);
  }
}

/** The group identifiers of `good_client_rassilki`: separated by commas, spaces around them allowed. */
export function groupNames(list: string): readonly string[] {
  return list === '' ? [] : list.split(',').map((name) => name.trim());
}
