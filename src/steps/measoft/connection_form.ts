import { serverUrlFault } from '../../core/address';
import { environment } from '../../core/env';
import type { Form } from '../../core/form';
import { LOGIN, PASSWORD, type ConnectionField } from '../../services/connection_field';
import type { CourierConnection } from '../../services/measoft/connection';

const COURIER_CODE = {
  key: 'courier_code',
  label: 'Courier Company Code',
  helpText:
    '**MeaSoft:** the number of your courier company («Код курьерской службы»). Ask the company, or see the address of your ' +
    'cabinet: 8 in [home.courierexe.ru/8](https://home.courierexe.ru/8).',
} as const satisfies ConnectionField;

const API_URL = {
  key: 'api_url',
  label: 'API Address',
  helpText:
    '**MeaSoft:** leave it empty, unless your courier company told you another address than [the usual one](https://home.courierexe.ru/api/).',
} as const satisfies ConnectionField;

const COURIER_LOGIN = {
  ...LOGIN,
  helpText: '**MeaSoft:** your login («Логин») at the [courier company](https://home.courierexe.ru/).',
} as const satisfies ConnectionField;

const COURIER_PASSWORD = {
  ...PASSWORD,
  helpText: '**MeaSoft:** your password («Пароль») at the [courier company](https://home.courierexe.ru/).',
} as const satisfies ConnectionField;

export const COURIER_FIELDS = [COURIER_LOGIN, COURIER_PASSWORD, COURIER_CODE, API_URL] as const;

/** Reads an account from the connection form; its faults are the form's. */
export function readCourierConnection(form: Form): CourierConnection {
  const login = form.requiredText(LOGIN);
  const password = form.requiredText(PASSWORD);
  const courierCode = form.requiredMatching(COURIER_CODE, /^\d{1,9}$/, 'must be a number');
  const apiUrl = form.text(API_URL) ?? environment('MEASOFT_URL') ?? 'https://home.courierexe.ru/api/';
  const fault = serverUrlFault(apiUrl);
  if (fault !== undefined) form.fault(`${API_URL.label} ${fault}.`);
  return { platform: 'measoft', courierCode, login, password, apiUrl };
}
