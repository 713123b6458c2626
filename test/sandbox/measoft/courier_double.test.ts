import { TEST_ACCOUNT } from '../../../sandbox/measoft/accounts';
import { parseXml } from '../../../sandbox/xml';
import { at, attribute, AUTH, call, courierForEachTest, orders, orderXml, post, text } from './conversation';

const stage = courierForEachTest();
const seeded = courierForEachTest({ seedOrders: true });
const CLIENT = `<client>${AUTH}</client>`;

it('serves POST at one address, with and without a slash at the end', async () => {
  const { url } = stage.courier;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
  for (const one of [url, url.slice(0, -1)])
    expect((await post(stage.courier, CLIENT, one)).text).toContain('<code>1082</code>');
  expect((await post(stage.courier, CLIENT, `${url}client`)).status).toBe(404);
  expect((await fetch(url)).status).toBe(404);
});

it.each([CLIENT, '<client/>', '<nonsense', ''])(
  'answers %j by XML in UTF-8 with status 200',
  async (body) => {
    const { status, type } = await post(stage.courier, body);
    expect([status, type]).toEqual([200, 'text/xml; charset=utf-8']);
  },
);

it.each([
  ['broken', '<client><auth></client>'],
  ['empty', ''],
  ['not XML', 'client=1'],
  ['with a DTD', `<!DOCTYPE x [<!ENTITY a "b">]>${CLIENT}`],
  ['not UTF-8', Uint8Array.from(Buffer.from('<client>\xcf\xf0</client>', 'latin1'))],
])('a body that is %s is told in an error without attributes', async (_, body) => {
  const root = parseXml((await post(stage.courier, body)).bytes);
  expect([root.name, at(root, 'error').attributes]).toEqual(['request', {}]);
  expect(text(root, 'error')).toMatch(/^Ошибка синтаксиса XML: ./);
  expect(stage.courier.journal.calls).toEqual([]);
});

it('a body may hold large attachments', async () => {
  const item = `<item name="scan.pdf">${'QUJD'.repeat(1_000_000)}</item>`;
  const content = `<orderno>SHOP-0995</orderno><attachments>${item}</attachments>`;
  expect(attribute(await call(seeded.courier, 'addattachments', content), 'error')).toBe('0');
  expect(seeded.courier.orders.get('SHOP-0995').attachments[0]?.content).toHaveLength(3_000_000);
});

describe('a courier with other accounts', () => {
  const shop = { courierCode: '77', login: 'shop', password: 'a b', clientCode: '5', company: 'Shop' };
  const other = courierForEachTest({ accounts: [TEST_ACCOUNT, shop], seedOrders: true });

  it('knows each with its own orders', async () => {
    const auth = '<auth extra="77" login="shop" pass="a b"/>';
    expect(text(await call(other.courier, 'client', '', auth), 'code')).toBe('5');
    expect(await orders(other.courier, '', auth)).toEqual([]);
    expect(await orders(other.courier)).not.toEqual([]);
  });
});

it('the seed has orders in several states, and the numbers of the vendor’s webhook sample', async () => {
  const { courier } = seeded;
  expect(courier.orders.all.map((order) => `${order.number} ${order.status().code}`)).toEqual([
    'SHOP-0900 COMPLETE',
    'SHOP-0990 COMPLETE',
    'SHOP-0991 PARTLYRETURNING',
    'SHOP-0995 DELIVERY',
    'SHOP-0996 RETURNED',
    'SHOP-0997 PICKUPREADY',
    '00032011 NEW',
  ]);
  expect(courier.orders.get('00032011').code).toBe('0000032');
  expect(courier.orders.get('SHOP-0997').agent).toBe(courier.account('agent'));
  expect(courier.webhooks.pending).toBe(0);
  const answer = await call(courier, 'neworder', orderXml('SHOP-0990'));
  expect(answer.children[0]?.attribute('error')).toBe('17');
});
