import { NetworkFailure } from '../../../src/core/http';
import { ShopClient } from '../../../src/services/justclick/client';
import { problemOf } from '../../support/problem';
import { answer, API_KEY, network, SHOP, type FakeHttp } from '../../support/shop';

const OK = answer(0, 'ok');
const CHANGED = answer(0, 'order status changed');
const DOUBT = 'Order 100000 may have been changed: look at it in the shop before you run this step again.';

const PRODUCTS = answer(0, 'ok', [
  { good_id: 1, good_name: 'other', good_title: 'Other', good_sum: '1.00', good_type: 1 },
  { good_id: 2, good_name: 'super_tovar', good_title: 'DVD', good_sum: '3900.00', good_type: 1 },
]);

const clientOf = ({ http }: FakeHttp): ShopClient => new ShopClient(SHOP, http);

const paid = (net: FakeHttp): Promise<unknown> =>
  clientOf(net).updateOrderStatus({ billId: '100000', status: 'paid', date: 1362254400 });

describe('a request', () => {
  it('goes to the function at the account’s host, signed, in one piece and not logged in the clear', async () => {
    const net = network(CHANGED);
    await clientOf(net).updateOrderStatus({
      billId: '100000',
      status: 'sent',
      date: 1362254400,
      rpo: '10000000000000',
    });
    expect(net.requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://username.expertam.ru/api/UpdateOrderStatus',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: 'bill_id=100000&status=sent&date=1362254400&rpo=10000000000000&hash=92cea5ba30b463b8c3b234e3d2945e65',
        timeoutMilliseconds: 15_000,
        maxBytes: 262_144,
        secrets: ['92cea5ba30b463b8c3b234e3d2945e65'],
      },
    ]);
  });

  it.each([
    ['GetAllGroups', (client: ShopClient) => client.groups()],
    ['GetAllGoods', (client: ShopClient) => client.products()],
  ])('of %s without parameters is the hash alone', async (name, call) => {
    const net = network(answer(0, 'ok', []));
    await call(clientOf(net));
    expect(net.requests).toHaveLength(1);
    expect(net.requests[0]).toMatchObject({
      url: `https://username.expertam.ru/api/${name}`,
      body: 'hash=53de7e1144de71c41d1cb06887f4b179',
    });
  });

  it('never holds the key, and names its own hash as a secret', async () => {
    const net = network(PRODUCTS, OK);
    await clientOf(net).updateGood('super_tovar', { good_title: 'New' });
    for (const { url, headers, body, secrets } of net.requests) {
      expect(JSON.stringify([url, headers, body])).not.toContain(API_KEY);
      expect(secrets).toEqual([/hash=([0-9a-f]{32})$/.exec(body ?? '')?.[1]]);
    }
  });
});

describe('changing the status of an order', () => {
  it.each([
    [
      { billId: '100000', status: 'paid', date: 1362254400 } as const,
      'bill_id=100000&status=paid&date=1362254400&hash=3e5d874250d817e74d4f30592d1076d5',
    ],
    [
      { billId: '100000', status: 'return' } as const,
      'bill_id=100000&status=return&hash=bbd30a63963fe366e67333492ba8b38e',
    ],
    [
      { billId: '100000', status: 'cancel' } as const,
      'bill_id=100000&status=cancel&hash=e6f34e400659b7cbcc81554b735aa38a',
    ],
  ])('takes one request, and says what the shop said: %j', async (change, body) => {
    const net = network(CHANGED);
    expect(await clientOf(net).updateOrderStatus(change)).toMatchObject({
      code: 0,
      text: 'order status changed',
    });
    expect(net.bodies()).toEqual([body]);
  });
});

