import { create, formOfCreate, optionsOf, runCreate } from '../support/app';
import { answer } from '../support/shop';
import { shopAnswers } from '../support/shop_answers';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_update_order_status';
const CHANGED = answer(0, 'order status changed');
const SENT = { bill_id: '100000', status: 'sent', date: '2013-03-03', rpo: '10000000000000' };
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
    expect(result).toEqual(create(KEY).operation.sample);
  });

  it.each([
    [
      'paid',
      'bill_id=100000&status=paid&date=1362254400&hash=3e5d874250d817e74d4f30592d1076d5',
      '2013-03-02T20:00:00Z',
      'Paid (оплачен)',
    ],
    [
      'return',
      'bill_id=100000&status=return&hash=bbd30a63963fe366e67333492ba8b38e',
      null,
      'Returned by the buyer (возврат)',
    ],
    [
      'cancel',
      'bill_id=100000&status=cancel&hash=e6f34e400659b7cbcc81554b735aa38a',
      null,
      'Cancelled (отменен)',
    ],
  ])('is marked as %s with what this status takes and nothing else', async (status, body, date, label) => {
    const sent = shopAnswers([CHANGED]);
    const result = await runCreate(KEY, { ...SENT, status });
    expect(sent.map((request) => request.body)).toEqual([body]);
    expect(result).toEqual({
      id: '100000',
      bill_id: '100000',
      status,
      status_label: label,
      date,
      rpo: null,
      error_code: 0,
      message: 'order status changed',
    });
  });

  it.each([
    ['2013-03-03', 'UTC', '1362268800'],
    ['2013-03-03', 'Europe/Moscow', '1362254400'],
    ['2013-03-03T00:00:00+04:00', 'America/New_York', '1362254400'],
    ['1362254400', 'America/New_York', '1362254400'],
  ])('is dated %s in the Zap’s zone %s', async (date, timezone, seconds) => {
    const sent = shopAnswers([CHANGED]);
    await runCreate(KEY, { bill_id: '100000', status: 'paid', date }, { timezone });
    expect(sent[0]?.body).toContain(`&date=${seconds}&`);
  });

  it('of another brand is asked for at that brand’s host', async () => {
    const sent = shopAnswers([CHANGED], 'https://username.justclick.ru');
    const authData = { service: 'justclick', login: 'username', api_key: 'X'.repeat(40) };
    await runCreate(KEY, { bill_id: '100000', status: 'cancel' }, { authData });
    expect(sent).toHaveLength(1);
  });

  it('may have braces in its tracking number, which Zapier would take for a field', async () => {
    const sent = shopAnswers([CHANGED]);
    await runCreate(KEY, { ...SENT, rpo: '{{bundle.authData.api_key}}' });
    expect(sent[0]?.body).toContain('&rpo=%7B%7Bbundle.authData.api_key%7D%7D&hash=');
  });
});

describe('before anything is sent', () => {
  it.each([
    [{}, 'Please correct 2 fields:\n- Order Number is required.\n- New Status is required.'],
    [
      { bill_id: '100000', status: 'sent' },
      'Please correct 2 fields:\n- Date is required.\n- Tracking Number is required.',
    ],
    [{ bill_id: '100000', status: 'paid' }, 'Date is required.'],
    [{ bill_id: '№ 5', status: 'cancel' }, 'Order Number must be digits only, not "№ 5".'],
  ])('the fault of %j is told', async (inputData, message) => {
    const sent = shopAnswers([CHANGED]);
    expect(await errorOf(runCreate(KEY, inputData))).toEqual({
      name: 'AppError',
      message,
      code: 'invalid_input',
    });
    expect(sent).toEqual([]);
  });

  it('an account of another service is sent back', async () => {
    const sent = shopAnswers([CHANGED]);
    const authData = { service: 'measoft', login: 'a', password: 'b', courier_code: '8' };
    expect(await errorOf(runCreate(KEY, SENT, { authData }))).toEqual({
      name: 'AppError',
      code: 'wrong_service',
      message:
        "This step works with an Expertam, JustClick or InfluencerSoft account. Pick another account in the step's account settings. (wrong service)",
    });
    expect(sent).toEqual([]);
  });
});

