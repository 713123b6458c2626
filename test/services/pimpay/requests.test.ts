import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleKeys } from '../../../sandbox/pimpay/pimpay_double';
import type { Http } from '../../../src/core/http';
import { reportState, sendOrder, type NewOrder } from '../../../src/services/pimpay/orders';
import { registerStatus, sendRegister, type Register } from '../../../src/services/pimpay/registers';
import { parseKopecks as kopecks } from '../../../src/core/money';
import { findBalances } from '../../../src/services/pimpay/clients';
import { PimPayClient } from '../../../src/services/pimpay/client';
import { readPrivateKey } from '../../../src/services/pimpay/private_key';
import { CLOCK } from '../../../src/core/time';
import { MemoryStore } from '../../support/memory';

// The requests of PimPay's own SDK, as a server of ours received them, with their length in bytes.

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:PlatformApiWsdl" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><SOAP-ENV:Header><ns1:client>phpSdk @ 2020-08-17 11:13:31</ns1:client><ns1:version>v2_7</ns1:version><ns1:signature/></SOAP-ENV:Header><SOAP-ENV:Body>';
const TAIL = '</SOAP-ENV:Body></SOAP-ENV:Envelope>\n';

interface Sent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a client sends for an operation; PimPay knows nothing that it is asked for. */
async function sentBy(work: (client: PimPayClient) => Promise<unknown>, operation = ''): Promise<Sent> {
  const sent: Sent[] = [];
  const http: Http = ({ body = '', headers = {}, into }) => {
    sent.push({ body, headers });
    into.push(
      Buffer.from(
        '<e:Envelope><e:Body><e:Fault><faultstring>Не найдено</faultstring></e:Fault></e:Body></e:Envelope>',
      ),
    );
    return Promise.resolve({ status: 500, location: undefined });
  };
  const connection = {
    ...({ platform: 'pimpay', token: 'TOKEN', digest: 'SHA256', companyCode: 'dalli_service' } as const),
    ...{
      key: readPrivateKey(sampleKeys().privateKey, undefined),
      url: 'https://pimpay.example/v2_7/soap/invoke',
    },
  };
  await work(new PimPayClient(connection, http, new MemoryStore(CLOCK))).catch(() => undefined);
  const first = sent.find(({ headers }) => headers.SOAPAction?.includes(operation));
  if (!first) throw new Error('Nothing was sent.');
  return first;
}

const TIME = '2024-03-22T17:08:43+03:00';

const ORDER: NewOrder = {
  ...{ id: '11111', tin: '7700000000', createdAt: TIME, statusTime: TIME, currency: 'RUB' },
  ...{
    paymentFromRecipient: kopecks(8800),
    declaredOrderCost: kopecks(314),
    estimatedDeliveryCost: undefined,
  },
  ...{ deliveryService: 'dalli_service', deliveryServiceExternalId: '14424', paymentMethod: undefined },
  ...{ status: { uniform: 'pending', custom: 'NEW' }, returnUtilization: false, moneyRecipient: undefined },
  ...{ postId: undefined, destinationAddress: undefined },
  recipient: { fio: undefined, phone: undefined, email: undefined },
  items: [{ name: 'Свеча', sku: undefined, value: kopecks(100), count: 1, vatValue: 'vat_20' }],
};

const REGISTER: Register = {
  ...{ id: '6278', tin: '7700000000', num: 42423, date: '2020-02-12', sum: kopecks(8486) },
  rows: [
    {
      ...{ oid: '11111', ptp: kopecks(8486), pfr: kopecks(8800), dc: kopecks(270), cs: kopecks(44) },
      ...{ ins: kopecks(0), tsc: undefined, transactions: [{ val: kopecks(-10), cmt: 'packing' }] },
    },
  ],
};

const status = { uniform: 'delivered', custom: 'COMPLETE' } as const;

