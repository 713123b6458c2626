import { serviceUrl } from '../../core/env';
import type { Form } from '../../core/form';
import { say } from '../../language/language';
import { connectionFields } from '../../services/connection_field';
import type { CourierConnection } from '../../services/measoft/connection';

export const COURIER_FIELDS = connectionFields({
  courier_code: {
    label: 'Courier Company Code',
    required: true,
    helpText:
      'The number of your courier company («Код курьерской службы»). Ask the company, or look at the address of your cabinet: it is 8 in ' +
      'home.courierexe.ru/8.',
  },
  login: {
    label: 'Login',
    required: true,
    helpText: 'Your login («Логин») in the cabinet of the courier company.',
  },
  password: {
    label: 'Password',
    type: 'password',
    required: true,
    helpText: 'Your password («Пароль») in the cabinet of the courier company.',
  },
  api_url: {
    label: 'API Address',
    placeholder: 'https://home.courierexe.ru/api/',
    helpText: 'Leave it empty, unless your courier company told you an address of its own for the API.',
  },
});

/** Reads an account from the connection form; its faults are the form's. */
export function readCourierConnection(form: Form): CourierConnection {
  return {
    platform: 'measoft',
    courierCode: form.requiredMatching(COURIER_FIELDS.courier_code, /^\d{1,9}$/, say`must be a number`),
    login: form.requiredText(COURIER_FIELDS.login),
    password: form.requiredText(COURIER_FIELDS.password),
    apiUrl:
      form.serverUrl(COURIER_FIELDS.api_url) ?? serviceUrl('MEASOFT_URL', 'https://home.courierexe.ru/api/'),
  };
}
