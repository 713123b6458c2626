import { NetworkFailure } from '../../../src/core/http';
import { ShopClient } from '../../../src/services/justclick/client';
import { requestHash } from '../../../src/core/signature';
import { Vault } from '../../../src/core/vault';
import { MemoryStore } from '../../support/memory';
import { problemOf } from '../../support/problem';
import { answer, API_KEY, network, SHOP, type FakeHttp } from '../../support/shop';

const CHANGED = answer(0, 'order status changed');
const DOUBT = 'Order 100000 may have been changed: look at it in the shop before you run this step again.';
const ADVICE = 'Check the login "username" in the connection, or try again later.';

const clientOf = ({ http }: FakeHttp): ShopClient => new ShopClient(SHOP, http);

/** Marks an order as paid, which stands here for every change. */
const change = (net: FakeHttp): Promise<unknown> =>
  clientOf(net).updateOrderStatus({ bill_id: '100000', status: 'paid', date: 1362254400 });

/** Asks for the groups, which stands here for everything that is only read. */
const read = (net: FakeHttp): Promise<unknown> => clientOf(net).groups();

describe('a login that was typed with capitals', () => {
  const typed = { ...SHOP, typedLogin: 'UserName' };
  const groups = answer(0, 'ok', []);
  const refused = answer(4, 'incorrect hash');
  const signedAs = (login: string): string => `hash=${requestHash('', login, API_KEY)}`;

  it('signs in small letters, and as it was typed where the shop refuses that; what worked is remembered', async () => {
    const vault = new Vault(new MemoryStore(), ['secret']);
    const first = network(refused, groups, groups);
    const client = new ShopClient(typed, first.http, vault);
    await client.groups();
    await client.groups();
    expect(first.bodies()).toEqual(['username', 'UserName', 'UserName'].map(signedAs));
    const later = network(groups);
    await new ShopClient(typed, later.http, vault).groups();
    expect(later.bodies()).toEqual([signedAs('UserName')]);
    const other = network(groups);
    await new ShopClient(typed, other.http).groups();
    expect(other.bodies()).toEqual([signedAs('username')]);
  });

  it('is refused where neither spelling is right, after two requests', async () => {
    const net = network(refused, refused);
    expect(await problemOf(() => new ShopClient(typed, net.http).groups())).toMatchObject({
      kind: 'connection',
      code: '4',
    });
    expect(net.requests).toHaveLength(2);
  });
});

describe('a request', () => {
  it('goes to the function at the account’s host, signed, in one piece, and names its hash as a secret', async () => {
    const net = network(CHANGED);
    await change(net);
    expect(net.requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://username.expertam.ru/api/UpdateOrderStatus',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: 'bill_id=100000&status=paid&date=1362254400&hash=3e5d874250d817e74d4f30592d1076d5',
        timeoutMilliseconds: 15_000,
        maxBytes: 262_144,
        secrets: ['3e5d874250d817e74d4f30592d1076d5'],
      },
    ]);
    expect(JSON.stringify(net.requests)).not.toContain(API_KEY);
  });

  it('without parameters is the hash alone', async () => {
    const net = network(answer(0, 'ok', []));
    await read(net);
    expect(net.requests).toMatchObject([
      {
        url: 'https://username.expertam.ru/api/GetAllGroups',
        body: 'hash=53de7e1144de71c41d1cb06887f4b179',
        maxBytes: 24 * 1024 * 1024,
      },
    ]);
  });
});

