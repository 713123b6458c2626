import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_find_balance';

it('the balances of the clients that PimPay knows are found', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.search(KEY, { tins: ['7700000000, 7700000001', '7700000009'] })).toEqual([
    {
      id: '7700000000',
      legalEntityName: 'ООО Свеча',
      status: 'ok',
      customerBalance: 1500.5,
      depositBalance: 0,
    },
    {
      id: '7700000001',
      legalEntityName: 'ИП Петров',
      status: 'ok',
      customerBalance: 1500.5,
      depositBalance: 0,
    },
  ]);
  expect(pimpay.sent('getClientsBalance')).toEqual([
    '<tins SOAP-ENC:arrayType="ns1:tinType[3]" xsi:type="ns1:tins">' +
      ['7700000000', '7700000001', '7700000009']
        .map((tin) => `<item xsi:type="ns1:tinType">${tin}</item>`)
        .join('') +
      '</tins>',
  ]);
});

it('what is no INN is refused before anything is sent', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect((await errorOf(pimpay.search(KEY, { tins: ['7700000000', '77'] }))).message).toBe(
    'Client INNs must be an INN (ИНН) of 10 or 12 digits, with the zero that it may begin with, not "77".',
  );
  expect(pimpay.calls).toEqual([]);
});
