import { call, codeOf, useDouble } from '../caller';

const double = useDouble();
const contact = (email: string) => double().account().shop.contact(email);
const statuses = (email: string) =>
  Object.fromEntries(
    [...(contact(email)?.subscriptions ?? [])].map(([group, { status }]) => [group, status]),
  );

describe('AddLeadToGroup', () => {
  const NEW = { 'rid[0]': 'super', 'rid[1]': '1594725950.5982672784', lead_email: 'lead@email.ru' };

  test('subscribes a new contact', async () => {
    const reply = await call(double(), 'AddLeadToGroup', {
      ...NEW,
      lead_name: 'Ольга',
      lead_phone: '+7',
      lead_city: 'Омск',
      tag: 'a',
    });
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
    expect(reply).not.toHaveProperty('result');
    expect(contact('lead@email.ru')).toMatchObject({ name: 'Ольга', phone: '+7', city: 'Омск', tags: 'a' });
    expect(statuses('lead@email.ru')).toEqual({
      super: 'STATUS_SUBSCRIBE',
      '1594725950.5982672784': 'STATUS_SUBSCRIBE',
    });
  });

  test('a contact without a name is a dear friend', async () => {
    await call(double(), 'AddLeadToGroup', NEW);
    expect(contact('lead@email.ru')?.name).toBe('Дорогой друг');
  });

  test('can demand a confirmation', async () => {
    const reply = await call(double(), 'AddLeadToGroup', { ...NEW, activation: 'true' });
    expect(reply).toMatchObject({ error_code: 0, error_text: 'activation email sent to subscriber' });
    expect(statuses('lead@email.ru')).toMatchObject({ super: 'STATUS_WAIT' });
  });

  test('sends no confirmation letter to who had unsubscribed', async () => {
    const reply = await call(double(), 'AddLeadToGroup', {
      'rid[0]': 'two',
      lead_email: 'anna@shop.example',
      activation: '1',
    });
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
    expect(statuses('anna@shop.example')).toMatchObject({ two: 'STATUS_SUBSCRIBE' });
  });

  test('is 102 only when the contact is in all the groups', async () => {
    const anna = { lead_email: 'Anna@Shop.example', 'rid[0]': 'super' };
    expect(await codeOf(double(), 'AddLeadToGroup', anna)).toBe(102);
    expect(await codeOf(double(), 'AddLeadToGroup', { ...anna, 'rid[1]': 'clients_super_tovar' })).toBe(0);
  });

  test.each<[string, number, Record<string, string>]>([
    ['no e-mail', 100, { 'rid[0]': 'super' }],
    ['a bad e-mail', 101, { ...NEW, lead_email: 'lead' }],
    ['no group', 3, { lead_email: 'lead@email.ru' }],
    ['groups that are no list', 3, { lead_email: 'lead@email.ru', rid: 'super' }],
    ['an unknown group', 103, { ...NEW, 'rid[1]': 'unknown' }],
    ['an automatic group', 104, { ...NEW, 'rid[1]': 'auto_buyers' }],
    ['a doubtful activation', 3, { ...NEW, activation: 'yes' }],
  ])('%s is %i and adds nobody', async (_, code, parameters) => {
    expect(await codeOf(double(), 'AddLeadToGroup', parameters)).toBe(code);
    expect(contact('lead@email.ru')).toBeUndefined();
  });

  test('names the automatic group', async () => {
    const { error_text } = await call(double(), 'AddLeadToGroup', { ...NEW, 'rid[0]': 'auto_buyers' });
    expect(error_text).toBe('subscription forbidden for auto_buyers');
  });
});

describe('DeleteSubscribe', () => {
  test.each<[string, number, Record<string, string>]>([
    ['no e-mail', 100, { rass_name: 'super' }],
    ['no group', 3, { lead_email: 'user4@email.com' }],
    ['an unknown group', 800, { lead_email: 'user4@email.com', rass_name: 'unknown' }],
    ['an unknown contact', 801, { lead_email: 'nobody@email.com', rass_name: 'super' }],
    ['a contact outside the group', 801, { lead_email: 'user4@email.com', rass_name: 'two' }],
  ])('%s is %i', async (_, code, parameters) => {
    expect(await codeOf(double(), 'DeleteSubscribe', parameters)).toBe(code);
  });
});

describe('UpdateSubscriberData', () => {
  test('no e-mail is 100, an unknown one 500', async () => {
    expect(await codeOf(double(), 'UpdateSubscriberData')).toBe(100);
    expect(await codeOf(double(), 'UpdateSubscriberData', { lead_email: 'nobody@email.com' })).toBe(500);
  });
});

describe('GetLeadGroupStatuses', () => {
  test('no e-mail is 3, an unknown one 500, a contact without groups 501', async () => {
    double().account().shop.addContact({ email: 'alone@email.com', name: '', phone: '', city: '', tags: '' });
    expect(await codeOf(double(), 'GetLeadGroupStatuses')).toBe(3);
    expect(await codeOf(double(), 'GetLeadGroupStatuses', { email: 'nobody@email.com' })).toBe(500);
    expect(await codeOf(double(), 'GetLeadGroupStatuses', { email: 'alone@email.com' })).toBe(501);
  });
});

describe('GetCountSubscribe', () => {
  test.each([
    ['super', 2],
    ['two', 0],
    ['unique', 2],
    ['all', 3],
  ])('of %s is %i', async (group_name, count) => {
    expect(await call(double(), 'GetCountSubscribe', { group_name })).toMatchObject({
      error_code: 0,
      result: count,
    });
  });

  test('no group is 3, an unknown one 800', async () => {
    expect(await codeOf(double(), 'GetCountSubscribe')).toBe(3);
    expect(await codeOf(double(), 'GetCountSubscribe', { group_name: 'unknown' })).toBe(800);
  });
});