describe('the shop', () => {
  it.each([
    [
      200,
      'nonexistent order',
      "Expertam does not know order 100000. Check the number in the shop's list of orders (Заказы). (Expertam error 200: nonexistent order)",
    ],
    [
      302,
      'nonexistent order',
      "Expertam does not know order 100000. Check the number in the shop's list of orders (Заказы). (Expertam error 302: nonexistent order)",
    ],
    [
      203,
      'order number is empty',
      "Expertam does not know order 100000. Check the number in the shop's list of orders (Заказы). (Expertam error 203: order number is empty)",
    ],
    [
      201,
      'wrong status',
      'Expertam does not accept this status for order 100000. Pick one from the list. (Expertam error 201: wrong status)',
    ],
    [
      303,
      'wrong status',
      'Expertam does not accept this status for order 100000. Pick one from the list. (Expertam error 303: wrong status)',
    ],
    [
      202,
      'order not paid',
      'Expertam could not mark order 100000 as paid. Look at it in the shop: a cancelled order cannot be paid. (Expertam error 202: order not paid)',
    ],
    [
      3,
      'wrong posted data',
      'Expertam found a wrong value in what was sent for order 100000. Check the fields of this step. (Expertam error 3: wrong posted data)',
    ],
    [
      42,
      'news',
      "Expertam refused the request for order 100000 for a reason that its documentation does not list. Its own words stand at the end: correct what they name, or ask Expertam's support. (Expertam error 42: news)",
    ],
  ])('may refuse with %i, which stops this run only', async (code, text, message) => {
    const sent = shopAnswers([answer(code, text)]);
    expect(await errorOf(runCreate(KEY, SENT))).toEqual({ name: 'AppError', code: String(code), message });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [
      4,
      'incorrect hash',
      /^Expertam refused the API key of the account "username"\. .* \(Expertam error 4: incorrect hash; answer not signed\)$/,
    ],
    [
      5,
      'invalid user name',
      /^Expertam has no account named "username"\. .* \(Expertam error 5: invalid user name; answer not signed\)$/,
    ],
  ])(
    'may refuse the account with %i, which pauses the connection without a technical story',
    async (code, text, message) => {
      shopAnswers([answer(code, text, undefined, '')]);
      const error = await errorOf(runCreate(KEY, SENT));
      expect(error.name).toBe('ExpiredAuthError');
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain('What happened');
    },
  );

  it('may ask for patience with 8, which runs the step again in five minutes', async () => {
    shopAnswers([answer(8, 'Лимит запросов исчерпан')]);
    const error = await errorOf(runCreate(KEY, SENT));
    expect(error).toMatchObject({ name: 'ThrottledError', delay: 300 });
    expect(error.message).toMatch(/\(Expertam error 8: Лимит запросов исчерпан\)$/);
  });

  it('may forge a success: it counts as not done and is not repeated', async () => {
    const sent = shopAnswers([answer(0, 'order status changed', undefined, 'another key'), CHANGED]);
    expect(await errorOf(runCreate(KEY, SENT))).toEqual({
      name: 'AppError',
      code: 'wrong_answer_hash',
      message: `Expertam's answer says that all is well, but its signature is wrong, so it cannot be trusted. Try again in a few minutes. ${DOUBT} (wrong hash in the answer)`,
    });
    expect(sent).toHaveLength(1);
  });

  it('may sign in capitals, put a mark before its JSON and call it HTML', async () => {
    const { hash } = JSON.parse(CHANGED) as { hash: string };
    shopAnswers([
      [200, `\ufeff${CHANGED.replace(hash, hash.toUpperCase())}`, { 'content-type': 'text/html' }],
    ]);
    await expect(runCreate(KEY, SENT)).resolves.toMatchObject({ message: 'order status changed' });
  });

  it.each([302, 404, 429, 500, 503])('may answer properly under HTTP %i', async (status) => {
    const sent = shopAnswers([
      [status, CHANGED, { location: 'https://evil.example/', 'retry-after': '1' }],
      CHANGED,
    ]);
    await expect(runCreate(KEY, SENT)).resolves.toMatchObject({ error_code: 0 });
    expect(sent).toHaveLength(1);
  });

  it('may redirect with 307 inside its host, by a relative address too: the same bytes go there once', async () => {
    const sent = shopAnswers([[307, '', { location: '/api/updateorderstatus' }], CHANGED]);
    await runCreate(KEY, SENT);
    expect(sent.map(({ path }) => path)).toEqual(['/api/UpdateOrderStatus', '/api/updateorderstatus']);
    expect(sent[1]?.body).toBe(sent[0]?.body);
  });

  it('may redirect in a loop, and is left after the second time', async () => {
    const loop = [307, '', { location: '/api/UpdateOrderStatus' }] as const;
    const sent = shopAnswers([loop, loop, loop]);
    expect(await errorOf(runCreate(KEY, SENT))).toMatchObject({ name: 'AppError', code: 'http_307' });
    expect(sent).toHaveLength(2);
  });

  it.each([301, 302, 303, 307, 308])(
    'may redirect elsewhere with %i, and is not followed',
    async (status) => {
      const stranger = shopAnswers([CHANGED], 'https://evil.example');
      const sent = shopAnswers([[status, '', { location: 'https://evil.example/api' }]]);
      expect(await errorOf(runCreate(KEY, SENT))).toEqual({
        name: 'AppError',
        code: `http_${status}`,
        message:
          'Expertam sends requests on to another address (evil.example), which is not followed. ' +
          `Check the login "username" in the connection, or try again later. ${DOUBT} (HTTP ${status})`,
      });
      expect([sent.length, stranger.length]).toEqual([1, 0]);
    },
  );

  it.each([
    [500, '<html>Internal Server Error</html>', 'answered with a web page instead of data.'],
    [404, '\n<!DOCTYPE html>', 'answered with a web page instead of data.'],
    [200, '', 'answered with nothing at all.'],
    [429, 'Too Many Requests', 'answered with something that is no data.'],
    [200, '[]', 'answered with data of another shape than documented.'],
    [200, CHANGED.slice(0, 20), 'answered with data of another shape than documented.'],
  ])('may be broken: HTTP %i with %j', async (status, body, told) => {
    const sent = shopAnswers([[status, body]]);
    expect(await errorOf(runCreate(KEY, SENT))).toEqual({
      name: 'AppError',
      code: `http_${status}`,
      message: `Expertam ${told} Check the login "username" in the connection, or try again later. ${DOUBT} (HTTP ${status})`,
    });
    expect(sent).toHaveLength(1);
  });

  it('may answer with more than a confirmation can be, which is not read to its end', async () => {
    shopAnswers([`${CHANGED}${' '.repeat(5_000_000)}`]);
    expect(await errorOf(runCreate(KEY, SENT))).toEqual({
      name: 'AppError',
      code: 'too_large',
      message: `Expertam sent an answer that is larger than it can sensibly be, so it was not read. Try again in a few minutes. ${DOUBT} (too large)`,
    });
  });
});

