import { serverUrlFault } from '../../core/address';
import { environment } from '../../core/env';
import type { Form } from '../../core/form';
import type { ConnectionField } from '../../services/connection_field';
import { CONTOURS, type CdekConnection, type Contour } from '../../services/cdek/connection';

const WHERE = '[Where to find it](https://lk.cdek.ru/)';

const ACCOUNT = {
  key: 'cdek_account',
  label: 'CDEK Account',
  helpText:
    '**CDEK:** the «Идентификатор» of the section «Интеграция» in your cabinet at CDEK (СДЭК). It is not the login of the cabinet. ' +
    WHERE,
} as const satisfies ConnectionField;

const PASSWORD = {
  key: 'cdek_password',
  label: 'CDEK Secure Password',
  type: 'password',
  helpText: '**CDEK:** the «Пароль» that stands beside it in the section «Интеграция». ' + WHERE,
} as const satisfies ConnectionField;

const LABELS: Readonly<Record<Contour, string>> = {
  production: 'Production (боевой контур)',
  test: 'Test (учебный контур)',
};

const CONTOUR = {
  key: 'cdek_contour',
  label: 'CDEK Contour',
  choices: Object.entries(LABELS).map(([value, label]) => ({ value, sample: value, label })),
  helpText:
    '**CDEK:** leave it empty for real parcels. Orders of the test contour never become parcels; it has ' +
    '[keys of its own](https://api-docs.cdek.ru/), which everybody shares.',
} as const satisfies ConnectionField;

export const CDEK_FIELDS = [ACCOUNT, PASSWORD, CONTOUR] as const;

/** Reads a contract from the connection form; its faults are the form's. */
export function readCdekConnection(form: Form): CdekConnection {
  const account = form.requiredText(ACCOUNT);
  const password = form.requiredText(PASSWORD);
  const contour = form.choice(CONTOUR, LABELS) ?? 'production';
  const baseUrl = (environment('CDEK_URL') ?? CONTOURS[contour]).replace(/\/+$/, '');
  const fault = serverUrlFault(baseUrl);
  if (fault !== undefined) form.fault(`The app's setting CDEK_URL ${fault}.`);
  return { platform: 'cdek', account, password, contour, baseUrl };
}
