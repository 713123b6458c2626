import { serviceUrl } from '../../core/env';
import type { Form } from '../../core/form';
import { connectionFields, type ConnectionField, type ConnectionRow } from '../../services/connection_field';
import { CONTOURS, type CdekConnection } from '../../services/cdek/connection';

/** Literals alone, so that builds for other services hold none of it. */
const ROWS = {
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
} as const satisfies Record<string, ConnectionRow>;

const field = (key: keyof typeof ROWS): ConnectionField => ({ key, ...ROWS[key] });

export function cdekFields(): readonly ConnectionField[] {
  return connectionFields(ROWS);
}

/** Reads a contract from the connection form; its faults are the form's. */
export function readCdekConnection(form: Form): CdekConnection {
  const account = form.requiredText(field('cdek_account'));
  const password = form.requiredText(field('cdek_password'));
  const contour = form.choice(field('cdek_contour'), ROWS.cdek_contour.choices) ?? 'production';
  return {
    platform: 'cdek',
    account,
    password,
    contour,
    baseUrl: serviceUrl('CDEK_URL', CONTOURS[contour]).replace(/\/+$/, ''),
  };
}
