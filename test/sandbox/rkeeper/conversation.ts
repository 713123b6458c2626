import { Clock } from '../../../sandbox/clock';
import { TillDouble, type TillOptions } from '../../../sandbox/rkeeper/till';
import { parseXml, type XmlElement } from '../../../sandbox/xml';
import { attribute } from '../elements';

export { at, attribute } from '../elements';

export const BASIC = `Basic ${Buffer.from('zapier:till-secret').toString('base64')}`;
export const INSTANCE = '{0F5A6C1E-3B7D-4E8A-9C2F-1D4B6A8E0C3F}';
export const SOUP = 1000017;

/** What the tests of a file share: a till as new for each test, an open order on it, and its clock, which stands still. */
export interface Stage {
  clock: Clock;
  till: TillDouble;
  /** The guid of the order. */
  order: string;
}

/** Starts a till before each test and stops it after. */
export function tillForEachTest(options: TillOptions = {}): Stage {
  const stage = {} as Stage;
  beforeEach(async () => {
    stage.clock = Clock.at(Date.UTC(2026, 9, 3, 13, 5, 0));
    stage.till = await TillDouble.start({ clock: stage.clock, ...options });
    stage.order = await newOrder(stage.till);
  });
  afterEach(() => stage.till.stop());
  return stage;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Posts a body as it is. */
export async function post(
  till: TillDouble,
  body: string | Uint8Array<ArrayBuffer>,
  { headers = {}, url = till.url }: { headers?: Record<string, string>; url?: string } = {},
): Promise<HttpAnswer> {
  const usual = { Authorization: BASIC, 'Content-Type': 'application/xml', 'Accept-Encoding': 'identity' };
  const response = await fetch(url, { method: 'POST', headers: { ...usual, ...headers }, body });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Sends one command in an RK7Query and reads the answer. */
export async function ask(till: TillDouble, command: string): Promise<XmlElement> {
  const { text } = await post(till, `<?xml version="1.0" encoding="utf-8"?><RK7Query>${command}</RK7Query>`);
  return parseXml(text);
}

/** LicenseInfo as a client that does everything right would send it. */
export function licenseInfo(till: TillDouble, seqNumber: number | undefined, guid = INSTANCE): string {
  const token = till.registry.find(till.anchor)?.id ?? 'none';
  const number = seqNumber === undefined ? '' : ` seqNumber="${seqNumber}"`;
  return `<LicenseInfo anchor="${till.anchor}" licenseToken="${token}"><LicenseInstance guid="${guid}"${number}/></LicenseInfo>`;
}

/** Creates an order and gives its guid. */
export async function newOrder(till: TillDouble): Promise<string> {
  const created = await ask(
    till,
    '<RK7CMD CMD="CreateOrder"><Order><Table code="1"/><Station id="15015"/><Waiter code="5"/>' +
      '<Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>',
  );
  return attribute(created, 'guid');
}

/** Adds two portions of soup (dish 1000017, 119.00) to an order. */
export function saveSoup(till: TillDouble, order: string, seqNumber: number, guid?: string): string {
  return saveLines(till, order, seqNumber, '<Dish id="1000017" quantity="2000"/>', guid);
}

export function saveLines(
  till: TillDouble,
  order: string,
  seqNumber: number,
  lines: string,
  guid?: string,
): string {
  return `<RK7CMD CMD="SaveOrder">${licenseInfo(till, seqNumber, guid)}<Order guid="${order}"/><Session>${lines}</Session></RK7CMD>`;
}

export function pay(till: TillDouble, order: string, seqNumber: number, amount: number): string {
  return (
    `<RK7CMD CMD="PayOrder">${licenseInfo(till, seqNumber)}<Order guid="${order}"/><Station id="15015"/>` +
    `<Cashier id="1000018"/><Payment id="1" amount="${amount}"/></RK7CMD>`
  );
}

/** What two portions of soup cost, in kopecks. */
export const SOUP_FOR_TWO = 23_800;

/** Two portions of soup are ordered and paid, under the first two numbers of the licence. Gives the answer of PayOrder. */
export async function sellSoup({ till, order }: Stage): Promise<XmlElement> {
  await ask(till, saveSoup(till, order, 0));
  return ask(till, pay(till, order, 1, SOUP_FOR_TWO));
}

/** Gives back dishes of the first receipt: one portion of soup unless something else is wanted. */
export function giveBack(
  till: TillDouble,
  seqNumber: number,
  wanted: { quantity?: number; reason?: number; receipt?: string; line?: string } = {},
): string {
  const [sold] = till.orders.receipts;
  const { quantity = 1000, reason = 1000300, receipt = sold?.guid, line = sold?.dishes[0]?.guid } = wanted;
  return (
    `<RK7CMD CMD="MakeReturnGoods">${licenseInfo(till, seqNumber)}<Station id="15015"/><Cashier id="1000018"/>` +
    `<Reason id="${reason}"/><PrintCheck line_guid="${receipt ?? ''}"/>` +
    `<Dishes><Dish line_guid="${line ?? ''}" quantity="${quantity}"/></Dishes></RK7CMD>`
  );
}

export function printBill(order: string): string {
  return `<RK7CMD CMD="PrintBill"><Order guid="${order}"/><Station id="15015"/><Cashier id="1000018"/></RK7CMD>`;
}

export function getOrder(order: string): string {
  return `<RK7CMD CMD="GetOrder"><Order guid="${order}"/></RK7CMD>`;
}

/** What decides how a client goes on: status, number, text. */
export function verdict(answer: XmlElement): {
  status: string | undefined;
  code: string | undefined;
  text: string | undefined;
} {
  return {
    status: answer.attribute('Status'),
    code: answer.attribute('RK7ErrorN'),
    text: answer.attribute('ErrorText'),
  };
}

/** The verdict on one command. */
export async function verdictOn(till: TillDouble, command: string): Promise<ReturnType<typeof verdict>> {
  return verdict(await ask(till, command));
}

/** The verdict of a till whose rules say no. */
export function refusal(text: string, code?: number): ReturnType<typeof verdict> {
  return { status: 'Query Executing Error', code: code === undefined ? undefined : String(code), text };
}