describe('a success', () => {
  const { hash } = JSON.parse(CHANGED) as { hash: string };

  it.each([
    ['a hash in capitals', CHANGED.replace(hash, hash.toUpperCase())],
    ['a code as text', CHANGED.replace('"error_code":0', '"error_code":"0"')],
    [
      'keys in another order',
      JSON.stringify({ hash, result: [], error_text: 'order status changed', error_code: 0 }),
    ],
    ['a byte order mark', `\ufeff${CHANGED}`],
    ['blanks around it', ` \r\n${CHANGED}\n`],
  ])('may have %s', async (_what, reply) => {
    await expect(change(network(reply))).resolves.toBeUndefined();
  });

  it.each([
    ['wrong', CHANGED.replace(hash, '0'.repeat(32))],
    ['made with another key', answer(0, 'order status changed', undefined, 'another key')],
    ['made of another text', CHANGED.replace('order status changed', 'ok')],
    ['absent', '{"error_code":0,"error_text":"order status changed"}'],
    ['empty', CHANGED.replace(hash, '')],
    ['a number', CHANGED.replace(`"${hash}"`, '0')],
    ['a list', CHANGED.replace(`"${hash}"`, `["${hash}"]`)],
  ])('whose hash is %s counts as not done, and is not repeated', async (_what, reply) => {
    const net = network(reply);
    expect(await problemOf(() => change(net))).toMatchObject({
      kind: 'failed',
      code: 'wrong_answer_hash',
      message: `Expertam's answer says that all is well, but its signature is wrong, so it cannot be trusted. Try again in a few minutes. ${DOUBT} (wrong hash in the answer)`,
    });
    expect(net.requests).toHaveLength(1);
  });

  it('of a reading call is not believed either, and leaves nothing in doubt', async () => {
    const problem = await problemOf(() => read(network(answer(0, 'ok', [], 'another key'))));
    expect(problem.code).toBe('wrong_answer_hash');
    expect(problem.message).not.toContain('may have been');
  });
});

describe('a refusal', () => {
  it('is told by its code even when its hash is wrong, because with a wrong key it always is', async () => {
    const reply = answer(4, 'incorrect hash', undefined, 'the real key');
    const problem = await problemOf(() => change(network(reply)));
    expect(problem).toMatchObject({ kind: 'connection', code: '4' });
    expect(problem.message).toMatch(/\(Expertam error 4: incorrect hash; answer not signed\)$/);
  });

  it.each([200, 302, 400, 403, 500, 503])(
    'may come with HTTP %i, leaves nothing in doubt and is not repeated',
    async (status) => {
      const net = network({ status, location: 'https://evil.example/', text: answer(202, 'order not paid') });
      const problem = await problemOf(() => change(net));
      expect(problem.code).toBe('202');
      expect(problem.message).not.toContain(DOUBT);
      expect(net.requests).toHaveLength(1);
    },
  );

  it('may be written with escapes, which its hash does not cover, and may have no text', async () => {
    const escaped = String.raw`{"error_code":604,"error_text":"product not exist: \u0422\u043e\u0432\u0430\u0440\/1","hash":"b7e42d424745d60a6fbd8d0eaaa4db32"}`;
    const { message } = await problemOf(() => change(network(escaped)));
    expect(message).toMatch(/\(Expertam error 604: product not exist: Товар\/1\)$/);
    for (const reply of ['{"error_code":3}', '{"error_code":3,"error_text":null}'])
      expect((await problemOf(() => change(network(reply)))).code).toBe('3');
  });
});

describe('an answer that is none', () => {
  const PAGE = '<!doctype html><title>password=abc123</title>';
  const A_PAGE = 'answered with a web page instead of data.';
  const OTHER_DATA = 'answered with data of another shape than documented.';
  const NO_DATA = 'answered with something that is no data.';
  const NOTHING = 'answered with nothing at all.';
  const NOT_FOLLOWED = 'sends requests on to another address, which is not followed.';

  it.each<readonly [reply: { status?: number; location?: string; text: string }, told: string]>([
    [{ status: 500, text: PAGE }, A_PAGE],
    [{ text: `\ufeff\n ${PAGE}` }, A_PAGE],
    [{ text: '' }, NOTHING],
    [{ status: 429, text: 'Too Many Requests' }, NO_DATA],
    [{ text: '0' }, NO_DATA],
    ...[CHANGED.slice(0, -5), `[${CHANGED}]`, '{}', 'null', '"ok"', '{"error_text":"ok"}'].map(
      (text) => [{ text }, OTHER_DATA] as const,
    ),
    ...['null', '""', '[0]', 'true', '1.5', '-1', '"0x1"', '"1234567890"'].map(
      (code) => [{ text: `{"error_code":${code}}` }, OTHER_DATA] as const,
    ),
    [
      { status: 302, location: 'https://login.example/x?hash=1', text: PAGE },
      'sends requests on to another address (login.example), which is not followed.',
    ],
    [{ status: 301, location: ':', text: '' }, NOT_FOLLOWED],
    [{ status: 302, text: '' }, NOTHING],
  ])(
    'is told as such, with the doubt about a change, not quoted and not asked for again: %j',
    async (reply, told) => {
      const net = network(reply);
      const { status = 200 } = reply;
      expect(await problemOf(() => change(net))).toMatchObject({
        kind: 'failed',
        code: `http_${status}`,
        message: `Expertam ${told} ${ADVICE} ${DOUBT} (HTTP ${status})`,
      });
      expect(net.requests).toHaveLength(1);
      expect((await problemOf(() => read(network(reply)))).message).toBe(
        `Expertam ${told} ${ADVICE} (HTTP ${status})`,
      );
    },
  );
});

