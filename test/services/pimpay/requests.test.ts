import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleKeys } from '../../../sandbox/pimpay/pimpay_double';
import type { Http } from '../../../src/core/http';
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

/** What a client sends first; no answer comes. */
async function sentBy(work: (client: PimPayClient) => Promise<unknown>): Promise<Sent> {
  const sent: Sent[] = [];
  const http: Http = ({ body = '', headers = {} }) => {
    sent.push({ body, headers });
    return Promise.resolve({ status: 404, location: undefined });
  };
  const connection = {
    ...({ platform: 'pimpay', token: 'TOKEN', digest: 'SHA256', companyCode: 'dalli_service' } as const),
    ...{
      key: readPrivateKey(sampleKeys().privateKey, undefined),
      url: 'https://pimpay.example/v2_7/soap/invoke',
    },
  };
  await work(new PimPayClient(connection, http, new MemoryStore(CLOCK))).catch(() => undefined);
  const [first] = sent;
  if (!first) throw new Error('Nothing was sent.');
  return first;
}

const status = { uniform: 'delivered', custom: 'COMPLETE' } as const;

it.each<[string, number, (client: PimPayClient) => Promise<unknown>, string]>([
  ['testHeaderSignature', 654, (client) => client.checkKeys(), ''],
  [
    'getVerificationStatus',
    693,
    (client) => client.registerStatus('6278'),
    '<id xsi:type="xsd:string">6278</id>',
  ],
  [
    'updateStateForOrders',
    1079,
    (client) =>
      client.reportState({ id: '11111', cost: undefined, status, time: '2024-03-24T14:10:00+03:00' }),
    '<ordersStates SOAP-ENC:arrayType="ns1:OrderState[1]" xsi:type="ns1:OrdersStates"><item xsi:type="ns1:OrderState"><id xsi:type="xsd:string">11111</id><uniformPimpayDeliveryStatus xsi:type="ns1:uniformPimpayDeliveryStatusType">delivered</uniformPimpayDeliveryStatus><customDeliveryStatus xsi:type="xsd:string">COMPLETE</customDeliveryStatus><time xsi:type="xsd:dateTime">2024-03-24T14:10:00+03:00</time></item></ordersStates>',
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
