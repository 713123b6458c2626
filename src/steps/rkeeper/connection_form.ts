import { environment, serviceUrl, support } from '../../core/env';
import { Problem, THEN_REPLAY } from '../../core/errors';
import type { Form } from '../../core/form';
import { say } from '../../language/language';
import { connectionFields } from '../../services/connection_field';
import type { TillConnection, TillLicense } from '../../services/rkeeper/connection';
import { GUID } from '../../services/rkeeper/ref_item';

const USUAL_ZONE = 'Europe/Moscow';

export const TILL_FIELDS = connectionFields({
  server_url: {
    label: 'Cash Server Address',
    required: true,
    placeholder: 'https://till.example.com:4545',
    helpText:
      'The address of the XML interface as seen from the internet, with the port: "HTTP Data Port" of the cash server (кассовый сервер) in ' +
      'RK7 Manager. A till behind a router needs a forwarded port (проброс порта). ' +
      '[How to set it up](https://docs.rkeeper.ru/rk7/latest/ru/nastrojka-xml-interfejsa-8952443.html)',
  },
  server_login: {
    label: 'Cash Server Login',
    required: true,
    helpText:
      'The name of a till user who has the HTTP/HTTPS access right in RK7 Manager. ' +
      '[How to give it](https://docs.rkeeper.ru/rk7/latest/ru/nastrojka-xml-interfejsa-8952443.html)',
  },
  server_password: {
    label: 'Cash Server Password',
    type: 'password',
    required: true,
    helpText: 'The password of that till user, as it is set in RK7 Manager.',
  },
  server_fingerprint: {
    label: 'Certificate Fingerprint',
    placeholder: 'AB:CD:…',
    helpText:
      'Leave it empty at first. If the till has a self-signed certificate, the test says its SHA-256 fingerprint: compare it with the one at ' +
      'the cash server (`openssl x509 -in certificate.pem -noout -fingerprint -sha256`), then paste it here to trust exactly that certificate.',
  },
  license_product: {
    label: 'Licence',
    required: true,
    choices: {
      '655cee55-7bcd-4826-b6e0-a8ccf2017ef3': 'Subscription for 12 months',
      '4458d8b1-0019-4025-8c7a-60a83ad64b66': 'Subscription for 1 month',
      lifetime: 'LifeTime licence (nothing is sent with orders)',
    },
    helpText:
      'The licence of the XML interface that the restaurant has (модуль XML-интерфейс для Приложения). ' +
      '[About the licences](https://docs.rkeeper.com/RK7/Using-XML-Interface-by-Subscription.106332186.html)',
  },
  login: {
    label: 'Login',
    helpText:
      'For a subscription: the e-mail of the licence user at l.ucs.ru, whom the dealer of the restaurant makes. ' +
      '[How it is made](https://docs.rkeeper.com/RK7/Using-XML-Interface-by-Subscription.106332186.html)',
  },
  password: {
    label: 'Password',
    type: 'password',
    helpText: 'For a subscription: the password of the licence user at l.ucs.ru.',
  },
  time_zone: {
    label: 'Time Zone',
    default: USUAL_ZONE,
    choices: {
      'Europe/Kaliningrad': 'Kaliningrad (UTC+2)',
      'Europe/Moscow': 'Moscow (UTC+3)',
      'Europe/Samara': 'Samara (UTC+4)',
      'Asia/Yekaterinburg': 'Yekaterinburg (UTC+5)',
      'Asia/Omsk': 'Omsk (UTC+6)',
      'Asia/Novosibirsk': 'Novosibirsk, Krasnoyarsk (UTC+7)',
      'Asia/Irkutsk': 'Irkutsk (UTC+8)',
      'Asia/Yakutsk': 'Yakutsk (UTC+9)',
      'Asia/Vladivostok': 'Vladivostok (UTC+10)',
      'Asia/Magadan': 'Magadan, Sakhalin (UTC+11)',
      'Asia/Kamchatka': 'Kamchatka (UTC+12)',
      'Europe/Minsk': 'Belarus (UTC+3)',
      'Asia/Almaty': 'Kazakhstan (UTC+5)',
      'Asia/Yerevan': 'Armenia (UTC+4)',
      'Asia/Baku': 'Azerbaijan (UTC+4)',
      'Asia/Tbilisi': 'Georgia (UTC+4)',
      'Asia/Bishkek': 'Kyrgyzstan (UTC+6)',
      'Europe/Chisinau': 'Moldova (UTC+2, in summer +3)',
      'Asia/Dushanbe': 'Tajikistan (UTC+5)',
      'Asia/Ashgabat': 'Turkmenistan (UTC+5)',
      'Asia/Dubai': 'United Arab Emirates (UTC+4)',
      'Asia/Tashkent': 'Uzbekistan (UTC+5)',
    },
    helpText:
      'The time zone (часовой пояс) of the restaurant. Its till tells times without one. Leave it empty for Moscow.',
  },
  rest_code: {
    label: 'Restaurant Code',
    helpText:
      'The 9 digits of the object (код ресторана) at l.ucs.ru. Leave it empty to read it from the till.',
  },
  license_id: {
    label: 'Licence ID',
    type: 'password',
    helpText:
      'Leave it empty, unless the licence server l.ucs.ru cannot be reached. Then enter the id of the active licence.',
  },
  instance_guid: {
    label: 'Licence Instance GUID',
    helpText:
      'Leave it empty: it is made from this connection and always the same. Fill it in only to go on with the numbers of another program.',
  },
  license_token: {
    label: 'Licence Token',
    type: 'password',
    helpText:
      "Only if the app's owner gave you one: the developer's token from UCS. It lives one year. Leave it empty to use the token of the app.",
  },
});