describe('changing a product', () => {
  it('with its price takes one request', async () => {
    const net = network(OK);
    expect(await clientOf(net).updateGood('super_tovar', { good_sum: '990.50' })).toEqual({
      code: 0,
      text: 'ok',
      price: '990.50',
    });
    expect(net.bodies()).toEqual([
      'good_name=super_tovar&good_sum=990.50&hash=b3c31a09379ceec08d11715e50b2be40',
    ]);
  });

  it('without a price reads the stored one and sends it again, for the shop would set it to zero', async () => {
    const net = network(PRODUCTS, OK);
    expect(await clientOf(net).updateGood('super_tovar', { good_title: 'New' })).toMatchObject({
      price: '3900.00',
    });
    expect(net.bodies()[0]).toBe('hash=53de7e1144de71c41d1cb06887f4b179');
    expect(net.bodies()[1]).toMatch(/^good_name=super_tovar&good_title=New&good_sum=3900.00&hash=/);
    expect(net.requests).toHaveLength(2);
  });

  it('keeps a stored price of nothing, and one that came as a number', async () => {
    const told = ['0.00', 0, 990.1, '990.5000', '9000000000'];
    const sent = ['0.00', '0', '990.1', '990.50', '9000000000'];
    for (const [index, good_sum] of told.entries()) {
      const net = network(answer(0, 'ok', [{ good_name: 'x', good_sum }]), OK);
      await clientOf(net).updateGood('x', { good_title: 'New' });
      expect(net.bodies()[1]).toContain(`&good_sum=${sent[index] ?? ''}&`);
    }
  });

  it('that the shop does not have changes nothing', async () => {
    const net = network(PRODUCTS);
    const problem = await problemOf(() => clientOf(net).updateGood('SUPER_TOVAR', { good_title: 'New' }));
    expect(problem).toMatchObject({
      kind: 'refused',
      code: 'unknown_product',
      message:
        'Expertam has no product "SUPER_TOVAR". Pick it from the list, or copy its identifier («идентификатор продукта») ' +
        'from the shop. Nothing was changed. (not in GetAllGoods)',
    });
    expect(net.requests).toHaveLength(1);
  });

  it.each(['', null, undefined, 'free', '-1', '1.005', '1e3', '<'.repeat(9), '1'.repeat(11), [990]])(
    'whose price the shop does not tell (%j) changes nothing',
    async (good_sum) => {
      const net = network(answer(0, 'ok', [{ good_name: 'x', good_sum }]));
      const problem = await problemOf(() => clientOf(net).updateGood('x', { good_title: 'New' }));
      expect(problem).toMatchObject({ kind: 'refused', code: 'unknown_price' });
      expect(problem.message).toContain('Fill in Price. Nothing was changed. (no good_sum in GetAllGoods)');
      expect(net.requests).toHaveLength(1);
    },
  );

  it('is in doubt only once the change itself was sent', async () => {
    const lost = new NetworkFailure('timeout', true, 'timeout');
    const reading = await problemOf(() =>
      clientOf(network(lost)).updateGood('super_tovar', { good_title: 'New' }),
    );
    expect(reading.message).not.toContain('may have been changed');
    const writing = await problemOf(() =>
      clientOf(network(PRODUCTS, lost)).updateGood('super_tovar', { good_title: 'New' }),
    );
    expect(writing.message).toBe(
      'Expertam did not answer in time. Try again in a few minutes. Product "super_tovar" may have been changed: ' +
        'look at it in the shop before you run this step again. (timeout)',
    );
  });
});

