import { answered } from '../../core/http';
import { roubles } from '../../core/money';
import { integer, number, output, primary, text as textColumn, yesNo, type Row } from '../../core/output';
import type { XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { amountOf, flagOf, integerOf, itemsOf, textOf } from './answer';
import type { PimPayClient } from './client';
import { list, object, text, value } from './envelope';
import { NAME, unfit } from './problems';

/** A client of the courier company, whose money PimPay passes on. */
export interface NewClient {
  readonly legalEntityName: string;
  /** ИНН. */
  readonly tin: string;
  /** Number of the contract. */
  readonly agreement: string | undefined;
  readonly shopName: string;
  readonly email: string;
  /** `+79990000000` */
  readonly mobile: string;
  readonly extra: string | undefined;
}

export const CLIENT = output<XmlElement>()({
  id: primary(textColumn('Client INN', '7700000000', (info) => textOf(info, 'tin') ?? '')),
  status: textColumn('Status', 'active', (info) => textOf(info, 'status')),
  isMoneyTransferPossible: yesNo('Money Can Be Passed On', true, (info) =>
    flagOf(info, 'isMoneyTransferPossible'),
  ),
  isActive: yesNo('Is Active', true, (info) => flagOf(info, 'isActive')),
  paymentOrderPurpose: textColumn(
    'Purpose for Payment Orders',
    'Перечисление по договору 17 за ООО Свеча',
    (info) => textOf(info, 'paymentOrderPurpose'),
  ),
  ordersCount: integer('Number of Orders', 2, (info) => integerOf(info, 'ordersCount')),
});

export type Client = Row<typeof CLIENT>;

export type RegisteredClient = Client & { readonly alreadyExisted: boolean };

/** What PimPay holds of a client's money. */
export const BALANCE = output<XmlElement>()({
  id: primary(textColumn('Client INN', '7700000000', (balance) => textOf(balance, 'tin') ?? '')),
  legalEntityName: textColumn('Name', 'ООО Свеча', (balance) => textOf(balance, 'legalEntityName')),
  status: textColumn('Status', 'ok', (balance) => textOf(balance, 'status')),
  customerBalance: number('Balance', 1500.5, (balance) => roubles(amountOf(balance, 'customerBalance'))),
  depositBalance: number('Deposit', 0, (balance) => roubles(amountOf(balance, 'depositBalance'))),
});

/** Undefined where PimPay does not know it. Vendor: getClient. @throws Problem */
export async function findClient(pimpay: PimPayClient, tin: string): Promise<Client | undefined> {
  const info = (await pimpay.find('getClient', value('tin', 'ns1:tinType', tin)))?.child('clientInfo');
  return info && CLIENT.row(info);
}

/**
 * Makes a client known to PimPay. One that is known already stays as it is: PimPay would refuse it, as after a lost answer.
 * Vendor: acceptClient.
 *
 * @throws Problem
 */
export async function registerClient(pimpay: PimPayClient, client: NewClient): Promise<RegisteredClient> {
  const known = await findClient(pimpay, client.tin);
  if (known) return { ...known, alreadyExisted: true };
  const params = object(
    'client',
    'AcceptClientParams',
    text('legalEntityName', client.legalEntityName),
    value('tin', 'ns1:tinType', client.tin),
    text('agreement', client.agreement),
    text('shopName', client.shopName),
    text('email', client.email),
    value('mobile', 'ns1:mobileType', client.mobile),
    text('extra', client.extra),
  );
  const ifUnknown = say`The client may be registered; it is safe to run this step again, which looks first.`;
  const answer = await answered(NAME, { kind: 'write', ifUnknown }, () =>
    pimpay.exchange('acceptClient', params),
  );
  const info = answer.child('clientInfo');
  if (info) return { ...CLIENT.row(info), alreadyExisted: false };
  throw unfit(
    say`PimPay took the client without saying how it stands. Look at it with Find PimPay Client. (no client info)`,
    'no_client_info',
  );
}

/** Those that PimPay knows. Vendor: getClientsBalance. @throws Problem */
export async function findBalances(
  pimpay: PimPayClient,
  tins: readonly string[],
): Promise<Row<typeof BALANCE>[]> {
  const items = tins.map((tin) => value('item', 'ns1:tinType', tin)).filter((one) => one !== undefined);
  const result = (await pimpay.find('getClientsBalance', list('tins', ['tins', 'tinType'], items)))?.child(
    'result',
  );
  return (result ? itemsOf(result, 'balances') : []).map(BALANCE.row);
}
