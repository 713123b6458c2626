import { ConnectedPimPay } from '../support/pimpay';

const KEY = 'pimpay_find_register';
const REGISTER = { id: '6278', tin: '7700000000', num: '42423', date: '2020-02-12', sum: '1' };

it('a register is found with its status, and with why PimPay has discarded it', async () => {
  await using pimpay = await ConnectedPimPay.open({ matchSeconds: 0 });
  expect(await pimpay.search(KEY, { id: '6278' })).toEqual([]);
  await pimpay.create('pimpay_send_register', { ...REGISTER, rows: [{ oid: '11113', ptp: '2' }] });
  expect(await pimpay.search(KEY, { id: '6278' })).toEqual([
    {
      ...{ id: '6278', status: 'discarded', is_final: true },
      errors: ['Неизвестный заказ 11113', 'Сумма платёжного поручения не сходится со строками'],
    },
  ]);
  expect(pimpay.sent('getVerificationStatus').at(-1)).toBe('<id xsi:type="xsd:string">6278</id>');
});

it('a register that PimPay is still at work on is not final', async () => {
  await using pimpay = await ConnectedPimPay.open();
  await pimpay.create('pimpay_send_register', { ...REGISTER, rows: [{ oid: '11111', ptp: '1' }] });
  expect(await pimpay.search(KEY, { id: '6278' })).toEqual([
    { id: '6278', status: 'pending', is_final: false, errors: [] },
  ]);
});
