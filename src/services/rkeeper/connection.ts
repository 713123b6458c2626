import { serverUrlFault } from '../../core/address';
import type { Form } from '../../core/form';
import { GUID } from './guid';
import { environment } from '../../core/env';
import { LOGIN, PASSWORD, type ConnectionField } from '../connection_field';

/** A subscription: a LicenseInfo in every write, with an id from the licence server. */
export interface SubscriptionLicense {
  readonly kind: 'subscription';
  /** E-mail of the licence user. */
  readonly user: string;
  readonly password: string;
  /** The developer's token from UCS. */
  readonly token: string;
  /** GUID of the licensed product, part of the anchor. */
  readonly product: string;
  /** Typed by hand where the licence server cannot be reached. */
  readonly licenseId: string | undefined;
  readonly serverUrl: string;
}

/** How the till is licensed: by subscription, or once and for all, without any LicenseInfo. */
export type TillLicense = SubscriptionLicense | { readonly kind: 'lifetime' };

/** A restaurant: its cash server's XML interface, and its licence. */
export interface TillConnection {
  readonly platform: 'rkeeper';
  /** Origin of the cash server, without a path. */
  readonly serverUrl: string;
  readonly serverLogin: string;
  readonly serverPassword: string;
  /** SHA-256 of the one certificate to trust, 64 hex digits in upper case. */
  readonly fingerprint: string | undefined;
  /** The restaurant's 9-digit code; read from the till when unknown. */
  readonly restCode: string | undefined;
  /** The licence instance; derived from the connection when unknown. */
  readonly instanceGuid: string | undefined;
  readonly license: TillLicense;
}

const LICENSE_TOKEN = {
  key: 'license_token',
  label: 'Licence Token',
  type: 'password',
  helpText:
    "**r_keeper:** the developer's token. Ask UCS for it at [integrations@rkeeper.ru](mailto:integrations@rkeeper.ru); it lives one year.",
} as const satisfies ConnectionField;

const LICENSE_PRODUCT = {
  key: 'license_product',
  label: 'Licence',
  choices: [
    {
      value: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
      sample: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
      label: 'Subscription for 12 months',
    },
    {
      value: '4458d8b1-0019-4025-8c7a-60a83ad64b66',
      sample: '4458d8b1-0019-4025-8c7a-60a83ad64b66',
      label: 'Subscription for 1 month',
    },
    { value: 'lifetime', sample: 'lifetime', label: 'LifeTime licence (nothing is sent with orders)' },
  ],
  helpText:
    '**r_keeper:** the licence of the XML interface that the restaurant has (модуль XML-интерфейс для Приложения). ' +
    '[About the licences](https://docs.rkeeper.ru/)',
} as const satisfies ConnectionField;

const LICENSE_ID = {
  key: 'license_id',
  label: 'Licence ID',
  type: 'password',
  helpText:
    '**r_keeper:** leave it empty, unless the licence server [l.ucs.ru](https://l.ucs.ru) cannot be reached. Then enter the id of the active licence.',
} as const satisfies ConnectionField;

const REST_CODE = {
  key: 'rest_code',
  label: 'Restaurant Code',
  helpText:
    '**r_keeper:** the 9 digits of the object (код ресторана) from [l.ucs.ru](https://l.ucs.ru). Leave it empty to read it from the till.',
} as const satisfies ConnectionField;

const INSTANCE_GUID = {
  key: 'instance_guid',
  label: 'Licence Instance GUID',
  helpText:
    '**r_keeper:** leave it empty: it is made from this connection and always the same. Fill it in only to go on with a number that another [integration](https://docs.rkeeper.ru/) used.',
} as const satisfies ConnectionField;

const SERVER_URL = {
  key: 'server_url',
  label: 'Cash Server Address',
  placeholder: 'https://till.example.com:4545',
  helpText:
    '**r_keeper:** the address of the XML interface as seen from the internet, with the port ("HTTP Data Port" of the cash server in ' +
    'RK7 Manager). A till behind a router needs a forwarded port. [How to set it up](https://docs.rkeeper.ru/)',
} as const satisfies ConnectionField;