const GUID_RULE = say`must be a GUID like 655cee55-7bcd-4826-b6e0-a8ccf2017ef3`;

/** Reads a restaurant from the connection form; its faults are the form's. @throws Problem where the owner of the app is at fault. */
export function readTillConnection(form: Form): TillConnection {
  const serverUrl = form.serverUrl(TILL_FIELDS.server_url);
  form.require(TILL_FIELDS.server_url);
  return {
    platform: 'rkeeper',
    serverUrl: serverUrl === undefined ? '' : new URL(serverUrl).origin,
    serverLogin: form.requiredText(TILL_FIELDS.server_login),
    serverPassword: form.requiredText(TILL_FIELDS.server_password),
    fingerprint: readFingerprint(form),
    restCode: form.matching(TILL_FIELDS.rest_code, /^\d{9}$/, say`must be 9 digits`),
    instanceGuid: form.matching(TILL_FIELDS.instance_guid, GUID, GUID_RULE),
    timeZone: form.choice(TILL_FIELDS.time_zone, TILL_FIELDS.time_zone.choices) ?? USUAL_ZONE,
    license: readLicense(form),
  };
}

/** With colons, spaces or nothing between, and as OpenSSL prints it: `sha256 Fingerprint=AB:CD…`. */
function readFingerprint(form: Form): string | undefined {
  return form
    .matching(
      TILL_FIELDS.server_fingerprint,
      /^(?:sha-?256\s+fingerprint\s*[=:]\s*)?(?:[0-9a-f]{2}[:\s]?){32}$/i,
      say`must be a SHA-256 fingerprint: 64 hexadecimal digits`,
    )
    ?.replace(/[:\s]/g, '')
    .slice(-64)
    .toUpperCase();
}

function readLicense(form: Form): TillLicense {
  const product = form.requiredMatching(
    TILL_FIELDS.license_product,
    new RegExp(`${GUID.source}|^lifetime$`, 'i'),
    say`must be one of the choices`,
  );
  if (product.toLowerCase() === 'lifetime') return { kind: 'lifetime' };
  const user = form.requiredText(TILL_FIELDS.login);
  const password = form.requiredText(TILL_FIELDS.password);
  const licenseId = form.matching(TILL_FIELDS.license_id, GUID, GUID_RULE);
  const own = form.text(TILL_FIELDS.license_token);
  // What the user can correct is told first.
  form.check('connection');
  return {
    kind: 'subscription',
    user,
    password,
    ...(own === undefined ? { token: tokenOfApp(), tokenOf: 'app' } : { token: own, tokenOf: 'connection' }),
    product: product.replace(/[{}]/g, '').toLowerCase(),
    licenseId,
    serverUrl: serviceUrl('RKEEPER_LICENSE_URL', 'https://l.ucs.ru').replace(/\/+$/, ''),
  };
}

/** UCS gives a developer one token for all restaurants. @throws Problem where the owner of the app has set none. */
function tokenOfApp(): string {
  const token = environment('RKEEPER_LICENSE_TOKEN');
  if (token !== undefined) return token;
  throw new Problem(
    'failed',
    say`Neither this connection nor the app has a token of the r_keeper licence server. Tell
      ${{ support: support() }}: the app's r_keeper token is missing. Or enter one of your own as Licence
      Token in the connection. ${{ thenReplay: THEN_REPLAY }} (no token)`,
    { code: 'no_token' },
  );
}
