import { create, formOfCreate, optionsOf, runCreate } from '../support/app';
import { answer } from '../support/shop';
import { onlyShopAnswers, shopAnswers } from '../support/shop_answers';
import { errorOf } from '../support/zapier_error';

onlyShopAnswers();

const KEY = 'justclick_update_order_status';
const CHANGED = answer(0, 'order status changed');
const SENT = { bill_id: '100000', status: 'sent', date: '2013-03-03', rpo: '10000000000000' };
const PAID = { bill_id: '100000', status: 'paid', date: '2013-03-03' };
const DOUBT = 'Order 100000 may have been changed: look at it in the shop before you run this step again.';

describe('the order', () => {
  it('is marked as sent in one request, with the bytes of the vendor’s own example', async () => {
    const sent = shopAnswers([CHANGED]);
    const result = await runCreate(KEY, SENT);
    expect(sent).toEqual([
      {
        path: '/api/UpdateOrderStatus',
        body: 'bill_id=100000&status=sent&date=1362254400&rpo=10000000000000&hash=92cea5ba30b463b8c3b234e3d2945e65',
        headers: expect.objectContaining({
          'content-type': 'application/x-www-form-urlencoded',
          host: 'username.expertam.ru',
        }) as object,
      },
    ]);
    expect(result).toEqual({ ...create(KEY).operation.sample });
  });

  it.each([
    [
      'PAID',
      'bill_id=100000&status=paid&date=1362254400&hash=3e5d874250d817e74d4f30592d1076d5',
      { status: 'paid', status_label: 'Paid (оплачен)', date: '2013-03-02T20:00:00Z' },
    ],
    [
      'return',
      'bill_id=100000&status=return&hash=bbd30a63963fe366e67333492ba8b38e',
      { status: 'return', status_label: 'Returned by the buyer (возврат)', date: null },
    ],
    [
      'cancel',
      'bill_id=100000&status=cancel&hash=e6f34e400659b7cbcc81554b735aa38a',
      { status: 'cancel', status_label: 'Cancelled (отменен)', date: null },
    ],
  ])(
    'is marked as %s with what this status takes, whatever else is left over',
    async (status, body, told) => {
      const sent = shopAnswers([CHANGED]);
      const left = status === 'PAID' ? { rpo: ['a'] } : { date: 'nonsense', rpo: ['a'] };
      const result = await runCreate(KEY, { ...SENT, status, ...left });
      expect(sent.map((request) => request.body)).toEqual([body]);
      expect(result).toEqual({ id: '100000', bill_id: '100000', rpo: null, ...told });
    },
  );

  it.each([
    ['2013-03-03', 'UTC', '1362268800'],
    ['2013-03-03', 'Europe/Moscow', '1362254400'],
    ['2013-03-03T00:00:00+04:00', 'America/New_York', '1362254400'],
    [1362254400, 'America/New_York', '1362254400'],
  ])('is dated %s in the Zap’s zone %s', async (date, timezone, seconds) => {
    const sent = shopAnswers([CHANGED]);
    await runCreate(KEY, { ...PAID, bill_id: 100000, date }, { timezone });
    expect(sent[0]?.body).toContain(`bill_id=100000&status=paid&date=${seconds}&`);
  });

  it('of another brand is asked for at that brand’s host', async () => {
    const sent = shopAnswers([CHANGED], 'https://username.justclick.ru');
    const authData = { service: 'justclick', login: 'username', api_key: 'X'.repeat(40) };
    await runCreate(KEY, { bill_id: '100000', status: 'cancel' }, { authData });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [' RB 123-456/7 RU ', 'RB+123-456%2F7+RU'],
    ['00012', '00012'],
    // Zapier would take these braces for a field.
    ['{{bundle.authData.api_key}}', '%7B%7Bbundle.authData.api_key%7D%7D'],
  ])('keeps its tracking number as it is written: %s', async (rpo, wire) => {
    const sent = shopAnswers([CHANGED]);
    await runCreate(KEY, { ...SENT, rpo });
    expect(sent[0]?.body).toContain(`&rpo=${wire}&hash=`);
  });
});

describe('before anything is sent', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, 'Please correct 2 fields:\n- Order Number is required.\n- New Status is required.'],
    [
      { status: 'sent', date: null, rpo: ' ' },
      'Please correct 3 fields:\n- Order Number is required.\n- Date is required.\n- Tracking Number is required.',
    ],
    [
      { bill_id: '№ 5, № 6', status: 'lost' },
      'Please correct 2 fields:\n- Order Number must be one order number like 100000, not "№ 5, № 6".\n- New Status must be one of "Sent by post (отправлен)", "Paid (оплачен)", "Returned by the buyer (возврат)", "Cancelled (отменен)", not "lost".',
    ],
    [{ ...PAID, bill_id: ['1', '2'] }, 'Order Number must be a single value, not a list.'],
    [
      { ...PAID, bill_id: '1'.repeat(19) },
      `Order Number must be one order number like 100000, not "${'1'.repeat(19)}".`,
    ],
    [
      { ...PAID, date: '1362254400000' },
      'Date must be in unix seconds, and "1362254400000" looks like milliseconds.',
    ],
    [{ ...PAID, date: '2026-02-31' }, 'Date must be a date of the calendar, not "2026-02-31".'],
  ])('the faults of %j are told', async (inputData, message) => {
    const sent = shopAnswers([CHANGED]);
    expect(await errorOf(runCreate(KEY, inputData))).toEqual({
      name: 'AppError',
      message,
      code: 'invalid_input',
    });
    expect(sent).toEqual([]);
  });

  it('an account of another service is sent back', async () => {
    const authData = { service: 'measoft', login: 'a', password: 'b', courier_code: '8' };
    expect(await errorOf(runCreate(KEY, SENT, { authData }))).toEqual({
      name: 'AppError',
      code: 'wrong_service',
      message:
        "This step works with an Expertam, JustClick or InfluencerSoft account. Pick another account in the step's account settings. (wrong service)",
    });
  });
});

