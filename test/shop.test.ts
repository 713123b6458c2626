import { recentOrders } from '../src/shop';
import { answer, AUTH_DATA, network } from './support/shop';
import { step } from './support/step';

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
