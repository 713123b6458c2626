import { setTimeout as pause } from 'node:timers/promises';
import { CLOCK } from '../../src/core/time';
import { Vault } from '../../src/core/vault';
import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_request_payment';
const PAYMENT = {
  externalId: 'PAY-1',
  tin: '7700000000',
  amount: '8 476,50',
  purposeOfPayment: 'Оплата по сверке 6278',
};

/** How many payments PimPay has under that external ID. */
const made = (pimpay: ConnectedPimPay): number =>
  pimpay.double.office.payments.filter(({ asked }) => asked.externalId === 'PAY-1').length;

/** From now on the app's clock is so many minutes ahead. */
function later(minutes: number): void {
  const now = Date.now();
  vi.spyOn(CLOCK, 'now').mockImplementation(() => now + minutes * 60_000);
}

afterEach(() => vi.restoreAllMocks());

it('a payment is requested, and given back as PimPay lists it', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.create(KEY, { ...PAYMENT, comment: 'за март' })).toEqual({
    ...{ id: '502', externalId: 'PAY-1', tin: '7700000000', amount: 8476.5, paymentSum: 8476.5, feeSum: 0 },
    ...{
      status: 'pending',
      purposeOfPayment: 'Оплата по сверке 6278',
      comment: 'за март',
      already_existed: false,
    },
  });
  expect(pimpay.sent('requestPayments')).toEqual([
    '<payments SOAP-ENC:arrayType="ns1:RequestedPayment[1]" xsi:type="ns1:RequestedPayments"><item xsi:type="ns1:RequestedPayment">' +
      '<externalId xsi:type="xsd:string">PAY-1</externalId><tin xsi:type="ns1:tinType">7700000000</tin><amount xsi:type="xsd:float">8476.5</amount>' +
      '<purposeOfPayment xsi:type="xsd:string">Оплата по сверке 6278</purposeOfPayment><comment xsi:type="xsd:string">за март</comment></item></payments>',
  ]);
});

it('what cannot be paid is refused before anything is sent', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const error = await errorOf(
    pimpay.create(KEY, { ...PAYMENT, amount: '0', tin: '77', purposeOfPayment: ' ' }),
  );
  expect(error.message.split('\n')).toEqual([
    'Please correct 3 fields:',
    '- Client INN must be an INN (ИНН) of 10 or 12 digits, with the zero that it may begin with, not "77".',
    '- Amount must be more than 0.',
    '- Purpose is required.',
  ]);
  expect(pimpay.calls).toEqual([]);
});

describe('the same payment', () => {
  it('is not requested again, also where the run is repeated a month later or the memory is lost', async () => {
    await using pimpay = await ConnectedPimPay.open();
    const first = await pimpay.create(KEY, PAYMENT);
    pimpay.forget();
    expect(await pimpay.create(KEY, PAYMENT)).toEqual({ ...first, already_existed: true });
    expect([made(pimpay), pimpay.sent('requestPayments')]).toEqual([1, [expect.anything()]]);
  });

  it('is not requested again where PimPay lists it no more', async () => {
    await using pimpay = await ConnectedPimPay.open();
    await pimpay.create(KEY, PAYMENT);
    pimpay.double.switches.listsPayments = false;
    expect(await pimpay.create(KEY, PAYMENT)).toMatchObject({
      id: '502',
      status: null,
      already_existed: true,
    });
    expect([made(pimpay), pimpay.sent('requestPayments')]).toEqual([1, [expect.anything()]]);
  });

  it('is not requested again where neither PimPay lists it nor the memory took it', async () => {
    await using pimpay = await ConnectedPimPay.open({ listsPayments: false });
    pimpay.double.faults.add({ kind: 'delay', milliseconds: 300 }, { on: 'requestPayments' });
    const running = errorOf(pimpay.create(KEY, PAYMENT));
    while (made(pimpay) === 0) await pause(2);
    const writing = vi.spyOn(Vault.prototype, 'write').mockResolvedValue(false);
    expect((await running).name).toBe('ThrottledError');
    writing.mockRestore();
    later(5);
    expect((await errorOf(pimpay.create(KEY, PAYMENT))).code).toBe('unclear_outcome');
    expect([made(pimpay), pimpay.sent('requestPayments')]).toEqual([1, [expect.anything()]]);
  });

  it('of another sum or client is refused, as one that was declined is', async () => {
    await using pimpay = await ConnectedPimPay.open();
    await pimpay.create(KEY, PAYMENT);
    for (const more of [{ amount: '8476.51' }, { tin: '7700000001' }])
      expect((await errorOf(pimpay.create(KEY, { ...PAYMENT, ...more }))).message).toBe(
        'External ID PAY-1 belongs to another payment, of another sum or client. Use another External ID. (payment exists)',
      );
    for (const payment of pimpay.double.office.payments) payment.status = 'declined';
    expect((await errorOf(pimpay.create(KEY, PAYMENT))).message).toBe(
      'Payment PAY-1 was requested before, and declined. Use another External ID to request it again. (payment declined)',
    );
    expect(made(pimpay)).toBe(1);
  });
});

