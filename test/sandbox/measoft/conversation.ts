import { Clock } from '../../../sandbox/clock';
import { CourierDouble, type CourierDoubleOptions } from '../../../sandbox/measoft/courier_double';
import { parseXml, type XmlElement } from '../../../sandbox/xml';
import { attribute } from '../elements';

export * from '../elements';

export const AUTH = '<auth extra="8" login="test" pass="testm"/>';
export const AGENT_AUTH = '<auth extra="8" login="agent" pass="secret"/>';

/** 22 March 2024, a Friday, noon in Moscow. */
const NOON = Date.UTC(2024, 2, 22, 9, 0, 0);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What the tests of a file share: a courier as new for each test, and the time that it lives in, which stands still. */
export interface Stage {
  clock: Clock;
  courier: CourierDouble;
}

/** Starts a courier before each test and stops it after. There are no orders unless asked for. */
export function courierForEachTest(options: CourierDoubleOptions = {}): Stage {
  const stage = {} as Stage;
  beforeEach(async () => {
    stage.clock = Clock.at(NOON);
    stage.courier = await CourierDouble.start({ clock: stage.clock, seedOrders: false, ...options });
  });
  afterEach(() => stage.courier.stop());
  return stage;
}

export interface HttpAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Posts a body as it is. */
export async function post(
  courier: CourierDouble,
  body: string | Uint8Array<ArrayBuffer>,
  url = courier.url,
): Promise<HttpAnswer> {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type');
  return { status: response.status, type, bytes, text: bytes.toString('utf8') };
}

/** Calls a function with the test account, or with the `auth` given, and reads the answer. */
export async function call(
  courier: CourierDouble,
  functionName: string,
  content = '',
  auth = AUTH,
): Promise<XmlElement> {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const { bytes } = await post(courier, `${head}<${functionName}>${auth}${content}</${functionName}>`);
  return parseXml(bytes);
}

export const RECEIVER =
  '<receiver><person>Петров П.П.</person><phone>(495)123-45-67</phone><town>Москва</town><address>Петровка, 38</address></receiver>';

/** An order of the least that is accepted, and what else is given. */
export function orderXml(number: string, more = '', receiver = RECEIVER): string {
  return `<order orderno="${number}">${receiver}${more}</order>`;
}

/** Creates orders and gives the answer for each. */
export async function create(
  courier: CourierDouble,
  ...orders: readonly string[]
): Promise<readonly XmlElement[]> {
  return (await call(courier, 'neworder', orders.join(''))).all('createorder');
}

/** The codes of a partly successful answer. */
export function codes(answers: readonly XmlElement[]): readonly (string | undefined)[] {
  return answers.map((answer) => answer.attribute('error'));
}

/** The orders of the account that meet a query, as they are told. */
export async function orders(
  courier: CourierDouble,
  query = '',
  auth = AUTH,
): Promise<readonly XmlElement[]> {
  return (await call(courier, 'statusreq', query, auth)).all('order');
}

/** The only order that a query finds. */
export async function order(courier: CourierDouble, query = ''): Promise<XmlElement> {
  const [found, ...others] = await orders(courier, query);
  if (!found || others.length > 0)
    throw new Error(`${query} found ${others.length + (found ? 1 : 0)} orders`);
  return found;
}

/** The numbers of orders with changes for a stream, with and without an own one. */
export async function changes(courier: CourierDouble, more = '', auth = AUTH): Promise<readonly string[]> {
  const found = await orders(courier, `<changes>ONLY_LAST</changes>${more}`, auth);
  return found.map((changed) => attribute(changed, 'orderno'));
}

export async function commit(courier: CourierDouble, more = '', auth = AUTH): Promise<XmlElement> {
  return call(courier, 'commitlaststatus', more, auth);
}
