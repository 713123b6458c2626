import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const KEY = 'pimpay_send_register';
const ROW = { oid: '11111', ptp: '8486', pfr: '8800', dc: '270', cs: '44', ins: '0' };
const REGISTER = {
  id: '6278',
  tin: '7700000000',
  num: '42423',
  date: '12.02.2020',
  sum: '8476',
  rows: [ROW],
};
const PACKING = { txs_oid: '11111', val: '-10', cmt: 'packing' };

it('a register is sent with its rows and transactions, zeros among the amounts', async () => {
  await using pimpay = await ConnectedPimPay.open();
  expect(await pimpay.create(KEY, { ...REGISTER, txs: [PACKING] })).toEqual({
    ...{ id: '6278', tin: '7700000000', sum: 8476, row_count: 1 },
    ...{ status: 'pending', errors: [], already_existed: false },
  });
  expect(pimpay.sent('sendVerification')).toEqual([
    '<tin xsi:type="ns1:tinType">7700000000</tin><id xsi:type="xsd:string">6278</id><paymentOrder xsi:type="ns1:PaymentOrder">' +
      '<num xsi:type="xsd:integer">42423</num><date xsi:type="xsd:date">2020-02-12</date><sum xsi:type="xsd:float">8476</sum></paymentOrder>' +
      '<rows SOAP-ENC:arrayType="ns1:VerificationRow[1]" xsi:type="ns1:VerificationRows">' +
      '<item oid="11111" ptp="8486" pfr="8800" dc="270" cs="44" ins="0" xsi:type="ns1:VerificationRow">' +
      '<txs SOAP-ENC:arrayType="ns1:CustomTransaction[1]" xsi:type="ns1:CustomTransactions">' +
      '<item val="-10" cmt="packing" xsi:type="ns1:CustomTransaction"/></txs></item></rows>',
  ]);
});

it('amounts that other systems computed are rounded to kopecks, and what is empty is left out', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const rows = [
    { oid: '11111', ptp: '33.3333', pfr: '1090.1000000000001' },
    { oid: '11112', ptp: '-0.005' },
  ];
  await pimpay.create(KEY, { ...REGISTER, sum: '33,32', rows });
  const [sent = ''] = pimpay.sent('sendVerification');
  expect(sent.match(/<item [^>]*>/g)).toEqual([
    '<item oid="11111" ptp="33.33" pfr="1090.1" xsi:type="ns1:VerificationRow"/>',
    '<item oid="11112" ptp="-0.01" xsi:type="ns1:VerificationRow"/>',
  ]);
});

it('what PimPay cannot take is refused before anything is sent, all of it at once', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const input = {
    ...{ id: '6278', tin: '770000000', num: '42423-А', date: '12.02.2020', sum: '8476' },
    rows: [{ oid: '11111', ptp: '1' }, { ptp: '2' }],
    txs: [
      { txs_oid: '99999', val: '-10', cmt: 'packing' },
      { txs_oid: '11111', val: '1' },
    ],
  };
  expect((await errorOf(pimpay.create(KEY, input))).message.split('\n')).toEqual([
    'Please correct 5 fields:',
    '- Client INN must be an INN (ИНН) of 10 or 12 digits, with the zero that it may begin with, not "770000000".',
    '- Payment Order Number must be a whole number, not "42423-А".',
    '- Row 2: Row Order Number is required.',
    '- Transaction 2: Transaction Comment is required.',
    '- Transaction 1: Transaction Order Number must be that of one of the rows.',
  ]);
  expect((await errorOf(pimpay.create(KEY, { ...REGISTER, rows: [] }))).message).toBe(
    'Rows must hold at least one row.',
  );
  expect(pimpay.calls).toEqual([]);
});

describe('a register that PimPay has already', () => {
  it('is not sent again: the step stops, or goes on with it, as was chosen', async () => {
    await using pimpay = await ConnectedPimPay.open();
    const register = { ...REGISTER, txs: [PACKING] };
    await pimpay.create(KEY, register);
    expect((await errorOf(pimpay.create(KEY, register))).message).toBe(
      'PimPay has a register 6278 already, and its status is pending. If an earlier run sent it, nothing is left to do. Otherwise use another ID. ' +
        '(register exists)',
    );
    const again = await pimpay.create(KEY, { ...register, if_exists: 'existing' });
    expect([again.already_existed, again.status]).toEqual([true, 'pending']);
    expect(pimpay.sent('sendVerification')).toHaveLength(1);
  });

  it('is sent again once PimPay has discarded it', async () => {
    await using pimpay = await ConnectedPimPay.open({ matchSeconds: 0, sameRegister: 'replace' });
    const first = await pimpay.create(KEY, { ...REGISTER, sum: '1' });
    expect([first.status, first.errors]).toEqual([
      'discarded',
      ['Сумма платёжного поручения не сходится со строками'],
    ]);
    const second = await pimpay.create(KEY, { ...REGISTER, sum: '8486' });
    expect([second.status, second.already_existed]).toEqual(['matched', false]);
  });
});

it('a register whose answer was lost is found by the next run, and not sent twice', async () => {
  await using pimpay = await ConnectedPimPay.open();
  pimpay.double.faults.add({ kind: 'lost answer' }, { on: 'sendVerification' });
  const register = { ...REGISTER, txs: [PACKING] };
  // The same run looks as soon as the answer is lost.
  expect(await pimpay.create(KEY, register)).toMatchObject({ status: 'pending', already_existed: false });
  expect(pimpay.sent('sendVerification')).toHaveLength(1);
});

it('a refusal is told in PimPay’s own words', async () => {
  await using pimpay = await ConnectedPimPay.open();
  const { message } = await errorOf(pimpay.create(KEY, { ...REGISTER, tin: '7711111111' }));
  expect(message).toMatch(/^PimPay refused this\. .* \(PimPay: Клиент не найден\)$/);
});