const SERVER_LOGIN = {
  key: 'server_login',
  label: 'Cash Server Login',
  helpText:
    '**r_keeper:** the name of a till user who may use the XML interface (HTTP/HTTPS access right in [RK7 Manager](https://docs.rkeeper.ru/)).',
} as const satisfies ConnectionField;

const SERVER_PASSWORD = {
  key: 'server_password',
  label: 'Cash Server Password',
  type: 'password',
  helpText: '**r_keeper:** the password of that till user, set in [RK7 Manager](https://docs.rkeeper.ru/).',
} as const satisfies ConnectionField;

const SERVER_FINGERPRINT = {
  key: 'server_fingerprint',
  label: 'Certificate Fingerprint',
  helpText:
    '**r_keeper:** leave it empty at first. If the till has a self-signed certificate, the test says its fingerprint: compare it with ' +
    'the till, then paste it here to trust exactly that certificate. [About certificates](https://docs.rkeeper.ru/)',
} as const satisfies ConnectionField;

const LICENSE_USER = {
  ...LOGIN,
  helpText: '**r_keeper:** the e-mail of the licence user at [l.ucs.ru](https://l.ucs.ru).',
} as const satisfies ConnectionField;

const LICENSE_PASSWORD = {
  ...PASSWORD,
  helpText: '**r_keeper:** the password of the licence user at [l.ucs.ru](https://l.ucs.ru).',
} as const satisfies ConnectionField;

export const TILL_FIELDS = [
  LICENSE_USER,
  LICENSE_PASSWORD,
  LICENSE_TOKEN,
  LICENSE_PRODUCT,
  LICENSE_ID,
  REST_CODE,
  INSTANCE_GUID,
  SERVER_URL,
  SERVER_LOGIN,
  SERVER_PASSWORD,
  SERVER_FINGERPRINT,
] as const;

const GUID_RULE = 'must be a GUID like 655cee55-7bcd-4826-b6e0-a8ccf2017ef3';

/** Reads a restaurant from the connection form; its faults are the form's. */
export function readTillConnection(form: Form): TillConnection {
  return {
    platform: 'rkeeper',
    license: readLicense(form),
    restCode: form.matching(REST_CODE, /^\d{9}$/, 'must be 9 digits'),
    instanceGuid: form.matching(INSTANCE_GUID, GUID, GUID_RULE),
    serverUrl: readServerUrl(form),
    serverLogin: form.requiredText(SERVER_LOGIN),
    serverPassword: form.requiredText(SERVER_PASSWORD),
    fingerprint: form
      .matching(
        SERVER_FINGERPRINT,
        /^(?:[0-9a-f]{2}[:\s]?){32}$/i,
        'must be a SHA-256 fingerprint: 64 hexadecimal digits',
      )
      ?.replace(/[:\s]/g, '')
      .toUpperCase(),
  };
}

function readLicense(form: Form): TillLicense {
  const product = form.requiredMatching(
    LICENSE_PRODUCT,
    new RegExp(`${GUID.source}|^lifetime$`, 'i'),
    'must be one of the choices',
  );
  if (product.toLowerCase() === 'lifetime') return { kind: 'lifetime' };
  const serverUrl = environment('RKEEPER_LICENSE_URL') ?? 'https://l.ucs.ru';
  const fault = serverUrlFault(serverUrl);
  if (fault !== undefined) form.fault(`The app's setting RKEEPER_LICENSE_URL ${fault}.`);
  return {
    kind: 'subscription',
    user: form.requiredText(LOGIN),
    password: form.requiredText(PASSWORD),
    token: form.requiredText(LICENSE_TOKEN),
    product: product.replace(/[{}]/g, '').toLowerCase(),
    licenseId: form.matching(LICENSE_ID, GUID, GUID_RULE),
    serverUrl: serverUrl.replace(/\/+$/, ''),
  };
}

function readServerUrl(form: Form): string {
  const text = form.requiredText(SERVER_URL);
  const fault = text === '' ? undefined : serverUrlFault(text);
  if (fault !== undefined) form.fault(`${SERVER_URL.label} ${fault}.`);
  return URL.canParse(text) ? new URL(text).origin : '';
}