describe('a list', () => {
  it('of orders covers thirty days and tomorrow, the newest order first', async () => {
    const net = network(
      answer(0, 'ok', [
        { id: '99', first_name: 'Иван', last_name: 'Петров', price: '990.00', pay_status: 'paid' },
        { id: 100000, first_name: 'Anna', last_name: '' },
        { id: '' },
      ]),
    );
    expect(await clientOf(net).recentOrders(new Date('2026-03-31T22:30:00Z'), 'all')).toEqual([
      expect.objectContaining({
        billId: '100000',
        firstName: 'Anna',
        price: undefined,
        payStatus: undefined,
      }),
      expect.objectContaining({ billId: '99', lastName: 'Петров', price: '990.00', payStatus: 'paid' }),
    ]);
    expect(net.bodies()[0]).toMatch(/^begin_date=02\.03\.2026&end_date=01\.04\.2026&hash=[0-9a-f]{32}$/);
    expect(net.requests[0]?.url).toBe('https://username.expertam.ru/api/getOrdersWithGoods');
  });

  it('of orders may be a map, as PHP writes lists with gaps, and what is no order is left out', async () => {
    for (const result of [{ 7: { id: 1 }, 9: { id: 2 } }, [{ id: 1 }, null, 5, [], { id: 2 }]]) {
      const orders = await clientOf(network(answer(0, 'ok', result))).recentOrders(new Date(0), 'all');
      expect(orders.map(({ billId }) => billId)).toEqual(['2', '1']);
    }
  });

  it('of orders that were paid is by the time of payment', async () => {
    const rows = [
      { id: 1, created: 30, paid: 100 },
      { id: 2, created: 20, paid: 300 },
      { id: 3, created: 10, paid: 300 },
    ];
    const idsOf = async (which: 'all' | 'paid'): Promise<string[]> => {
      const orders = await clientOf(network(answer(0, 'ok', rows))).recentOrders(new Date(0), which);
      return orders.map(({ billId }) => billId);
    };
    expect(await idsOf('paid')).toEqual(['3', '2', '1']);
    expect(await idsOf('all')).toEqual(['1', '2', '3']);
  });

  it.each([400, 401, 499, 500, 501, 599, 700])('is empty when the shop says %d', async (code) => {
    const nothing = answer(code, 'nothing there');
    expect(await clientOf(network(nothing)).products()).toEqual([]);
    expect(await clientOf(network(nothing)).groups()).toEqual([]);
    expect(await clientOf(network(nothing)).recentOrders(new Date(0), 'all')).toEqual([]);
  });

  it('is not believed to be empty by an answer that the account’s key did not sign', async () => {
    const problem = await problemOf(() =>
      clientOf(network(answer(700, 'no products', undefined, 'other'))).groups(),
    );
    expect(problem).toMatchObject({ kind: 'refused', code: '700' });
    expect(problem.message).toMatch(/\(Expertam error 700: no products; answer not signed\)$/);
  });

  it.each([399, 600, 604, 701, 800])('is refused, and not empty, when the shop says %d', async (code) => {
    expect(await problemOf(() => clientOf(network(answer(code, 'no'))).products())).toMatchObject({
      kind: 'refused',
      code: String(code),
    });
  });

  it('may be as large as a large shop', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => ({
      good_name: `tovar_${index}`,
      good_title: `Товар ${index}`,
      good_sum: '990.00',
    }));
    const body = answer(0, 'ok', rows);
    expect(body.length).toBeGreaterThan(4_000_000);
    const net = network(body);
    expect(await clientOf(net).products()).toHaveLength(60_000);
    expect(net.requests[0]?.maxBytes).toBe(24 * 1024 * 1024);
  });
});

describe('one order', () => {
  const ORDER = { id: 5, email: 'a@b.ru' };
  const read = (result: unknown) => clientOf(network(answer(0, 'ok', result))).order('5');

  it('comes by itself or, as one page of the vendor has it, in a list', async () => {
    for (const result of [ORDER, [ORDER]])
      expect(await read(result)).toMatchObject({ billId: '5', email: 'a@b.ru' });
  });

  it('is unknown when the list is empty, or the shop says so', async () => {
    expect(await read([])).toBeUndefined();
    expect(await clientOf(network(answer(400, 'order not found'))).order('5')).toBeUndefined();
  });

  it.each([undefined, null, 'ok', {}, [1], { email: 'a@b.ru' }])(
    'is not unknown when %j comes instead of it: that is a fault',
    async (result) => {
      expect(await problemOf(() => read(result))).toMatchObject({ kind: 'failed', code: 'unknown_order' });
    },
  );
});

describe('a success', () => {
  it('is believed with a hash in either letter case, and with a code as text', async () => {
    const { hash } = JSON.parse(CHANGED) as { hash: string };
    const replies = [
      JSON.stringify({ error_code: 0, error_text: 'order status changed', hash: hash.toUpperCase() }),
      JSON.stringify({ hash, result: [], error_text: 'order status changed', error_code: '0' }),
      `\ufeff${CHANGED}`,
      ` \r\n${CHANGED}\n`,
    ];
    for (const reply of replies) await expect(paid(network(reply))).resolves.toMatchObject({ code: 0 });
  });

  it.each([
    [
      'wrong',
      '{"error_code":0,"error_text":"order status changed","hash":"00000000000000000000000000000000"}',
    ],
    ['made with another key', answer(0, 'order status changed', undefined, 'another key')],
    ['made of another text', CHANGED.replace('order status changed', 'ok')],
    ['absent', '{"error_code":0,"error_text":"order status changed"}'],
    ['empty', '{"error_code":0,"error_text":"order status changed","hash":""}'],
    ['no text', '{"error_code":0,"error_text":"order status changed","hash":0}'],
  ])('whose hash is %s counts as not done, and is not repeated', async (_what, reply) => {
    const net = network(reply);
    const problem = await problemOf(() => paid(net));
    expect(problem).toMatchObject({ kind: 'failed', code: 'wrong_answer_hash' });
    expect(problem.message).toBe(
      `Expertam's answer says that all is well, but its signature is wrong, so it cannot be trusted. Try again in a few minutes. ${DOUBT} (wrong hash in the answer)`,
    );
    expect(net.requests).toHaveLength(1);
  });

  it('of a reading call whose hash is wrong is not believed either, and leaves nothing in doubt', async () => {
    const problem = await problemOf(() => clientOf(network(answer(0, 'ok', [], 'another key'))).groups());
    expect(problem.code).toBe('wrong_answer_hash');
    expect(problem.message).not.toContain('may have been changed');
  });
});

