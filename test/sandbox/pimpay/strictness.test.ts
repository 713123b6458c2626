import { sign } from 'node:crypto';
import { PimPayDouble, SAMPLE_TOKEN, sampleKeys } from '../../../sandbox/pimpay/pimpay_double';

/** As PimPay's own SDK sends it, but for the token. */
const STATES =
  '<ordersStates SOAP-ENC:arrayType="ns1:OrderState[1]" xsi:type="ns1:OrdersStates"><item xsi:type="ns1:OrderState"><id xsi:type="xsd:string">11111</id>' +
  '<uniformPimpayDeliveryStatus xsi:type="ns1:uniformPimpayDeliveryStatusType">delivered</uniformPimpayDeliveryStatus>' +
  '<customDeliveryStatus xsi:type="xsd:string">COMPLETE</customDeliveryStatus><time xsi:type="xsd:dateTime">2024-03-24T14:10:00+03:00</time></item></ordersStates>';
const REQUEST =
  '<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:PlatformApiWsdl" ' +
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
  '<SOAP-ENV:Header><ns1:client>phpSdk @ 2020-08-17 11:13:31</ns1:client><ns1:version>v2_7</ns1:version><ns1:signature/></SOAP-ENV:Header><SOAP-ENV:Body>' +
  `<ns1:updateStateForOrders><token xsi:type="xsd:string">${SAMPLE_TOKEN}</token>${STATES}</ns1:updateStateForOrders></SOAP-ENV:Body></SOAP-ENV:Envelope>\n`;

interface Sending {
  readonly body?: string;
  readonly signed?: string;
  readonly digest?: string;
  readonly action?: string;
  readonly type?: string;
}

let double: PimPayDouble;
beforeAll(async () => {
  double = await PimPayDouble.start();
});
afterAll(() => double.stop());

/** The answer's status, and the words of its fault. */
async function answered({
  body = REQUEST,
  signed = body,
  digest = 'SHA256',
  action,
  type,
}: Sending): Promise<string> {
  const response = await fetch(double.url, {
    method: 'POST',
    headers: {
      'content-type': type ?? 'text/xml; charset=utf-8',
      soapaction: action ?? '"urn:PlatformApiWsdl#updateStateForOrders"',
      'x-request-signature': sign(digest, Buffer.from(signed), sampleKeys().privateKey).toString('base64'),
    },
    body,
  });
  const [, words = ''] = /<faultstring>([^<]*)/.exec(await response.text()) ?? [];
  return `${response.status} ${words}`.trim();
}

const changed = (from: string, to: string): Sending => ({ body: REQUEST.replace(from, to) });

it('what the SDK of PimPay sends is taken', async () => {
  expect(await answered({})).toBe('200');
});

it.each<[string, Sending]>([
  ['without the last line feed', { body: REQUEST.trimEnd(), signed: REQUEST }],
  ['over the request without its last line feed', { signed: REQUEST.trimEnd() }],
  ['by another digest', { digest: 'SHA512' }],
  [
    'of a request that was written anew',
    { body: REQUEST.replace('<ns1:signature/>', '<ns1:signature></ns1:signature>'), signed: REQUEST },
  ],
])('a signature %s is none', async (_what, sending) => {
  expect(await answered(sending)).toBe('500 Подпись запроса не прошла проверку');
});

it('another token is refused', async () => {
  expect(await answered(changed(SAMPLE_TOKEN, 'another'))).toBe('500 Неверный токен');
});

it.each<[string, Sending]>([
  ['a form', { type: 'application/x-www-form-urlencoded' }],
  ['a SOAPAction without quotes', { action: 'urn:PlatformApiWsdl#updateStateForOrders' }],
  ['a SOAPAction of another operation', { action: '"urn:PlatformApiWsdl#upsertOrders"' }],
  ['another version', changed('v2_7', 'v2_8')],
  ['a signature in the header', changed('<ns1:signature/>', '<ns1:signature>x</ns1:signature>')],
  ['a list that says to be longer than it is', changed('OrderState[1]', 'OrderState[2]')],
  ['a list without its type', changed(' xsi:type="ns1:OrdersStates"', '')],
  ['a value without its type', changed('<id xsi:type="xsd:string">', '<id>')],
  ['a value of another type', changed('<time xsi:type="xsd:dateTime">', '<time xsi:type="xsd:string">')],
  ['a day that there is not', changed('2024-03-24', '2024-02-31')],
  [
    'an item in the namespace',
    { body: REQUEST.replace('<item ', '<ns1:item ').replace('</item>', '</ns1:item>') },
  ],
  ['a status that is none', changed('>delivered<', '>COMPLETE<')],
  ['an unknown field', changed('<time ', '<comment xsi:type="xsd:string">x</comment><time ')],
  ['a field that is missing', changed('<id xsi:type="xsd:string">11111</id>', '')],
])('%s is refused as no request of the WSDL', async (_what, sending) => {
  expect(await answered(sending)).toMatch(/^500 Запрос не соответствует WSDL: /);
});
