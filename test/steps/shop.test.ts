import { polledOrders, recentOrders } from '../../src/steps/justclick/shop';
import { answer, AUTH_DATA, network } from '../support/shop';
import { step } from '../support/step';

it('tells an order once that the shop lists twice, as it is by its later time', async () => {
  const order = (id: number, paid: number) => ({ id, paid, created: 1_362_254_400, items: [] });
  const { http } = network(
    answer(0, 'OK', [order(7, 1_362_254_500), order(8, 1_362_254_450), order(7, 1_362_254_600)]),
  );
  const polled = await recentOrders(step({ authData: AUTH_DATA, http }), 'paid');
  expect(polled.map(({ id, paid }) => [id, paid])).toEqual([
    ['7', '2013-03-02T20:03:20Z'],
    ['8', '2013-03-02T20:00:50Z'],
  ]);
});

describe('a shop with more orders in a month than a poll hands over', () => {
  const [deleted, ...rest] = Array.from({ length: 10_002 }, (_, index) => ({
    id: index,
    created: 1_362_254_400 - index,
    items: [],
  }));
  const pollOf = (orders: readonly unknown[], more = {}): ReturnType<typeof polledOrders> =>
    polledOrders(step({ authData: AUTH_DATA, http: network(answer(0, 'OK', orders)).http, ...more }), 'all');

  it('tells the newest', async () => {
    expect((await pollOf([deleted, ...rest])).map(({ id }) => Number(id))).toEqual([...Array(10_000).keys()]);
  });

  it('tells what makes events of all when a Zap is turned on, so that none is news when others are deleted', async () => {
    const known = await pollOf([deleted, ...rest], { isPopulating: true });
    expect(known[0]).toEqual({ id: '0', paid: null });
    const ids = new Set(known.map(({ id }) => id));
    expect((await pollOf(rest)).filter(({ id }) => !ids.has(id))).toEqual([]);
  });

  it('shows whole orders in the editor', async () => {
    const samples = await pollOf(rest, { isPopulating: true, isLoadingSample: true });
    expect(samples).toHaveLength(3);
    expect(samples[0]).toHaveProperty('bill_id', '1');
  });
});
