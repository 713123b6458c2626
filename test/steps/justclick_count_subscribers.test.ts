import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_count_subscribers';
const shop = connectedShop();

it.each([
  ['super', 2],
  ['two', 0],
  ['unique', 2],
  ['all', 3],
])('counts the active contacts of %s', async (group, count) => {
  expect(await shop.search(KEY, { group_name: group })).toEqual([
    { id: group, group_name: group, subscriber_count: count },
  ]);
  expect(shop.sent()).toEqual([`GetCountSubscribe group_name=${group}`]);
});

it('counts a number that comes as text', async () => {
  shop.double.faults.add({ kind: 'numbers as text' });
  expect(await shop.search(KEY, { group_name: 'super' })).toMatchObject([{ subscriber_count: 2 }]);
});

it('finds nothing where the shop knows no such group', async () => {
  expect(await shop.search(KEY, { group_name: 'nowhere' })).toEqual([]);
});

it('takes the refusal of a word that stands for all groups as a refusal', async () => {
  shop.double.faults.add({ kind: 'refusal', code: 501 });
  expect(await errorOf(shop.search(KEY, { group_name: 'all' }))).toMatchObject({
    name: 'AppError',
    code: '501',
  });
});

it('says so when the answer holds no number', async () => {
  shop.double.faults.add({ kind: 'no result' });
  expect(await errorOf(shop.search(KEY, { group_name: 'super' }))).toEqual({
    name: 'AppError',
    code: 'unknown_number',
    message:
      'Expertam does not tell how many contacts group "super" has. Try again later. (no number in the answer)',
  });
});

it('sends nothing without a group', async () => {
  expect(await errorOf(shop.search(KEY, {}))).toMatchObject({ message: 'Group is required.' });
  expect(shop.sent()).toEqual([]);
});

it('offers all groups together, then each', async () => {
  const [group] = await shop.form('searches', KEY);
  expect(await shop.options(group)).toMatchObject({
    unique: 'All groups, each contact once',
    all: 'All groups, each contact once per group',
    super: 'Новости магазина',
  });
});