describe('a refusal', () => {
  it('is told by its code even when the hash is wrong, because with a wrong key it always is', async () => {
    const problem = await problemOf(() =>
      paid(network(answer(4, 'incorrect hash', undefined, 'the real key'))),
    );
    expect(problem).toMatchObject({ kind: 'connection', code: '4' });
    expect(problem.message).toMatch(/\(Expertam error 4: incorrect hash; answer not signed\)$/);
  });

  it('leaves nothing in doubt and is not repeated', async () => {
    const net = network(answer(200, 'nonexistent order'));
    const problem = await problemOf(() => paid(net));
    expect(problem.message).toBe(
      "Expertam does not know order 100000. Check the number in the shop's list of orders (Заказы). (Expertam error 200: nonexistent order)",
    );
    expect(net.requests).toHaveLength(1);
  });

  it('may come with any HTTP status, and as a redirect', async () => {
    for (const status of [200, 302, 400, 403, 500, 503]) {
      const net = network({ status, location: 'https://evil.example/', text: answer(202, 'order not paid') });
      expect((await problemOf(() => paid(net))).code).toBe('202');
      expect(net.requests).toHaveLength(1);
    }
  });
});

describe('an answer that is none', () => {
  const PAGE = '<!doctype html><title>500</title>';

  it.each([
    ['a web page', { status: 500, text: PAGE }, 'answered with a web page instead of data.', 500],
    [
      'a web page after blanks',
      { status: 200, text: `\ufeff\n ${PAGE}` },
      'answered with a web page instead of data.',
      200,
    ],
    ['nothing', { status: 200, text: '' }, 'answered with nothing at all.', 200],
    ['text', { status: 200, text: 'Service Unavailable' }, 'answered with something that is no data.', 200],
    ['a number', { status: 200, text: '0' }, 'answered with something that is no data.', 200],
    [
      'broken JSON',
      { status: 200, text: CHANGED.slice(0, -5) },
      'answered with data of another shape than documented.',
      200,
    ],
    [
      'a list',
      { status: 200, text: `[${CHANGED}]` },
      'answered with data of another shape than documented.',
      200,
    ],
    ['null', { status: 200, text: 'null' }, 'answered with data of another shape than documented.', 200],
    ['a text', { status: 200, text: '"ok"' }, 'answered with data of another shape than documented.', 200],
    [
      'no code',
      { status: 200, text: '{"error_text":"ok"}' },
      'answered with data of another shape than documented.',
      200,
    ],
    [
      'a code in a list',
      { status: 200, text: '{"error_code":[0],"error_text":"ok"}' },
      'answered with data of another shape than documented.',
      200,
    ],
    [
      'a negative code',
      { status: 200, text: '{"error_code":-1,"error_text":"ok"}' },
      'answered with data of another shape than documented.',
      200,
    ],
    [
      'a flag for a code',
      { status: 200, text: '{"error_code":false}' },
      'answered with data of another shape than documented.',
      200,
    ],
    [
      'a redirect elsewhere',
      { status: 302, location: 'https://login.example/x?hash=1', text: PAGE },
      'sends requests on to another address (login.example), which is not followed.',
      302,
    ],
    [
      'a redirect to nowhere',
      { status: 301, location: ':', text: '' },
      'sends requests on to another address, which is not followed.',
      301,
    ],
    ['a redirect without a target', { status: 302, text: '' }, 'answered with nothing at all.', 302],
  ])(
    'but %s is told as such, with the doubt about a write, and asked for only once',
    async (_what, reply, told, status) => {
      const net = network(reply);
      expect(await problemOf(() => paid(net))).toMatchObject({
        kind: 'failed',
        code: `http_${status}`,
        message: `Expertam ${told} Check the login "username" in the connection, or try again later. ${DOUBT} (HTTP ${status})`,
      });
      expect(net.requests).toHaveLength(1);
      const { message } = await problemOf(() => clientOf(network(reply)).groups());
      expect(message).not.toContain('may have been changed');
    },
  );

  it('is not quoted in the message', async () => {
    const { message } = await problemOf(() => paid(network({ status: 500, text: '<p>password=abc123</p>' })));
    expect(message).not.toContain('abc123');
  });
});