describe('a redirect', () => {
  const here = 'https://username.expertam.ru/api/updateorderstatus';

  it.each([307, 308])('with %i on the same host is followed once, with the same bytes', async (status) => {
    const net = network({ status, location: here }, CHANGED);
    await change(net);
    const [first, second] = net.requests;
    expect(second).toEqual({ ...first, url: here });
    const loop = network({ status, location: here }, { status, location: here });
    expect((await problemOf(() => change(loop))).code).toBe(`http_${status}`);
  });

  it('leaves what happens after it in doubt just the same', async () => {
    const net = network({ status: 307, location: here }, new NetworkFailure('timeout', true, 'timeout'));
    expect((await problemOf(() => change(net))).message).toContain(DOUBT);
  });

  it.each([
    [307, 'https://evil.example/api/UpdateOrderStatus'],
    [308, 'http://username.expertam.ru/api/UpdateOrderStatus'],
    [307, 'https://username.expertam.ru:8443/api/UpdateOrderStatus'],
    [307, 'https://username.expertam.ru@evil.example/'],
    [307, 'https://username.expertam.ru.evil.example/'],
    [307, '//evil.example/'],
    [307, 'not an address'],
    // Any other status would turn the call into another one.
    [301, here],
    [302, here],
    [303, here],
  ])('with %i to %s is not followed', async (status, location) => {
    const net = network({ status, location });
    expect((await problemOf(() => change(net))).code).toBe(`http_${status}`);
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
    expect(await problemOf(() => change(net))).toMatchObject({
      kind: 'failed',
      code: reason,
      message: `${message} (EWORD)`,
    });
    expect(net.requests).toHaveLength(1);
  });
});

describe('a list', () => {
  it.each([400, 401, 499, 500, 501, 599, 700])('is empty when the shop says %i', async (code) => {
    const nothing = answer(code, 'nothing there');
    expect(await clientOf(network(nothing)).products()).toEqual([]);
    expect(await read(network(nothing))).toEqual([]);
    expect(await clientOf(network(nothing)).recentOrders(new Date(0), 'all')).toEqual([]);
  });

  it('is not believed to be empty by an answer that the account’s key did not sign', async () => {
    const reply = answer(700, 'no products', undefined, 'other');
    expect(await problemOf(() => read(network(reply)))).toMatchObject({ kind: 'refused', code: '700' });
  });

  it.each([399, 600, 604, 701, 800])('is refused, and not empty, when the shop says %i', async (code) => {
    expect(await problemOf(() => read(network(answer(code, 'no'))))).toMatchObject({ code: String(code) });
  });

  it.each([undefined, null, [], {}, '', 'ok', 0, [null, 1, 'x', [], {}]])(
    'is empty when it is %j',
    async (result) => {
      expect(await read(network(answer(0, 'ok', result)))).toEqual([]);
      expect(await clientOf(network(answer(0, 'ok', result))).products()).toEqual([]);
      expect(await clientOf(network(answer(0, 'ok', result))).subscriptions('a@b.ru')).toEqual([]);
      expect(await clientOf(network(answer(0, 'ok', result))).recentOrders(new Date(0), 'all')).toEqual([]);
    },
  );

  it('may be as large as a large shop, and come as a map from numbers', async () => {
    const rows = Object.fromEntries(
      Array.from({ length: 60_000 }, (_, index) => [
        index,
        { good_name: `tovar_${index}`, good_title: `Товар ${index}`, good_sum: '990.00' },
      ]),
    );
    expect(await clientOf(network(answer(0, 'ok', rows))).products()).toHaveLength(60_000);
  });

  it('of orders covers thirty days and tomorrow', async () => {
    const net = network(answer(0, 'ok', []));
    await clientOf(net).recentOrders(new Date('2026-03-31T22:30:00Z'), 'all');
    expect(net.bodies()[0]).toMatch(/^begin_date=02\.03\.2026&end_date=01\.04\.2026&hash=[0-9a-f]{32}$/);
  });
});
