import { parseXml } from '../../../sandbox/xml';
import { TEST_ACCOUNT } from '../../../sandbox/measoft/accounts';
import { attribute, AUTH, call, courierForEachTest, orders, post, text } from './conversation';

const { start } = courierForEachTest();
const CLIENT = `<client>${AUTH}</client>`;

describe('the one address', () => {
  it('serves with and without a slash at the end', async () => {
    const courier = await start();
    expect(courier.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
    for (const url of [courier.url, courier.url.slice(0, -1)]) {
      expect((await post(courier, CLIENT, { url })).text).toContain('<code>1082</code>');
    }
  });

  it('answers XML in UTF-8 with status 200, errors too', async () => {
    const courier = await start();
    for (const body of [CLIENT, '<client/>', '<nonsense', '']) {
      const { status, headers } = await post(courier, body);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    }
  });

  it('is the only one, and for POST only', async () => {
    const courier = await start();
    expect((await post(courier, CLIENT, { url: `${courier.url}client` })).status).toBe(404);
    expect((await fetch(courier.url)).status).toBe(404);
  });
});

describe('a body', () => {
  it.each([
    ['broken', '<client><auth></client>'],
    ['empty', ''],
    ['not XML', 'client=1'],
    ['with a DTD', `<!DOCTYPE x [<!ENTITY a "b">]>${CLIENT}`],
  ])('that is %s is told in an error without attributes', async (_, body) => {
    const courier = await start();
    const root = parseXml((await post(courier, body)).bytes);
    expect(root.name).toBe('request');
    expect(root.child('error')?.attributes).toEqual({});
    expect(text(root, 'error')).toMatch(/^Ошибка синтаксиса XML: ./);
    expect(courier.journal.calls).toEqual([]);
  });

  it('must be UTF-8', async () => {
    const courier = await start();
    const windows1251 = Uint8Array.from(Buffer.from('<encoding><text>\xcf\xf0</text></encoding>', 'latin1'));
    expect(text(parseXml((await post(courier, windows1251)).bytes), 'error')).toContain('not UTF-8');
  });

  it('may hold large attachments', async () => {
    const courier = await start({ seedOrders: true });
    const item = `<item name="scan.pdf">${'QUJD'.repeat(1_000_000)}</item>`;
    const answer = await call(
      courier,
      'addattachments',
      `<orderno>SHOP-0995</orderno><attachments>${item}</attachments>`,
    );
    expect(attribute(answer, 'error')).toBe('0');
    expect(courier.orders.get('SHOP-0995').attachments[0]?.content).toHaveLength(3_000_000);
  });
});

describe('a start', () => {
  it('may have other accounts, each with its own orders', async () => {
    const shop = { courierCode: '77', login: 'shop', password: 'a b', clientCode: '5', company: 'Shop' };
    const courier = await start({ accounts: [TEST_ACCOUNT, shop], seedOrders: true });
    const auth = '<auth extra="77" login="shop" pass="a b"/>';
    expect(text(await call(courier, 'client', '', { auth }), 'code')).toBe('5');
    expect(await orders(courier, '', auth)).toEqual([]);
    expect(await orders(courier)).not.toEqual([]);
  });

  it('without accounts lets nobody in', async () => {
    const courier = await start({ accounts: [], seedOrders: true });
    expect(attribute(await call(courier, 'client'), 'error')).toBe('25');
  });
});