describe('the shop', () => {
  it.each([200, 201, 202, 203, 302, 303, 3, 42])(
    'may refuse with %i, which stops this run only and is not asked again',
    async (code) => {
      const sent = shopAnswers([answer(code, 'no')]);
      expect(await errorOf(runCreate(KEY, SENT))).toMatchObject({ name: 'AppError', code: String(code) });
      expect(sent).toHaveLength(1);
    },
  );

  it.each([4, 5])('may refuse the account with %i, which pauses the connection', async (code) => {
    shopAnswers([answer(code, 'no', undefined, '')]);
    const error = await errorOf(runCreate(KEY, SENT));
    expect(error.name).toBe('ExpiredAuthError');
    expect(error.message).not.toContain('What happened');
  });

  it('may refuse every request with 8, as a rule because the API is off, which no waiting mends', async () => {
    shopAnswers([answer(8, 'Лимит запросов исчерпан')]);
    const error = await errorOf(runCreate(KEY, SENT));
    expect(error).toMatchObject({ name: 'AppError', code: '8' });
    expect(error.message).toMatch(/\(Expertam error 8: Лимит запросов исчерпан\)$/);
  });

  it.each([302, 404, 429, 500, 503])('may answer properly under HTTP %i', async (status) => {
    const headers = { location: 'https://evil.example/', 'retry-after': '1', 'content-type': 'text/html' };
    const sent = shopAnswers([[status, CHANGED, headers], CHANGED]);
    await expect(runCreate(KEY, SENT)).resolves.toMatchObject({ status: 'sent' });
    expect(sent).toHaveLength(1);
  });

  it('may redirect with 307 inside its host, by a relative address too: the same bytes go there once', async () => {
    const sent = shopAnswers([[307, '', { location: '/api/updateorderstatus' }], CHANGED]);
    await runCreate(KEY, SENT);
    expect(sent.map(({ path }) => path)).toEqual(['/api/UpdateOrderStatus', '/api/updateorderstatus']);
    expect(sent[1]?.body).toBe(sent[0]?.body);
  });

  it.each([301, 307])('may redirect elsewhere with %i, and is not followed', async (status) => {
    const stranger = shopAnswers([CHANGED], 'https://evil.example');
    const sent = shopAnswers([[status, '', { location: 'https://evil.example/api' }]]);
    const { code, message } = await errorOf(runCreate(KEY, SENT));
    expect(code).toBe(`http_${status}`);
    expect(message).toContain(DOUBT);
    expect([sent.length, stranger.length]).toEqual([1, 0]);
  });

  it.each([
    ['forge a success', answer(0, 'order status changed', undefined, 'another key'), 'wrong_answer_hash'],
    ['send a page', [500, '<html>Internal Server Error</html>'] as const, 'http_500'],
    ['send nothing', [200, ''] as const, 'http_200'],
    ['send more than a confirmation can be', `${CHANGED}${' '.repeat(5_000_000)}`, 'too_large'],
  ])('may %s: the change is in doubt then, and not repeated', async (_what, reply, code) => {
    const sent = shopAnswers([reply, CHANGED]);
    const error = await errorOf(runCreate(KEY, SENT));
    expect(error).toMatchObject({ name: 'AppError', code });
    expect(error.message).toContain(DOUBT);
    expect(sent).toHaveLength(1);
  });
});

describe('the form', () => {
  it.each([
    [{ status: 'sent' }, ['bill_id*', 'status*', 'date*', 'rpo*']],
    [{ status: 'paid' }, ['bill_id*', 'status*', 'date*']],
    [{ status: 'return' }, ['bill_id*', 'status*']],
    [{ status: 'cancel' }, ['bill_id*', 'status*']],
    [{}, ['bill_id*', 'status*', 'date', 'rpo']],
    [{ status: 'unknown yet' }, ['bill_id*', 'status*', 'date', 'rpo']],
  ])('with %j asks for %j', async (inputData, asked) => {
    const fields = await formOfCreate(KEY, inputData);
    expect(fields.map(({ key, required }) => (required === true ? `${key}*` : key))).toEqual(asked);
  });

  it('is made anew when the status changes', async () => {
    const status = (await formOfCreate(KEY)).find(({ key }) => key === 'status');
    expect(status?.altersDynamicFields).toBe(true);
  });

  it('offers the orders of the last thirty days, the newest first, with what is known of each', async () => {
    const [order] = await formOfCreate(KEY);
    const sent = shopAnswers([
      answer(0, 'ok', [
        { id: '99', first_name: 'Иван', last_name: 'Петров', price: '990.00', pay_status: 'paid' },
        { id: '100000' },
        { first_name: 'Numberless' },
      ]),
    ]);
    expect(await optionsOf(order)).toEqual({
      results: [
        { id: '100000', label: '100000' },
        { id: '99', label: '99 · Иван Петров · 990.00 · paid' },
      ],
      paging_token: null,
    });
    expect(sent.map(({ path }) => path)).toEqual(['/api/getOrdersWithGoods']);
  });

  it('offers no orders where there are none, and says so where it cannot know', async () => {
    const [order] = await formOfCreate(KEY);
    shopAnswers([answer(400, 'order not found')]);
    expect(await optionsOf(order)).toEqual({ results: [], paging_token: null });
    shopAnswers([answer(7, 'account disabled')]);
    expect(await errorOf(optionsOf(order))).toMatchObject({ name: 'AppError', code: '7' });
  });
});