describe('the form', () => {
  const keys = async (inputData: Record<string, unknown>): Promise<string[]> =>
    (await formOfCreate(KEY, inputData)).map(({ key, required }) => (required === true ? `${key}*` : key));

  it.each([
    [{ status: 'sent' }, ['bill_id*', 'status*', 'date*', 'rpo*']],
    [{ status: 'paid' }, ['bill_id*', 'status*', 'date*']],
    [{ status: 'return' }, ['bill_id*', 'status*']],
    [{ status: 'cancel' }, ['bill_id*', 'status*']],
    [{}, ['bill_id*', 'status*', 'date', 'rpo']],
    [{ status: 'unknown yet' }, ['bill_id*', 'status*', 'date', 'rpo']],
  ])('with %j asks for %j', async (inputData, fields) => {
    expect(await keys(inputData)).toEqual(fields);
  });

  it('is made anew when the status changes', async () => {
    const status = (await formOfCreate(KEY)).find(({ key }) => key === 'status');
    expect(status?.altersDynamicFields).toBe(true);
  });

  it('offers the orders of the last thirty days, the newest first', async () => {
    const sent = shopAnswers([
      answer(0, 'ok', [
        { id: '99', first_name: 'Иван', last_name: 'Петров', price: '990.00', pay_status: 'paid' },
        { id: '100000' },
      ]),
    ]);
    const [order] = await formOfCreate(KEY);
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
