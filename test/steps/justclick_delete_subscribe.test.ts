import { create } from '../support/app';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_delete_subscribe';
const shop = connectedShop();

const ANNA = { lead_email: 'anna@shop.example', rass_name: 'super' };

it('takes the contact out of one group in one request', async () => {
  const result = await shop.create(KEY, ANNA);
  expect(shop.sent()).toEqual(['DeleteSubscribe lead_email=anna%40shop.example&rass_name=super']);
  expect(shop.state.contact(ANNA.lead_email)?.subscriptions.get('super')?.status).toBe('STATUS_UNSUBSCRIBE');
  expect(result).toEqual({ id: 'anna@shop.example', ...ANNA, removed: true, removed_from: ['super'] });
  expect(Object.keys(result)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
});

it('takes the contact out of all groups that it is in, and of none where it is in none any more', async () => {
  const from = shop.state.contact(ANNA.lead_email);
  from?.subscriptions.set('clients_super_tovar', { status: 'STATUS_WAIT', time: 1 });
  expect(await shop.create(KEY, { ...ANNA, rass_name: 'all' })).toMatchObject({
    removed: true,
    removed_from: ['super', 'clients_super_tovar'],
  });
  expect(shop.sent()).toEqual([
    'GetLeadGroupStatuses email=anna%40shop.example',
    'DeleteSubscribe lead_email=anna%40shop.example&rass_name=super',
    'DeleteSubscribe lead_email=anna%40shop.example&rass_name=clients_super_tovar',
  ]);
  expect(await shop.create(KEY, { ...ANNA, rass_name: 'all' })).toMatchObject({
    removed: false,
    removed_from: [],
  });
});

it.each([
  ['is refused', { kind: 'refusal', code: 801, text: 'subscriber with such address is not found' }],
  ['is lost', { kind: 'lost answer' }],
] as const)(
  'where the second of two groups %s, tells which one the contact has left, and goes on when it is run again',
  async (_what, fault) => {
    const contact = shop.state.contact(ANNA.lead_email);
    contact?.subscriptions.set('clients_super_tovar', { status: 'STATUS_SUBSCRIBE', time: 1 });
    shop.double.faults.add(fault, { on: 'DeleteSubscribe', after: 1 });
    const { message } = await errorOf(shop.create(KEY, { ...ANNA, rass_name: 'all' }));
    expect(message).toMatch(
      /^The contact was removed from "super"\. Running this step again is safe: it goes on with the groups that are left\. /,
    );
    expect(message).not.toContain('look at it in the shop before');
    const again = await shop.create(KEY, { ...ANNA, rass_name: 'all' });
    expect(again).toMatchObject({
      removed_from: fault.kind === 'refusal' ? ['clients_super_tovar'] : [],
    });
    expect(contact?.subscriptions.get('clients_super_tovar')?.status).toBe('STATUS_UNSUBSCRIBE');
  },
);

it('sends nothing while a field is missing or wrong', async () => {
  expect(await errorOf(shop.create(KEY, { lead_email: 'anna' }))).toMatchObject({
    code: 'invalid_input',
    message:
      'Please correct 2 fields:\n- Email must be one e-mail address like name@example.com, not "anna".\n- Group is required.',
  });
  expect(shop.sent()).toEqual([]);
});

it.each([
  ['800', { ...ANNA, rass_name: 'nowhere' }],
  ['801', { ...ANNA, lead_email: 'nobody@shop.example' }],
])('may know no such group or contact (%s)', async (code, inputData) => {
  expect(await errorOf(shop.create(KEY, inputData))).toMatchObject({ name: 'AppError', code });
});

it('does not take a hidden refusal for a success, and is in doubt when the answer is lost', async () => {
  shop.double.faults.add({ kind: 'refusal', code: 0, text: 'subscriber with such address is not found' });
  expect(await errorOf(shop.create(KEY, ANNA))).toMatchObject({ name: 'AppError', code: '801' });
  shop.double.faults.add({ kind: 'lost answer' });
  expect((await errorOf(shop.create(KEY, ANNA))).message).toContain(
    'Contact anna@shop.example may have been removed: look at it in the shop before you run this step again.',
  );
});

it('warns on its form, and offers the groups', async () => {
  const [warning, email, group] = await shop.form('creates', KEY);
  expect(warning?.helpText).toMatch(/^⚠ .* gets no letter to confirm it\.$/);
  expect([email?.key, email?.required, group?.key, group?.required]).toEqual([
    'lead_email',
    true,
    'rass_name',
    true,
  ]);
  expect(await shop.options(group)).toHaveProperty('super', 'Новости магазина');
});

it('offers the groups of the contact, once that is named, with how it stands in each', async () => {
  const group = (await shop.form('creates', KEY)).find(({ key }) => key === 'rass_name');
  expect(group?.dependsOn).toEqual(['lead_email']);
  expect(await shop.options(group, { lead_email: ' anna@shop.example ' })).toEqual({
    all: 'All groups of the contact',
    super: 'Новости магазина · Subscribed',
    two: 'Вебинар «Второй шаг» · Unsubscribed',
  });
  expect(await shop.options(group, { lead_email: 'nobody@shop.example' })).toHaveProperty('two');
});
