import { ShopClient } from '../../src/services/justclick/client';
import { app } from '../support/definition';
import { answer, network, SHOP } from '../support/shop';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_find_lead_groups';
const shop = connectedShop();

it('finds all groups of a contact as one result, with how the contact stands in each', async () => {
  const found = await shop.search(KEY, { email: 'anna@shop.example' });
  expect(shop.sent()).toEqual(['GetLeadGroupStatuses email=anna%40shop.example']);
  expect(found).toEqual([
    {
      id: 'anna@shop.example',
      email: 'anna@shop.example',
      is_subscribed: true,
      subscribed_to: ['super'],
      groups: [
        {
          rass_name: 'super',
          rass_title: 'Новости магазина',
          rass_status: 'STATUS_SUBSCRIBE',
          status_label: 'Subscribed',
          is_subscribed: true,
          subscription_time: '2013-02-20T20:00:00Z',
        },
        {
          rass_name: 'two',
          rass_title: 'Вебинар «Второй шаг»',
          rass_status: 'STATUS_UNSUBSCRIBE',
          status_label: 'Unsubscribed',
          is_subscribed: false,
          subscription_time: '2013-02-21T20:00:00Z',
        },
      ],
    },
  ]);
  expect(Object.keys(found[0] ?? {})).toEqual(Object.keys(app.searches[KEY]?.operation.sample ?? {}));
});

it('looks at one group only, where one is chosen', async () => {
  expect(await shop.search(KEY, { email: 'anna@shop.example', rass_name: 'two' })).toMatchObject([
    { is_subscribed: false, subscribed_to: [], groups: [{ rass_name: 'two' }] },
  ]);
});

it.each([{ email: 'nobody@shop.example' }, { email: 'anna@shop.example', rass_name: 'clients_super_tovar' }])(
  'finds nothing where there is none: %j',
  async (inputData) => {
    expect(await shop.search(KEY, inputData)).toEqual([]);
  },
);

it.each([
  ['STATUS_WAIT', 'Has not confirmed yet', false],
  ['STATUS_SUBSCRIBE', 'Subscribed', true],
  ['STATUS_UNSUBSCRIBE', 'Unsubscribed', false],
  ['STATUS_UNSUBSCRIBE_BY_SERVICE', 'Unsubscribed by the shop', false],
  ['STATUS_INVALID_EMAIL', 'E-mail address does not work', false],
  ['STATUS_NEWS', 'STATUS_NEWS', false],
  [undefined, null, false],
])('reads the status %s as "%s"', async (rass_status, status_label, is_subscribed) => {
  const row = { rass_name: 5, rass_title: '', rass_status, subscription_time: '' };
  const { http } = network(answer(0, 'ok', [row, { rass_title: 'Nameless' }]));
  expect(await new ShopClient(SHOP, http).subscriptions('anna@shop.example')).toEqual([
    {
      rass_name: '5',
      rass_title: '5',
      rass_status: rass_status ?? null,
      status_label,
      is_subscribed,
      subscription_time: null,
    },
  ]);
});

it('finds nothing where the contact is in no group at all', async () => {
  shop.state.contact('anna@shop.example')?.subscriptions.clear();
  expect(await shop.search(KEY, { email: 'anna@shop.example' })).toEqual([]);
});

it('sends nothing without an address', async () => {
  expect(await errorOf(shop.search(KEY, { email: 'anna' }))).toMatchObject({
    message: 'Email must be one e-mail address like name@example.com, not "anna".',
  });
  expect(shop.sent()).toEqual([]);
});

it('offers the groups', async () => {
  const [, group] = await shop.form('searches', KEY);
  expect(group?.required ?? false).toBe(false);
  expect(await shop.options(group)).toHaveProperty('super', 'Новости магазина');
});