describe('a redirect that keeps the method', () => {
  const here = 'https://username.expertam.ru/api/updateorderstatus';

  it.each([307, 308])('(%d) on the same host is followed with the same bytes', async (status) => {
    const net = network({ status, location: here }, CHANGED);
    await expect(paid(net)).resolves.toMatchObject({ code: 0 });
    const [first, second] = net.requests;
    expect(second).toEqual({ ...first, url: here });
    expect(net.requests).toHaveLength(2);
  });

  it('is followed only once, so that a loop ends', async () => {
    const net = network({ status: 307, location: here }, { status: 307, location: here });
    expect(await problemOf(() => paid(net))).toMatchObject({
      code: 'http_307',
      message:
        'Expertam sends requests on to another address (username.expertam.ru), which is not followed. ' +
        `Check the login "username" in the connection, or try again later. ${DOUBT} (HTTP 307)`,
    });
    expect(net.requests).toHaveLength(2);
  });

  it.each([
    'https://evil.example/api/UpdateOrderStatus',
    'http://username.expertam.ru/api/UpdateOrderStatus',
    'https://username.expertam.ru:8443/api/UpdateOrderStatus',
    'https://username.expertam.ru@evil.example/',
    'https://username.expertam.ru.evil.example/',
    '//evil.example/',
    'not an address',
  ])('to another place is not followed: %s', async (location) => {
    const net = network({ status: 307, location });
    expect((await problemOf(() => paid(net))).code).toBe('http_307');
    expect(net.requests).toHaveLength(1);
  });

  it.each([301, 302, 303])('is not what %d is: that would turn the call into another one', async (status) => {
    const net = network({ status, location: here });
    expect((await problemOf(() => paid(net))).code).toBe(`http_${status}`);
    expect(net.requests).toHaveLength(1);
  });
});

describe('a broken way to the shop', () => {
  it.each([
    [
      'unreachable',
      false,
      'Expertam cannot be reached: nothing accepts the connection. Try again in a few minutes.',
    ],
    [
      'unknown_host',
      false,
      'Expertam cannot be found on the internet. Check the address and the login in the connection.',
    ],
    [
      'untrusted_certificate',
      false,
      'Expertam showed a certificate that cannot be trusted, so nothing was sent. Tell its support.',
    ],
    ['timeout', true, `Expertam did not answer in time. Try again in a few minutes. ${DOUBT}`],
    [
      'interrupted',
      true,
      `Expertam broke off the connection before an answer came. Try again in a few minutes. ${DOUBT}`,
    ],
    [
      'too_large',
      true,
      `Expertam sent an answer that is larger than it can sensibly be, so it was not read. Try again in a few minutes. ${DOUBT}`,
    ],
  ] as const)('(%s) is told without a second try', async (reason, maybeReceived, message) => {
    const net = network(new NetworkFailure(reason, maybeReceived, 'EWORD'));
    expect(await problemOf(() => paid(net))).toMatchObject({
      kind: 'failed',
      code: reason,
      message: `${message} (EWORD)`,
    });
    expect(net.requests).toHaveLength(1);
  });

  it('after a redirect is in doubt just the same', async () => {
    const net = network(
      { status: 307, location: 'https://username.expertam.ru/api/x' },
      new NetworkFailure('timeout', true, 'timeout'),
    );
    expect((await problemOf(() => paid(net))).message).toContain(DOUBT);
  });
});
