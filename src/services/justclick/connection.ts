import { serviceUrl } from '../../core/env';
import type { Form } from '../../core/form';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import { connectionFields } from '../connection_field';

/** The brands of one platform, with the host that an account's subdomain belongs to. */
export const SHOP_BRANDS = {
  expertam: { name: 'Expertam', host: 'expertam.ru', variable: 'EXPERTAM_URL' },
  justclick: { name: 'JustClick', host: 'justclick.ru', variable: 'JUSTCLICK_URL' },
  influencersoft: { name: 'InfluencerSoft', host: 'influencersoft.com', variable: 'INFLUENCERSOFT_URL' },
} as const;

export type ShopBrand = keyof typeof SHOP_BRANDS;

/** The brands as the `service` choice has them. */
export const SHOP_SERVICES = Object.keys(SHOP_BRANDS).filter((key): key is ShopBrand =>
  Object.hasOwn(SHOP_BRANDS, key),
);

/** An account of the one platform that is sold as Expertam, JustClick and InfluencerSoft. */
export interface ShopConnection {
  readonly platform: 'justclick';
  readonly brand: ShopBrand;
  /** As people know it: "Expertam". */
  readonly brandName: string;
  /** The account's name, which is also its subdomain and part of every signature. */
  readonly login: string;
  /** The same as it was typed: whether letter case counts in signatures is not documented. */
  readonly typedLogin: string;
  /** Signs requests and answers; never sent. */
  readonly apiKey: string;
  /** Without a slash at its end: `https://username.expertam.ru`. */
  readonly baseUrl: string;
}

export const SHOP_FIELDS = connectionFields({
  login: {
    label: 'Login',
    required: true,
    helpText:
      'The account name, or your shop\'s address: its first part is the name, "username" in username.expertam.ru.',
  },
  api_key: {
    label: 'API Key',
    type: 'password',
    required: true,
    helpText:
      'The secret key («Ключ API»). In your account follow «API» at the bottom right, or «Интеграция и API», to /shops/setts/apisettings/. ' +
      '[Where to find it](https://help.expertam.ru/archives/11662)',
  },
});

/** One label of a domain name: anything else would send the signed request to another host. */
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** An address of one of the brands, as people copy it from the browser: "https://username.expertam.ru/shops/". */
const PASTED = /^(?:https?:\/\/)?([^\s/:?#@.]+)\.([a-z0-9.-]+)(?:[/?#]\S*)?$/i;

function readLogin(form: Form, brand: ShopBrand): string {
  const { name, host } = SHOP_BRANDS[brand];
  const typed = form.requiredText(SHOP_FIELDS.login);
  const [, account = typed, pastedDomain = host] = PASTED.exec(typed) ?? [];
  const domain = pastedDomain.toLowerCase();
  const other = Object.values(SHOP_BRANDS).find((one) => one.host === domain && one.host !== host);
  if (other)
    form.fault(
      say`${{ label: SHOP_FIELDS.login.label }} is an address of ${{ name: other.name }}, but the service is
        ${{ name2: name }}: choose ${{ name: other.name }}, or enter the account's name at
        ${{ name2: name }}.`,
    );
  else if (domain === host && DNS_LABEL.test(account)) return account;
  else if (typed !== '')
    form.fault(
      say`${{ label: SHOP_FIELDS.login.label }} must be the account name alone, the first part of the shop's
        address ("username" in username.${{ host }}), not "${{ typed: excerpt(typed) }}".`,
    );
  return '';
}

/** Reads an account from the connection form; its faults are the form's. */
export function readShopConnection(form: Form, brand: ShopBrand): ShopConnection {
  const { name, host, variable } = SHOP_BRANDS[brand];
  const typedLogin = readLogin(form, brand);
  const login = typedLogin.toLowerCase();
  return {
    platform: 'justclick',
    brand,
    brandName: name,
    login,
    typedLogin,
    apiKey: form.requiredText(SHOP_FIELDS.api_key),
    baseUrl: serviceUrl(variable, `https://{login}.${host}`, login === '' ? 'login' : login).replace(
      /\/+$/,
      '',
    ),
  };
}
