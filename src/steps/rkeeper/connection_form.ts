import { serverUrlFault } from '../../core/address';
import { environment } from '../../core/env';
import type { Form } from '../../core/form';
import type { ConnectionField } from '../../services/connection_field';
import type { TillConnection, TillLicense } from '../../services/rkeeper/connection';
import { GUID } from '../../services/rkeeper/guid';

/** Literals alone, so that builds for other services hold none of it. */
const ROWS = {
  login: {
    label: 'Login',
    helpText: '**r_keeper:** the e-mail of the licence user at [l.ucs.ru](https://l.ucs.ru).',
  },
  password: {
    label: 'Password',
    type: 'password',
    helpText: '**r_keeper:** the password of the licence user at [l.ucs.ru](https://l.ucs.ru).',
  },
  license_token: {
    label: 'Licence Token',
    type: 'password',
    helpText:
      "**r_keeper:** the developer's token. Ask UCS for it at [integrations@rkeeper.ru](mailto:integrations@rkeeper.ru); it lives one year.",
  },
  license_product: {
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
  },
  license_id: {
    label: 'Licence ID',
    type: 'password',
    helpText:
      '**r_keeper:** leave it empty, unless the licence server [l.ucs.ru](https://l.ucs.ru) cannot be reached. Then enter the id of the active licence.',
  },
  rest_code: {
    label: 'Restaurant Code',
    helpText:
      '**r_keeper:** the 9 digits of the object (код ресторана) from [l.ucs.ru](https://l.ucs.ru). Leave it empty to read it from the till.',
  },
  instance_guid: {
    label: 'Licence Instance GUID',
    helpText:
      '**r_keeper:** leave it empty: it is made from this connection and always the same. Fill it in only to go on with a number that another [integration](https://docs.rkeeper.ru/) used.',
  },
  server_url: {
    label: 'Cash Server Address',
    placeholder: 'https://till.example.com:4545',
    helpText:
      '**r_keeper:** the address of the XML interface as seen from the internet, with the port ("HTTP Data Port" of the cash server in ' +
      'RK7 Manager). A till behind a router needs a forwarded port. [How to set it up](https://docs.rkeeper.ru/)',
  },
  server_login: {
    label: 'Cash Server Login',
    helpText:
      '**r_keeper:** the name of a till user who may use the XML interface (HTTP/HTTPS access right in [RK7 Manager](https://docs.rkeeper.ru/)).',
  },
  server_password: {
    label: 'Cash Server Password',
    type: 'password',
    helpText: '**r_keeper:** the password of that till user, set in [RK7 Manager](https://docs.rkeeper.ru/).',
  },
  server_fingerprint: {
    label: 'Certificate Fingerprint',
    helpText:
      '**r_keeper:** leave it empty at first. If the till has a self-signed certificate, the test says its fingerprint: compare it with ' +
      'the till, then paste it here to trust exactly that certificate. [About certificates](https://docs.rkeeper.ru/)',
  },
} as const satisfies Record<string, Omit<ConnectionField, 'key'>>;

const field = (key: keyof typeof ROWS): ConnectionField => ({ key, ...ROWS[key] });

/** The fields of a connection to a restaurant, in the order of the form. */
export function tillFields(): readonly ConnectionField[] {
  return Object.entries(ROWS).map(([key, row]) => ({ key, ...row }));
}

const GUID_RULE = 'must be a GUID like 655cee55-7bcd-4826-b6e0-a8ccf2017ef3';

/** Reads a restaurant from the connection form; its faults are the form's. */
export function readTillConnection(form: Form): TillConnection {
  return {
    platform: 'rkeeper',
    license: readLicense(form),
    restCode: form.matching(field('rest_code'), /^\d{9}$/, 'must be 9 digits'),
    instanceGuid: form.matching(field('instance_guid'), GUID, GUID_RULE),
    serverUrl: readServerUrl(form),
    serverLogin: form.requiredText(field('server_login')),
    serverPassword: form.requiredText(field('server_password')),
    fingerprint: form
      .matching(
        field('server_fingerprint'),
        /^(?:[0-9a-f]{2}[:\s]?){32}$/i,
        'must be a SHA-256 fingerprint: 64 hexadecimal digits',
      )
      ?.replace(/[:\s]/g, '')
      .toUpperCase(),
  };
}

function readLicense(form: Form): TillLicense {
  const product = form.requiredMatching(
    field('license_product'),
    new RegExp(`${GUID.source}|^lifetime$`, 'i'),
    'must be one of the choices',
  );
  if (product.toLowerCase() === 'lifetime') return { kind: 'lifetime' };
  const serverUrl = environment('RKEEPER_LICENSE_URL') ?? 'https://l.ucs.ru';
  const fault = serverUrlFault(serverUrl);
  if (fault !== undefined) form.fault(`The app's setting RKEEPER_LICENSE_URL ${fault}.`);
  return {
    kind: 'subscription',
    user: form.requiredText(field('login')),
    password: form.requiredText(field('password')),
    token: form.requiredText(field('license_token')),
    product: product.replace(/[{}]/g, '').toLowerCase(),
    licenseId: form.matching(field('license_id'), GUID, GUID_RULE),
    serverUrl: serverUrl.replace(/\/+$/, ''),
  };
}

function readServerUrl(form: Form): string {
  const text = form.requiredText(field('server_url'));
  const fault = text === '' ? undefined : serverUrlFault(text);
  if (fault !== undefined) form.fault(`${ROWS.server_url.label} ${fault}.`);
  return URL.canParse(text) ? new URL(text).origin : '';
}
