import { call, codeOf, useDouble } from '../caller';

const double = useDouble();
const contact = (email: string) => double().account().shop.contact(email);
const statuses = (email: string) =>
  Object.fromEntries(
    [...(contact(email)?.subscriptions ?? [])].map(([group, { status }]) => [group, status]),
  );

const NEW = { 'rid[0]': 'super', 'rid[1]': '1594725950.5982672784', lead_email: 'lead@email.ru' };
const ANNA = { lead_email: 'Anna@Shop.example', 'rid[0]': 'super' };
const add = (parameters: Readonly<Record<string, string>>) => call(double(), 'AddLeadToGroup', parameters);

describe('AddLeadToGroup', () => {
  test('subscribes a new contact', async () => {
    const lead = { lead_name: 'Ольга', lead_phone: '+7', lead_city: 'Омск', tag: 'a' };
    const reply = await add({ ...NEW, ...lead });
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
    expect(reply).not.toHaveProperty('result');
    expect(contact('lead@email.ru')).toMatchObject({ name: 'Ольга', phone: '+7', city: 'Омск', tags: 'a' });
    const subscribed = { super: 'STATUS_SUBSCRIBE', '1594725950.5982672784': 'STATUS_SUBSCRIBE' };
    expect(statuses('lead@email.ru')).toEqual(subscribed);
  });

  test('can demand a confirmation, and calls a contact without a name a dear friend', async () => {
    const error_text = 'activation email sent to subscriber';
    expect(await add({ ...NEW, activation: 'true' })).toMatchObject({ error_code: 0, error_text });
    expect(contact('lead@email.ru')?.name).toBe('Дорогой друг');
    expect(statuses('lead@email.ru')).toMatchObject({ super: 'STATUS_WAIT' });
  });

  test('sends no confirmation letter to who had unsubscribed', async () => {
    const reply = await add({ ...ANNA, 'rid[0]': 'two', activation: '1' });
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
    expect(statuses('anna@shop.example')).toMatchObject({ two: 'STATUS_SUBSCRIBE' });
  });

  test('is 102 only when the contact is in all the groups', async () => {
    expect(await add(ANNA)).toMatchObject({ error_code: 102 });
    expect(await add({ ...ANNA, 'rid[1]': 'clients_super_tovar' })).toMatchObject({ error_code: 0 });
  });

  test('names the automatic group', async () => {
    const { error_text } = await add({ ...NEW, 'rid[0]': 'auto_buyers' });
    expect(error_text).toBe('subscription forbidden for auto_buyers');
  });
});

const USER = { lead_email: 'user4@email.com' };
test.each<[string, string, number, Record<string, string>]>([
  ['AddLeadToGroup', 'no e-mail', 100, { 'rid[0]': 'super' }],
  ['AddLeadToGroup', 'a bad e-mail', 101, { ...NEW, lead_email: 'lead' }],
  ['AddLeadToGroup', 'no group', 3, { lead_email: 'lead@email.ru' }],
  ['AddLeadToGroup', 'groups that are no list', 3, { lead_email: 'lead@email.ru', rid: 'super' }],
  ['AddLeadToGroup', 'an unknown group', 103, { ...NEW, 'rid[1]': 'unknown' }],
  ['AddLeadToGroup', 'an automatic group', 104, { ...NEW, 'rid[1]': 'auto_buyers' }],
  ['AddLeadToGroup', 'a doubtful activation', 3, { ...NEW, activation: 'yes' }],
  ['DeleteSubscribe', 'no e-mail', 100, { rass_name: 'super' }],
  ['DeleteSubscribe', 'no group', 3, USER],
  ['DeleteSubscribe', 'an unknown group', 800, { ...USER, rass_name: 'unknown' }],
  ['DeleteSubscribe', 'an unknown contact', 801, { lead_email: 'nobody@email.com', rass_name: 'super' }],
  ['DeleteSubscribe', 'a contact outside the group', 801, { ...USER, rass_name: 'two' }],
  ['UpdateSubscriberData', 'no e-mail', 100, {}],
  ['UpdateSubscriberData', 'an unknown contact', 500, { lead_email: 'nobody@email.com' }],
  ['GetLeadGroupStatuses', 'no e-mail', 3, {}],
  ['GetLeadGroupStatuses', 'an unknown contact', 500, { email: 'nobody@email.com' }],
  ['GetLeadGroupStatuses', 'a contact without groups', 501, { email: 'alone@email.com' }],
  ['GetCountSubscribe', 'no group', 3, {}],
  ['GetCountSubscribe', 'an unknown group', 800, { group_name: 'unknown' }],
])('%s refuses %s with %i', async (name, _, code, parameters) => {
  double().account().shop.addContact({ email: 'alone@email.com', name: '', phone: '', city: '', tags: '' });
  expect(await codeOf(double(), name, parameters)).toBe(code);
  expect(contact('lead@email.ru')).toBeUndefined();
});

test.each([
  ['super', 2],
  ['two', 0],
  ['unique', 2],
  ['all', 3],
])('GetCountSubscribe of %s is %i', async (group_name, result) => {
  expect(await call(double(), 'GetCountSubscribe', { group_name })).toMatchObject({ error_code: 0, result });
});
