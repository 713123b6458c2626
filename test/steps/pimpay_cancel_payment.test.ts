import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_cancel_payment';

it.each([{ id: '501' }, { externalId: 'PAY-6000' }])(
  'a payment that is not made yet is taken back: %j',
  async (named) => {
    await using pimpay = await ConnectedPimPay.open();
    expect(await pimpay.create(KEY, named)).toMatchObject({
      id: '501',
      externalId: 'PAY-6000',
      amount: 1500.5,
      status: 'declined',
    });
    expect(pimpay.sent('rejectPayments')).toEqual([
      '<payments SOAP-ENC:arrayType="ns1:RejectedPayment[1]" xsi:type="ns1:RejectedPayments"><item xsi:type="ns1:RejectedPayment">' +
        '<id xsi:type="xsd:integer">501</id></item></payments>',
    ]);
  },
);

it('one that is taken back already, as after a lost answer, stays so', async () => {
  await using pimpay = await ConnectedPimPay.open();
  pimpay.double.faults.add({ kind: 'lost answer' }, { on: 'rejectPayments' });
  expect((await errorOf(pimpay.create(KEY, { id: '501' }))).message).toContain(
    'The payment may be cancelled already; it is safe to run this step again.',
  );
  expect(await pimpay.create(KEY, { id: '501' })).toMatchObject({ status: 'declined' });
  expect(pimpay.sent('rejectPayments')).toHaveLength(1);
});

it('one that is made, unknown or not named is refused', async () => {
  await using pimpay = await ConnectedPimPay.open();
  for (const payment of pimpay.double.office.payments) payment.status = 'complete';
  const message = async (named: object): Promise<string> =>
    (await errorOf(pimpay.create(KEY, { ...named }))).message;
  expect(await message({})).toBe('Fill in Payment ID or External ID.');
  expect(await message({ id: '501' })).toBe(
    'Payment 501 is made already, and cannot be taken back. Talk to PimPay. (payment complete)',
  );
  expect(await message({ externalId: 'PAY-9' })).toBe(
    'PimPay lists no payment PAY-9. Check what names it. (unknown payment)',
  );
  expect(pimpay.sent('rejectPayments')).toEqual([]);
});

it('one that PimPay itself will not take back fails the step in PimPay’s words', async () => {
  await using pimpay = await ConnectedPimPay.open();
  pimpay.double.faults.add({ kind: 'item error' }, { on: 'rejectPayments' });
  expect((await errorOf(pimpay.create(KEY, { id: '501' }))).message).toContain(
    '(PimPay: Платёж нельзя отменить)',
  );
});

it('the list has what can still be taken back', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const { office } = pimpay.double;
  office.pay({ externalId: 'PAY-2', tin: '7700000000', amount: '1', purposeOfPayment: 'Возврат' }).status =
    'complete';
  expect((await pimpay.pageOf('creates', KEY, 'id')).results).toEqual([
    { id: '501', label: '501 · PAY-6000 · Оплата по сверке 6000' },
  ]);
});
