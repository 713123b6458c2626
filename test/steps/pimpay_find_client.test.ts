import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_find_client';

it('a client is found by its INN, and one that is unknown is no error', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.search(KEY, { tin: '7700000000' })).toEqual([
    {
      ...{
        id: '7700000000',
        status: 'active',
        isMoneyTransferPossible: true,
        isActive: true,
        ordersCount: 2,
      },
      paymentOrderPurpose: 'Перечисление за ООО Свеча',
    },
  ]);
  expect(pimpay.sent('getClient')).toEqual(['<tin xsi:type="ns1:tinType">7700000000</tin>']);
  expect(await pimpay.search(KEY, { tin: '7700000009' })).toEqual([]);
});

it('a failure of PimPay’s own, or keys that are not taken, are not "nothing found"', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const { faults } = pimpay.double;
  faults.add({ kind: 'fault', words: 'Сервис временно недоступен' });
  expect((await errorOf(pimpay.search(KEY, { tin: '7700000000' }))).name).toBe('ThrottledError');
  faults.add({ kind: 'wrong signature' }, { times: 2 });
  expect((await errorOf(pimpay.search(KEY, { tin: '7700000000' }))).name).toBe('ExpiredAuthError');
});
