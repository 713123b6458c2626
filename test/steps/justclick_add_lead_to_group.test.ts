import { create } from '../support/app';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_add_lead_to_group';
const shop = connectedShop();

const LEAD = { rid: ['super', 'two'], lead_email: 'lead@email.ru' };

describe('a contact', () => {
  it('is added to groups with the bytes of the vendor’s own example', async () => {
    await shop.create(KEY, { ...LEAD, utm_medium: 'cpc', utm_source: 'direct' });
    expect(shop.double.journal.exchanges.map(({ path, request }) => [path, request])).toEqual([
      [
        '/username/api/AddLeadToGroup',
        'rid%5B0%5D=super&rid%5B1%5D=two&lead_email=lead%40email.ru&utm%5Butm_medium%5D=cpc&utm%5Butm_source%5D=direct' +
          '&hash=90558c85c2a60f30dbc3a3d6ec373802',
      ],
    ]);
  });

  it('has to confirm, where that is asked for', async () => {
    const result = await shop.create(KEY, {
      ...LEAD,
      lead_name: ' Анна ',
      lead_phone: '+79030000001',
      lead_city: 'Казань',
      tag: 'zap',
      doneurl2: 'https://shop.example/спасибо',
      activation: true,
    });
    expect([...new URLSearchParams(shop.sent()[0]?.replace('AddLeadToGroup ', ''))]).toEqual([
      ['rid[0]', 'super'],
      ['rid[1]', 'two'],
      ['lead_email', 'lead@email.ru'],
      ['lead_name', 'Анна'],
      ['lead_phone', '+79030000001'],
      ['lead_city', 'Казань'],
      ['tag', 'zap'],
      ['doneurl2', 'https://shop.example/спасибо'],
      ['activation', '1'],
    ]);
    expect(result).toEqual(create(KEY).operation.sample);
    expect(shop.state.contact('lead@email.ru')?.subscriptions.get('two')?.status).toBe('STATUS_WAIT');
  });

  it('is subscribed at once, where it is said that nobody shall be asked', async () => {
    const result = await shop.create(KEY, { ...LEAD, activation: 'no' });
    expect(shop.sent()[0]).toMatch(/&activation=0$/);
    expect(result).toMatchObject({ message: 'ok' });
  });

  it('may be named with one group, or with several and commas between them, each once', async () => {
    await shop.create(KEY, { ...LEAD, rid: '1594725950.5982672784' });
    await shop.create(KEY, { ...LEAD, rid: 'super, two,super' });
    expect(shop.sent()).toEqual([
      'AddLeadToGroup rid%5B0%5D=1594725950.5982672784&lead_email=lead%40email.ru',
      'AddLeadToGroup rid%5B0%5D=super&rid%5B1%5D=two&lead_email=lead%40email.ru',
    ]);
  });
});

describe('before anything is sent', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, 'Please correct 2 fields:\n- Pick at least one group.\n- Email is required.'],
    [{ ...LEAD, rid: [' ', ','] }, 'Pick at least one group.'],
    [
      {
        rid: 'super',
        lead_email: 'lead',
        lead_phone: 'none',
        doneurl2: 'shop.example',
        activation: 'maybe',
      },
      'Please correct 4 fields:\n- Ask to Confirm must be yes or no, not "maybe".\n' +
        '- Email must be one e-mail address like name@example.com, not "lead".\n' +
        '- Phone must be a phone number like +79280000000, not "none".\n' +
        '- Page After Confirmation must be a web address that starts with https://, not "shop.example".',
    ],
  ])('the faults of %j are told', async (inputData, message) => {
    expect(await errorOf(shop.create(KEY, inputData))).toEqual({
      name: 'AppError',
      message,
      code: 'invalid_input',
    });
    expect(shop.sent()).toEqual([]);
  });
});

describe('the shop', () => {
  const ALREADY =
    'Expertam has contact lead@email.ru in all of these groups already, so there was nothing to do.';
  const UNKNOWN_GROUP =
    'Expertam does not know a group that was given for contact lead@email.ru. Pick it from the list, which shows all groups of the shop.';

  it('may have the contact in these groups, which stops the run and is no failure', async () => {
    await shop.create(KEY, LEAD);
    expect(await errorOf(shop.create(KEY, LEAD))).toEqual({
      name: 'HaltedError',
      message: `${ALREADY} (Expertam error 102: the subscriber is already registered)`,
    });
  });

  it.each<[number, string, string]>([
    [103, 'has an invalid subscriptions group', UNKNOWN_GROUP],
    [
      104,
      'subscription forbidden for auto_buyers',
      'Expertam lets nobody add contact lead@email.ru to one of these groups. It may be an automatic group (автогруппа), which the shop fills by itself: pick another one.',
    ],
  ])('may refuse a group with %i', async (code, text, sentence) => {
    const rid = code === 103 ? ['super', 'nowhere'] : 'auto_buyers';
    expect(await errorOf(shop.create(KEY, { ...LEAD, rid }))).toEqual({
      name: 'AppError',
      code: String(code),
      message: `${sentence} (Expertam error ${code}: ${text})`,
    });
    expect(shop.state.contact('lead@email.ru')).toBeUndefined();
  });

  it.each<[number, string]>([
    [
      100,
      'Expertam found no e-mail address in what was sent for contact lead@email.ru. Fill in Email. (Expertam error 100: email is missing)',
    ],
    [
      101,
      'Expertam could not add contact lead@email.ru. Check the e-mail address and the groups; the reason stands at the end. (Expertam error 101: subscription error)',
    ],
  ])('may refuse the contact with %i', async (code, message) => {
    shop.double.faults.add({ kind: 'refusal', code });
    expect(await errorOf(shop.create(KEY, LEAD))).toEqual({
      name: 'AppError',
      code: String(code),
      message,
    });
  });

  describe('may hide a refusal under code 0, and it is taken for what it is:', () => {
    it('already registered', async () => {
      shop.double.faults.add({ kind: 'refusal', code: 0, text: 'The subscriber is already registered' });
      expect(await errorOf(shop.create(KEY, LEAD))).toEqual({
        name: 'HaltedError',
        message: `${ALREADY} (Expertam error 0: The subscriber is already registered)`,
      });
    });

    it.each([
      ['has an invalid subscriptions group', '103'],
      ['Has an invalid subscription group', '103'],
      ['subscription forbidden for super', '104'],
      ['subscription error: wrong email', '101'],
      ['email is missing', '100'],
    ])('%s', async (text, code) => {
      shop.double.faults.add({ kind: 'refusal', code: 0, text });
      const error = await errorOf(shop.create(KEY, LEAD));
      expect(error).toMatchObject({ name: 'AppError', code });
      expect(error.message).toMatch(new RegExp(`\\(Expertam error 0: ${text}\\)$`));
    });
  });

  it('may break off, and then a user is told to look first', async () => {
    shop.double.faults.add({ kind: 'lost answer' });
    expect((await errorOf(shop.create(KEY, LEAD))).message).toContain(
      'Contact lead@email.ru may have been added: look at it in the shop before you run this step again.',
    );
  });
});

it('offers the groups of the shop, without the automatic ones, and takes several', async () => {
  const [groups] = await shop.form('creates', KEY);
  expect([groups?.key, groups?.list, groups?.required]).toEqual(['rid', true, true]);
  expect(await shop.options(groups)).toEqual({
    super: 'Новости магазина',
    two: 'Вебинар «Второй шаг»',
    clients_super_tovar: 'Покупатели супер-товара',
    '1594725950.5982672784': 'Акции и скидки',
  });
});
