import type { Form } from '../../core/form';
import { serverUrlFault } from '../../core/address';
import { excerpt } from '../../core/redact';
import { environment } from '../../core/env';
import { LOGIN, type ConnectionField } from '../connection_field';

/** The brands of one platform, with the host that an account's subdomain belongs to. */
export const SHOP_BRANDS = {
  expertam: { name: 'Expertam', host: 'expertam.ru', variable: 'EXPERTAM_URL' },
  justclick: { name: 'JustClick', host: 'justclick.ru', variable: 'JUSTCLICK_URL' },
  influencersoft: { name: 'InfluencerSoft', host: 'influencersoft.com', variable: 'INFLUENCERSOFT_URL' },
} as const;

export type ShopBrand = keyof typeof SHOP_BRANDS;

/** An account of the one platform that is sold as Expertam, JustClick and InfluencerSoft. */
export interface ShopConnection {
  readonly platform: 'justclick';
  readonly brand: ShopBrand;
  /** As people know it: "Expertam". */
  readonly brandName: string;
  /** The account's name, which is also its subdomain and part of every signature. */
  readonly login: string;
  /** Signs requests and answers; never sent. */
  readonly apiKey: string;
  /** Without a slash at its end: `https://username.expertam.ru`. */
  readonly baseUrl: string;
}

const API_KEY = {
  key: 'api_key',
  label: 'API Key',
  type: 'password',
  helpText:
    '**Shops:** the secret key («Ключ API»). In your account follow «API» at the bottom right, or «Интеграция и API», to ' +
    'shops/setts/apisettings. [Where to find it](https://help.expertam.ru/)',
} as const satisfies ConnectionField;

const SHOP_LOGIN = {
  ...LOGIN,
  helpText:
    "**Shops:** the account name, or your shop's address: its first part is the name (username in username.expertam.ru). " +
    '[Where to find it](https://help.expertam.ru/)',
} as const satisfies ConnectionField;

export const SHOP_FIELDS = [SHOP_LOGIN, API_KEY] as const;

/** One label of a domain name: anything else would send the signed request to another host. */
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** An address of one of the brands, as people copy it from the browser: "https://username.expertam.ru/shops/". */
const PASTED = /^(?:https?:\/\/)?([^\s/:?#@.]+)\.([a-z0-9.-]+)(?:[/?#]\S*)?$/;

function readLogin(form: Form, brand: ShopBrand): string {
  const { name, host } = SHOP_BRANDS[brand];
  const typed = form.requiredText(LOGIN);
  const [, account = typed, domain = host] = PASTED.exec(typed.toLowerCase()) ?? [];
  const other = Object.values(SHOP_BRANDS).find((one) => one.host === domain && one.host !== host);
  if (other)
    form.fault(
      `${LOGIN.label} is an address of ${other.name}, but the service is ${name}: choose ${other.name}, or enter the account's name at ${name}.`,
    );
  else if (typed !== '' && (domain !== host || !DNS_LABEL.test(account)))
    form.fault(
      `${LOGIN.label} must be the account name alone, the first part of the shop's address ("username" in username.${host}), not "${excerpt(typed)}".`,
    );
  return account;
}

/** Reads an account from the connection form; its faults are the form's. */
export function readShopConnection(form: Form, brand: ShopBrand): ShopConnection {
  const { name, host, variable } = SHOP_BRANDS[brand];
  // In the signature as in the host, where letter case is lost on the way.
  const login = readLogin(form, brand).toLowerCase();
  const apiKey = form.requiredText(API_KEY);
  const baseUrl = (environment(variable) ?? `https://{login}.${host}`)
    .replaceAll('{login}', login)
    .replace(/\/+$/, '');
  const fault = login === '' ? undefined : serverUrlFault(baseUrl);
  if (fault !== undefined) form.fault(`The app's setting ${variable} ${fault}.`);
  return { platform: 'justclick', brand, brandName: name, login, apiKey, baseUrl };
}
