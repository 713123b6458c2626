import { Problem } from './core/errors';
import { Form } from './core/form';
import { say } from './language/language';
import type { CourierConnection } from './services/measoft/connection';
import { readCourierConnection } from './steps/measoft/connection_form';
import type { TillConnection } from './services/rkeeper/connection';
import { readTillConnection } from './steps/rkeeper/connection_form';
import type { ShopConnection } from './services/justclick/connection';
import { readShopConnection, SHOP_BRANDS, type ShopBrand } from './services/justclick/connection';

type AuthData = Readonly<Record<string, unknown>>;

export const SERVICE = { key: 'service', label: 'Service to Connect' } as const;

/** @throws Problem of kind `connection` naming every missing or malformed field, or `input` for another service's account. */
export function shopConnection(authData: AuthData): ShopConnection {
  const service = serviceOf(authData);
  if (!isShopBrand(service)) throw wrongService(say`an Expertam, JustClick or InfluencerSoft account`);
  return read(authData, (form) => readShopConnection(form, service));
}

/** @throws Problem, as {@link shopConnection} does. */
export function tillConnection(authData: AuthData): TillConnection {
  return connectionTo('rkeeper', say`an r_keeper restaurant`, authData, readTillConnection);
}

/** @throws Problem, as {@link shopConnection} does. */
export function courierConnection(authData: AuthData): CourierConnection {
  return connectionTo('measoft', say`a MeaSoft account`, authData, readCourierConnection);
}

/**
 * The connection to a service, by the reader of its form.
 *
 * @param wanted what messages call such an account: "a MeaSoft account".
 * @throws Problem, as {@link shopConnection} does.
 */
export function connectionTo<Result>(
  service: string,
  wanted: string,
  authData: AuthData,
  reader: (form: Form) => Result,
): Result {
  if (serviceOf(authData) !== service) throw wrongService(wanted);
  return read(authData, reader);
}

/** The value of the `service` choice, as it was stored. A build for one service alone does not ask. */
export function serviceOf(authData: AuthData): string {
  return new Form(authData).text(SERVICE) ?? onlyService();
}

function onlyService(): string {
  const built = process.env.ZAKAZ_SERVICES ?? '';
  return built.includes(',') ? '' : built;
}

function isShopBrand(service: string): service is ShopBrand {
  return Object.hasOwn(SHOP_BRANDS, service);
}

function wrongService(wanted: string): Problem {
  return new Problem(
    'input',
    say`This step works with ${{ wanted }}. Pick another account in the step's account settings. (wrong
      service)`,
    {
      code: 'wrong_service',
    },
  );
}

function read<Result>(authData: AuthData, reader: (form: Form) => Result): Result {
  const form = new Form(authData);
  const connection = reader(form);
  form.check('connection');
  return connection;
}
