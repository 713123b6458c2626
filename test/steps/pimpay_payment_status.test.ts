import { ConnectedPimPay } from '../support/pimpay';

const KEY = 'pimpay_payment_status';

it('each status of a payment is an event of its own, the newest payment first', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const { office } = pimpay.double;
  const asked = {
    externalId: 'PAY-1',
    tin: '7700000000',
    amount: '0.1',
    purposeOfPayment: 'Возврат',
    comment: 'за март',
  };
  const payment = office.pay(asked);
  const ids = async (): Promise<unknown[]> => (await pimpay.poll(KEY)).map(({ id }) => id);
  expect(await ids()).toEqual(['502:pending', '501:pending']);
  payment.status = 'complete';
  expect(await ids()).toEqual(['502:complete', '501:pending']);
  expect((await pimpay.poll(KEY))[0]).toEqual({
    ...{
      id: '502:complete',
      payment_id: '502',
      externalId: 'PAY-1',
      tin: '7700000000',
      amount: 0.1,
      paymentSum: 0.1,
    },
    ...{ feeSum: 0, status: 'complete', purposeOfPayment: 'Возврат', comment: 'за март' },
  });
  expect(pimpay.sent('getRequestedPayments')[0]).toBe('');
});

it('only the chosen statuses start the Zap', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.poll(KEY, { statuses: ['complete', 'declined'] })).toEqual([]);
  expect(await pimpay.poll(KEY, { statuses: 'pending, complete' })).toHaveLength(1);
});
