import { join } from 'node:path';
import type { CommonFault } from '../../sandbox/faults';
import type { ShopFault } from '../../sandbox/justclick/faults';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { play } from '../../sandbox/scenes/scene';
import { shopConnection, shopScenes } from '../../sandbox/scenes/shop';
import type { RunResult } from '../../sandbox/zapier/outcome';
import { Zapier } from '../../sandbox/zapier/zapier';

jest.setTimeout(120_000);

let shop: ShopDouble;
let zapier: Zapier;

beforeAll(async () => {
  shop = await ShopDouble.start();
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { EXPERTAM_URL: shop.url, ALLOW_LOOPBACK: '1' },
  });
});

afterAll(async () => {
  await Promise.all([zapier.stop(), shop.stop()]);
});

/** Marks an order as cancelled while a fault befalls the shop, and counts the requests that reached it. */
async function cancel(fault?: CommonFault | ShopFault): Promise<{ result: RunResult; requests: number }> {
  shop.faults.clear();
  if (fault) shop.faults.add(fault);
  const before = shop.journal.exchanges.length;
  const result = await zapier.run({
    method: 'creates.justclick_update_order_status.operation.perform',
    authData: shopConnection,
    inputData: { bill_id: '100004', status: 'cancel' },
  });
  return { result, requests: shop.journal.exchanges.length - before };
}

const messageOf = (result: RunResult): string => (result.outcome === 'success' ? '' : result.message);

describe('a shop, through the built zip', () => {
  it('ends every scene of `npm start` as it should', async () => {
    const complaints: string[] = [];
    await play(zapier, shopScenes(shop), (played) => {
      complaints.push(...played.complaints);
    });
    expect(complaints).toEqual([]);
  });

  it('fills the drop-down of products and of recent orders', async () => {
    const input = { authData: shopConnection };
    const products = await zapier.choices('creates', 'justclick_update_good', 'good_name', input);
    expect(products.choices).toContainEqual(
      expect.objectContaining({ value: 'super_tovar', label: 'Супер-товар на DVD · 990.00' }),
    );
    const orders = await zapier.choices('creates', 'justclick_update_order_status', 'bill_id', input);
    expect(orders.choices[0]?.label).toMatch(/^1000\d\d · /);
  });

  const DOUBT = 'may have been changed';
  const faults: readonly (readonly [fault: CommonFault | ShopFault, words: string, doubt: boolean])[] = [
    [{ kind: 'wrong hash' }, 'its signature is wrong', true],
    [{ kind: 'half answer' }, 'data of another shape', true],
    [{ kind: 'huge answer', bytes: 5 * 2 ** 20 }, 'larger than it can sensibly be', true],
    [{ kind: 'lost answer' }, 'broke off', true],
    [{ kind: 'lost request' }, 'broke off', true],
    [{ kind: 'html page', status: 500 }, '(HTTP 500)', true],
    [{ kind: 'redirect elsewhere', status: 307 }, 'sends requests on to another address', true],
    [{ kind: 'refusal', code: 8 }, 'takes no more requests for now', false],
  ];

  it.each(faults)(
    'tells a user what to do after %j, and sends nothing twice',
    async (fault, words, doubt) => {
      const { result, requests } = await cancel(fault);
      expect(result.outcome).toBe('error');
      expect(messageOf(result)).toContain(words);
      expect(messageOf(result).includes(DOUBT)).toBe(doubt);
      expect(messageOf(result)).toMatch(/\([^()]+\)$/);
      expect(requests).toBe(1);
    },
  );

  it('follows a 307 to the same host once, with the same body', async () => {
    const { result, requests } = await cancel({ kind: 'redirect' });
    expect(result.outcome).toBe('success');
    expect(requests).toBe(2);
    expect(shop.journal.exchanges.at(-1)?.request).toBe(shop.journal.exchanges.at(-2)?.request);
  });

  it('gives up after 15 seconds of a trickling answer, and says that the order may have been changed', async () => {
    const { result } = await cancel({ kind: 'trickle' });
    expect(messageOf(result)).toContain('did not answer in time');
    expect(messageOf(result)).toContain(DOUBT);
  });

  it.each([
    ['nothing listens', 'http://127.0.0.1:9/{login}', 'cannot be reached'],
    ['the name does not exist', 'https://{login}.zakaz.invalid', 'cannot be found'],
  ])('says so when %s', async (_, url, words) => {
    const elsewhere = await Zapier.start({
      app: join(__dirname, '../../build/build.zip'),
      environment: { EXPERTAM_URL: url, ALLOW_LOOPBACK: '1' },
    });
    const result = await elsewhere.run({ method: 'authentication.test', authData: shopConnection });
    await elsewhere.stop();
    expect(messageOf(result)).toContain(words);
  });

  it('lets no key and no hash out, in any log line or message', () => {
    const logged = zapier.log.map(({ text }) => text).join('\n');
    const hashes = shop.journal.exchanges.flatMap(({ request, answer = '' }) => [
      ...request.matchAll(/[0-9a-f]{32}/g),
      ...answer.matchAll(/[0-9a-f]{32}/gi),
    ]);
    expect(shop.journal.exchanges.length).toBeGreaterThan(10);
    expect(logged).toContain('UpdateOrderStatus');
    expect(hashes.length).toBeGreaterThan(10);
    for (const secret of [SAMPLE_ACCOUNT.key, 'wrong-key-wrong-key', ...hashes.map(([hash]) => hash)])
      expect(logged).not.toContain(secret);
  });
});
