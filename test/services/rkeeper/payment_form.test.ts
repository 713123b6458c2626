import { Form } from '../../../src/core/form';
import { readPayments, requiredPayments } from '../../../src/services/rkeeper/payment_form';
import { faultsOf, problemOf } from '../../support/problem';

async function faults(payments: unknown): Promise<string[]> {
  const form = new Form({ payments });
  requiredPayments(form);
  return faultsOf(
    await problemOf(() => {
      form.check();
    }),
  );
}

describe('payments', () => {
  it('of one currency without an amount are whatever is unpaid', () => {
    expect(readPayments(new Form({ payments: [{ currency_id: '1', amount: '' }] }))).toEqual({
      kind: 'rest',
      currency: { id: '1' },
    });
  });

  it('with amounts are exactly those', () => {
    const payments = [
      { currency_id: '1', amount: '1 250,50' },
      { currency_id: 'code:2', amount: 100 },
    ];
    expect(readPayments(new Form({ payments }))).toEqual({
      kind: 'exact',
      payments: [
        { currency: { id: '1' }, amount: 125050 },
        { currency: { code: '2' }, amount: 10000 },
      ],
    });
  });

  it.each([undefined, [], [{ currency_id: '', amount: '' }]])(
    'may be left out, or not: %j',
    async (payments) => {
      expect(readPayments(new Form({ payments }))).toBeUndefined();
      expect(await faults(payments)).toEqual(['Add at least one payment.']);
    },
  );

  it.each([
    [[{ amount: '5' }], ['Payment 1: Currency is required.']],
    [[{ currency_id: '1', amount: '0' }], ['Payment 1: Amount must be more than 0.']],
    [[{ currency_id: '1', amount: '10' }, { currency_id: '2' }], ['Payment 2: Amount is required.']],
    [
      [{ currency_id: '1' }, { currency_id: '2' }],
      ['Payment 1: Amount is required.', 'Payment 2: Amount is required.'],
    ],
  ])('need a currency, and amounts where there are several: %j', async (payments, sentences) => {
    expect(await faults(payments)).toEqual(sentences);
  });
});