it.each<[string, number, (client: PimPayClient) => Promise<unknown>, string]>([
  ['testHeaderSignature', 654, (client) => client.checkKeys(), ''],
  [
    'getVerificationStatus',
    693,
    (client) => registerStatus(client, '6278'),
    '<id xsi:type="xsd:string">6278</id>',
  ],
  [
    'updateStateForOrders',
    1079,
    (client) =>
      reportState(client, { id: '11111', cost: undefined, status, time: '2024-03-24T14:10:00+03:00' }),
    '<ordersStates SOAP-ENC:arrayType="ns1:OrderState[1]" xsi:type="ns1:OrdersStates"><item xsi:type="ns1:OrderState"><id xsi:type="xsd:string">11111</id><uniformPimpayDeliveryStatus xsi:type="ns1:uniformPimpayDeliveryStatusType">delivered</uniformPimpayDeliveryStatus><customDeliveryStatus xsi:type="xsd:string">COMPLETE</customDeliveryStatus><time xsi:type="xsd:dateTime">2024-03-24T14:10:00+03:00</time></item></ordersStates>',
  ],
  [
    'getClientsBalance',
    811,
    (client) => findBalances(client, ['7700000000', '7700000001']),
    '<tins SOAP-ENC:arrayType="ns1:tinType[2]" xsi:type="ns1:tins"><item xsi:type="ns1:tinType">7700000000</item><item xsi:type="ns1:tinType">7700000001</item></tins>',
  ],
  [
    'upsertOrders',
    2290,
    (client) => sendOrder(client, ORDER),
    '<orders SOAP-ENC:arrayType="ns1:Order[1]" xsi:type="ns1:Orders"><item xsi:type="ns1:Order"><id xsi:type="xsd:string">11111</id><tin xsi:type="ns1:tinType">7700000000</tin><base xsi:type="ns1:OrderBase"><params xsi:type="ns1:OrderParams"><currency xsi:type="ns1:currencyType">RUB</currency><paymentFromRecipient xsi:type="xsd:float">8800</paymentFromRecipient><declaredOrderCost xsi:type="xsd:float">314</declaredOrderCost><deliveryService xsi:type="ns1:deliveryServiceType">dalli_service</deliveryService><deliveryServiceExternalId xsi:type="xsd:string">14424</deliveryServiceExternalId><uniformPimpayDeliveryStatus xsi:type="ns1:uniformPimpayDeliveryStatusType">pending</uniformPimpayDeliveryStatus><customDeliveryStatus xsi:type="xsd:string">NEW</customDeliveryStatus><returnUtilization xsi:type="xsd:boolean">false</returnUtilization><history SOAP-ENC:arrayType="ns1:DeliveryStatusHistoryItem[1]" xsi:type="ns1:DeliveryStatusHistoryItems"><item xsi:type="ns1:DeliveryStatusHistoryItem"><time xsi:type="xsd:dateTime">2024-03-22T17:08:43+03:00</time><uniformPimpayDeliveryStatus xsi:type="ns1:uniformPimpayDeliveryStatusType">pending</uniformPimpayDeliveryStatus><customDeliveryStatus xsi:type="xsd:string">NEW</customDeliveryStatus></item></history></params></base><createdAt xsi:type="xsd:dateTime">2024-03-22T17:08:43+03:00</createdAt><items SOAP-ENC:arrayType="ns1:OrderItem[1]" xsi:type="ns1:OrderItems"><item xsi:type="ns1:OrderItem"><name xsi:type="xsd:string">Свеча</name><value xsi:type="xsd:float">100</value><count xsi:type="xsd:integer">1</count><vatValue xsi:type="ns1:VatValueType">vat_20</vatValue></item></items></item></orders>',
  ],
])('%s is written as PimPay’s own SDK writes it, byte for byte', async (operation, length, work, parts) => {
  const { body, headers } = await sentBy(work);
  const token = '<token xsi:type="xsd:string">TOKEN</token>';
  expect(body).toBe(`${HEAD}<ns1:${operation}>${token}${parts}</ns1:${operation}>${TAIL}`);
  expect(Buffer.byteLength(body)).toBe(length);
  const { 'X-Request-Signature': signature, ...others } = headers;
  expect(signature).toMatch(/^[A-Za-z0-9+/]{342}==$/);
  expect(others).toEqual({
    'Content-Type': 'text/xml; charset=utf-8',
    SOAPAction: `"urn:PlatformApiWsdl#${operation}"`,
  });
});

it('the signature is good to the program openssl, over the last line feed, too', async () => {
  const { body, headers } = await sentBy((client) => client.checkKeys());
  const folder = mkdtempSync(join(tmpdir(), 'pimpay-'));
  try {
    const path = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const key = path('public.pem', sampleKeys().publicKey);
    const signature = path('signature', Buffer.from(headers['X-Request-Signature'] ?? '', 'base64'));
    const verified = (sent: string): string =>
      spawnSync('openssl', [
        'dgst',
        '-sha256',
        '-verify',
        key,
        '-signature',
        signature,
        path('body', sent),
      ]).stdout.toString();
    expect([verified(body), verified(body.trimEnd())]).toEqual(['Verified OK\n', 'Verification failure\n']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('sendVerification is written as PimPay’s own SDK writes it, byte for byte', async () => {
  // A register is looked for before it is sent: there is none.
  const { body } = await sentBy((client) => sendRegister(client, REGISTER, 'error'), 'sendVerification');
  expect(body).toBe(
    `${HEAD}<ns1:sendVerification><token xsi:type="xsd:string">TOKEN</token><tin xsi:type="ns1:tinType">7700000000</tin><id xsi:type="xsd:string">6278</id><paymentOrder xsi:type="ns1:PaymentOrder"><num xsi:type="xsd:integer">42423</num><date xsi:type="xsd:date">2020-02-12</date><sum xsi:type="xsd:float">8486</sum></paymentOrder><rows SOAP-ENC:arrayType="ns1:VerificationRow[1]" xsi:type="ns1:VerificationRows"><item oid="11111" ptp="8486" pfr="8800" dc="270" cs="44" ins="0" xsi:type="ns1:VerificationRow"><txs SOAP-ENC:arrayType="ns1:CustomTransaction[1]" xsi:type="ns1:CustomTransactions"><item val="-10" cmt="packing" xsi:type="ns1:CustomTransaction"/></txs></item></rows></ns1:sendVerification>${TAIL}`,
  );
  expect(Buffer.byteLength(body)).toBe(1249);
});
