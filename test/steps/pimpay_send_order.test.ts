import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_send_order';
const ORDER = {
  ...{ id: '11113', tin: '7700000000', paymentFromRecipient: '8 800', declaredOrderCost: '314,50' },
  createdAt: '22.03.2024 17:08',
};

const string = (name: string, text: string): string => `<${name} xsi:type="xsd:string">${text}</${name}>`;

it('an order is sent with its status, and what is left empty is filled in as most people want it', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.create(KEY, ORDER)).toEqual({
    ...{
      id: '11113',
      tin: '7700000000',
      deliveryService: 'dalli_service',
      status: 'pending',
      custom_status: 'pending',
    },
  });
  const [sent = ''] = pimpay.sent('upsertOrders');
  const status =
    '<uniformPimpayDeliveryStatus xsi:type="ns1:uniformPimpayDeliveryStatusType">pending</uniformPimpayDeliveryStatus>' +
    string('customDeliveryStatus', 'pending');
  expect(sent).toBe(
    '<orders SOAP-ENC:arrayType="ns1:Order[1]" xsi:type="ns1:Orders"><item xsi:type="ns1:Order">' +
      `${string('id', '11113')}<tin xsi:type="ns1:tinType">7700000000</tin><base xsi:type="ns1:OrderBase"><params xsi:type="ns1:OrderParams">` +
      '<currency xsi:type="ns1:currencyType">RUB</currency><paymentFromRecipient xsi:type="xsd:float">8800</paymentFromRecipient>' +
      '<declaredOrderCost xsi:type="xsd:float">314.5</declaredOrderCost><deliveryService xsi:type="ns1:deliveryServiceType">dalli_service</deliveryService>' +
      `${string('deliveryServiceExternalId', '11113')}${status}<returnUtilization xsi:type="xsd:boolean">false</returnUtilization>` +
      '<history SOAP-ENC:arrayType="ns1:DeliveryStatusHistoryItem[1]" xsi:type="ns1:DeliveryStatusHistoryItems"><item xsi:type="ns1:DeliveryStatusHistoryItem">' +
      `<time xsi:type="xsd:dateTime">2024-03-22T17:08:00+03:00</time>${status}</item></history></params></base>` +
      '<createdAt xsi:type="xsd:dateTime">2024-03-22T17:08:00+03:00</createdAt></item></orders>',
  );
});

it('a whole order is sent in the order of the WSDL, with its items, receiver and rare fields', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const items = [
    { item_name: 'Свеча', item_value: '100', item_count: '2', item_sku: 'A-1', item_vatValue: 'НДС 20%' },
    { item_name: 'Доставка & «упаковка»', item_value: '0', item_vatValue: 'без НДС' },
  ];
  await pimpay.create(KEY, {
    ...{
      ...ORDER,
      items,
      uniformPimpayDeliveryStatus: 'DELIVERY',
      deliveryServiceExternalId: '14424',
      recipient_fio: 'Петров Пётр',
    },
    ...{
      recipient_phone: '+79990000002',
      recipient_email: 'p@example.com',
      destinationAddress: 'Москва, Петровка, 38',
    },
    ...{
      more: 'yes',
      deliveryService: 'top_delivery',
      estimatedDeliveryCost: '270',
      paymentMethod: 'наличные',
      currency: 'KZT',
    },
    ...{
      time: '2024-03-24T14:10:00+05:00',
      postId: 'RA123456789RU',
      returnUtilization: 'да',
      moneyRecipient: 'client',
    },
  });
  const [sent = ''] = pimpay.sent('upsertOrders');
  expect(
    [...sent.matchAll(/<(\w+) [^>]*>([^<]+)</g)].map(([, name, text]) => `${name ?? ''} ${text ?? ''}`),
  ).toEqual([
    ...['id 11113', 'tin 7700000000', 'postId RA123456789RU', 'currency KZT', 'paymentFromRecipient 8800'],
    ...['declaredOrderCost 314.5', 'estimatedDeliveryCost 270', 'deliveryService top_delivery'],
    ...[
      'deliveryServiceExternalId 14424',
      'uniformPimpayDeliveryStatus intransit',
      'customDeliveryStatus DELIVERY',
    ],
    ...['paymentMethod наличные', 'returnUtilization true', 'time 2024-03-24T12:10:00+03:00'],
    ...[
      'uniformPimpayDeliveryStatus intransit',
      'customDeliveryStatus DELIVERY',
      'createdAt 2024-03-22T17:08:00+03:00',
    ],
    ...['full Москва, Петровка, 38', 'fio Петров Пётр', 'phone +79990000002', 'email p@example.com'],
    ...['name Свеча', 'sku A-1', 'value 100', 'count 2', 'vatValue vat_20'],
    ...['name Доставка &amp; «упаковка»', 'value 0', 'count 1', 'vatValue vat_no', 'moneyRecipient client'],
  ]);
});

it('rates of VAT that PimPay does not know, and an order without a delivery service, are refused before anything is sent', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const input = { ...ORDER, items: [{ item_name: 'Свеча', item_value: '1', item_vatValue: '22' }] };
  const error = await errorOf(pimpay.create(KEY, input, { authData: pimpay.authData({ company_code: '' }) }));
  expect(error.message.split('\n')).toEqual([
    'Please correct 2 fields:',
    '- Item 1: Item VAT Rate must be one of "20 %", "18 %", "10 %", "0 %", "No VAT (без НДС)", not "22".',
    '- Fill in Delivery Service (More Fields), or PimPay Company Code in the connection. PimPay tells it.',
  ]);
  expect(pimpay.calls).toEqual([]);
});

it('an order that PimPay refuses fails the step in PimPay’s words', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const { message } = await errorOf(pimpay.create(KEY, { ...ORDER, tin: '7711111111' }));
  expect(message).toMatch(/^PimPay refused this\. .* \(PimPay: Клиент не найден\)$/);
});

it('the delivery services are listed', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const { results } = await pimpay.pageOf('creates', KEY, 'deliveryService', { more: 'yes' });
  expect(results).toContainEqual({ id: 'dalli_service', label: 'dalli service (dalli_service)' });
});
