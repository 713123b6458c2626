import { serviceUrl } from '../../core/env';
import type { Form } from '../../core/form';
import { connectionFields } from '../../services/connection_field';
import { CONTOURS, type CdekConnection } from '../../services/cdek/connection';

export const CDEK_FIELDS = connectionFields({
  cdek_account: {
    label: 'CDEK Account',
    required: true,
    helpText:
      'The «Идентификатор» of the section «Интеграция» in your cabinet lk.cdek.ru at CDEK (СДЭК). It is not the login of the cabinet.',
  },
  cdek_password: {
    label: 'CDEK Secure Password',
    type: 'password',
    required: true,
    helpText: 'The «Пароль» that stands beside the «Идентификатор» in the section «Интеграция».',
  },
  cdek_contour: {
    label: 'CDEK Contour',
    choices: { production: 'Production (боевой контур)', test: 'Test (учебный контур)' },
    helpText:
      'Leave it empty for real parcels. Orders of the test contour never become parcels; it has keys of its own, which everybody shares.',
  },
});

/** Reads a contract from the connection form; its faults are the form's. */
export function readCdekConnection(form: Form): CdekConnection {
  const account = form.requiredText(CDEK_FIELDS.cdek_account);
  const password = form.requiredText(CDEK_FIELDS.cdek_password);
  const contour = form.choice(CDEK_FIELDS.cdek_contour, CDEK_FIELDS.cdek_contour.choices) ?? 'production';
  return {
    platform: 'cdek',
    account,
    password,
    contour,
    baseUrl: serviceUrl('CDEK_URL', CONTOURS[contour]).replace(/\/+$/, ''),
  };
}
