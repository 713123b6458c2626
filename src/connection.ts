import { Problem } from './core/errors';
import { Form } from './core/form';
import { say } from './language/language';

type AuthData = Readonly<Record<string, unknown>>;

export const SERVICE = { key: 'service', label: 'Service to Connect' } as const;

/**
 * The connection to a service, by the reader of its form.
 *
 * @param services the values of the `service` choice that mean it.
 * @param wanted what messages call such an account: "a MeaSoft account".
 * @throws Problem of kind `connection` naming every missing or malformed field, or `input` for another service's account.
 */
export function connectionTo<Service extends string, Result>(
  services: readonly Service[],
  wanted: string,
  authData: AuthData,
  reader: (form: Form, service: Service) => Result,
): Result {
  const stored = serviceOf(authData);
  const service = services.find((one) => one === stored);
  if (service === undefined)
    throw new Problem(
      'input',
      say`This step works with ${{ wanted }}. Pick another account in the step's account settings. (wrong
        service)`,
      { code: 'wrong_service' },
    );
  const form = new Form(authData);
  const connection = reader(form, service);
  form.check('connection');
  return connection;
}

/** The value of the `service` choice, as it was stored. A build for one service alone does not ask. */
export function serviceOf(authData: AuthData): string {
  return new Form(authData).text(SERVICE) ?? onlyService();
}

function onlyService(): string {
  const built = process.env.ZAKAZ_SERVICES ?? '';
  return built.includes(',') ? '' : built;
}