describe('after a lost answer', () => {
  it('the payment is found on the list, and not requested twice', async () => {
    await using pimpay = await ConnectedPimPay.open();
    pimpay.double.faults.add({ kind: 'lost answer' }, { on: 'requestPayments' });
    expect(await pimpay.create(KEY, PAYMENT)).toMatchObject({ id: '502', already_existed: false });
    expect(made(pimpay)).toBe(1);
  });

  it('with no list to look at, nothing is sent until a later run can look', async () => {
    await using pimpay = await ConnectedPimPay.open();
    // The first look comes before the request, the next ones fail.
    pimpay.double.faults.add({ kind: 'lost answer' }, { on: 'requestPayments' });
    pimpay.double.faults.add({ kind: 'lost request' }, { on: 'getRequestedPayments', after: 1, times: 2 });
    for (const minutes of [0, 5]) {
      later(minutes);
      expect((await errorOf(pimpay.create(KEY, PAYMENT))).name).toBe('ThrottledError');
    }
    expect(await pimpay.create(KEY, PAYMENT)).toMatchObject({ externalId: 'PAY-1', status: 'pending' });
    expect([made(pimpay), pimpay.sent('requestPayments')]).toEqual([1, [expect.anything()]]);
  });

  it('of a request that was made, though PimPay tells no result of it, the payment counts', async () => {
    await using pimpay = await ConnectedPimPay.open();
    pimpay.double.faults.add({ kind: 'no items' }, { on: 'requestPayments' });
    expect(await pimpay.create(KEY, PAYMENT)).toMatchObject({ id: '502' });
    expect([made(pimpay), pimpay.sent('requestPayments')]).toEqual([1, [expect.anything()]]);
  });

  describe.each([
    { kind: 'lost request' },
    { kind: 'lost answer' },
    { kind: 'fault', words: 'Внутренняя ошибка сервера' },
  ] as const)('(%j) of a payment that is not on the list', (fault) => {
    it('nothing is sent again, whatever the run now says of it, and a person reads how to go on', async () => {
      await using pimpay = await ConnectedPimPay.open({ listsPayments: false });
      pimpay.double.faults.add(fault, { on: 'requestPayments' });
      expect((await errorOf(pimpay.create(KEY, PAYMENT))).name).toBe('ThrottledError');
      for (const more of [{}, { amount: '1' }, { purposeOfPayment: 'Оплата' }, { tin: '7700000001' }]) {
        later(5);
        expect(await errorOf(pimpay.create(KEY, { ...PAYMENT, ...more }))).toMatchObject({
          code: 'unclear_outcome',
          message:
            'The answer to this step was lost, and nothing shows whether it was carried out. Payment PAY-1 may have been requested. ' +
            'This step does not send it again by itself. Look for it in the cabinet of PimPay. If it is there, nothing is left to do. ' +
            'If PimPay tells you that it has no such payment, run this step with another External ID. (unclear outcome)',
        });
      }
      expect(pimpay.sent('requestPayments')).toHaveLength(1);
      const other = { ...PAYMENT, externalId: 'PAY-2' };
      expect(await pimpay.create(KEY, other)).toMatchObject({ externalId: 'PAY-2', already_existed: false });
    });
  });

  it('a payment that appears on the list later is found then', async () => {
    await using pimpay = await ConnectedPimPay.open({ listsPayments: false });
    pimpay.double.faults.add({ kind: 'lost answer' }, { on: 'requestPayments' });
    await errorOf(pimpay.create(KEY, PAYMENT));
    pimpay.double.switches.listsPayments = true;
    expect(await pimpay.create(KEY, PAYMENT)).toMatchObject({ id: '502', already_existed: false });
    expect(made(pimpay)).toBe(1);
  });
});

it.each([
  [{ kind: 'item error' }, 'Клиент не найден'],
  [{ kind: 'fault', words: 'Недостаточно средств' }, 'Недостаточно средств'],
] as const)('a refusal (%j) is told, and the payment may be requested again', async (fault, words) => {
  await using pimpay = await ConnectedPimPay.open();
  pimpay.double.faults.add(fault, { on: 'requestPayments' });
  expect((await errorOf(pimpay.create(KEY, PAYMENT))).message).toContain(`(PimPay: ${words})`);
  expect(await pimpay.create(KEY, PAYMENT)).toMatchObject({ already_existed: false });
  expect(made(pimpay)).toBe(1);
});
