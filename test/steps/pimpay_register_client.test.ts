import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_register_client';
const CLIENT = {
  ...{ tin: '7700000002', legalEntityName: 'ООО "Ромашка"', shopName: 'Ромашка', email: 'shop@example.com' },
  mobile: '8 (999) 000-00-02',
};
const STANDING = { status: 'active', isMoneyTransferPossible: true, isActive: true, ordersCount: 0 };

it('a client is made known to PimPay', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.create(KEY, { ...CLIENT, agreement: '17' })).toEqual({
    ...{
      ...STANDING,
      id: '7700000002',
      paymentOrderPurpose: 'Перечисление за ООО "Ромашка"',
      already_existed: false,
    },
  });
  const string = (name: string, text: string): string => `<${name} xsi:type="xsd:string">${text}</${name}>`;
  expect(pimpay.sent('acceptClient')).toEqual([
    `<client xsi:type="ns1:AcceptClientParams">${string('legalEntityName', 'ООО "Ромашка"')}<tin xsi:type="ns1:tinType">7700000002</tin>` +
      `${string('agreement', '17')}${string('shopName', 'Ромашка')}${string('email', 'shop@example.com')}` +
      '<mobile xsi:type="ns1:mobileType">+79990000002</mobile></client>',
  ]);
});

it('one that PimPay knows already stays as it is, as after a lost answer', async () => {
  await using pimpay = await ConnectedPimPay.open();
  pimpay.double.faults.add({ kind: 'lost answer' }, { on: 'acceptClient' });
  expect((await errorOf(pimpay.create(KEY, CLIENT))).message).toContain('it is safe to run this step again');
  expect(await pimpay.create(KEY, CLIENT)).toMatchObject({ id: '7700000002', already_existed: true });
  expect(pimpay.sent('acceptClient')).toHaveLength(1);
});

it.each(['+7 999 000-00-02', '89990000002', '9990000002'])('%s is a phone number', async (mobile) => {
  await using pimpay = await ConnectedPimPay.open();
  await pimpay.create(KEY, { ...CLIENT, mobile });
  expect(pimpay.sent('acceptClient').join()).toContain('>+79990000002<');
});

it('a wrong address and number are refused before anything is sent', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(
    (await errorOf(pimpay.create(KEY, { ...CLIENT, email: 'shop', mobile: '123-45-67-89-01-23' }))).message,
  ).toBe(
    'Please correct 2 fields:\n- Email must be one email address, not "shop".\n' +
      '- Mobile Phone must be one number with its country code, such as +7 999 123-45-67, not "123-45-67-89-01-23".',
  );
  expect(pimpay.calls).toEqual([]);
});
