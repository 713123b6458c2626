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
    expect(result).toEqual({ ...create(KEY).operation.sample });
    expect(shop.state.contact('lead@email.ru')?.subscriptions.get('two')?.status).toBe('STATUS_WAIT');
  });

  it('is subscribed at once, where it is said that nobody shall be asked', async () => {
    await shop.create(KEY, { ...LEAD, activation: 'no' });
    expect(shop.sent()[0]).toMatch(/&activation=0$/);
    expect(shop.state.contact('lead@email.ru')?.subscriptions.get('two')?.status).toBe('STATUS_SUBSCRIBE');
  });

  it.each([
    ['1594725950.5982672784', 'rid%5B0%5D=1594725950.5982672784'],
    ['super, two,super', 'rid%5B0%5D=super&rid%5B1%5D=two'],
  ])(
    'may be added to one group, or to several with commas between them, each once: %s',
    async (rid, wire) => {
      await shop.create(KEY, { ...LEAD, rid });
      expect(shop.sent()).toEqual([`AddLeadToGroup ${wire}&lead_email=lead%40email.ru`]);
    },
  );

  it.each(['user4@email.com', 'a.b+c@sub.example.co', 'иван@почта.рф', "o'neil@x-y.ru"])(
    'may have the address %s',
    async (lead_email) => {
      expect(await shop.create(KEY, { ...LEAD, lead_email: ` ${lead_email} ` })).toMatchObject({
        lead_email,
      });
    },
  );

  it.each(['+79280000000', '8 (928) 000-00-00', 79280000000, '8 495 123-45-67 доб. 12', '112-33'])(
    'may have the phone %s, which is sent as it was typed',
    async (lead_phone) => {
      await shop.create(KEY, { ...LEAD, lead_phone });
      const sent = new URLSearchParams(shop.sent()[0]?.replace('AddLeadToGroup ', ''));
      expect(sent.get('lead_phone')).toBe(String(lead_phone));
    },
  );
});

describe('before anything is sent', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, 'Please correct 2 fields:\n- Groups is required.\n- Email is required.'],
    [{ ...LEAD, rid: [' ', ','] }, 'Groups must name at least one value.'],
    [
      { rid: 'super', lead_email: 'lead', lead_phone: 'none', doneurl2: 'shop.example', activation: 'maybe' },
      'Please correct 4 fields:\n- Email must be one e-mail address like name@example.com, not "lead".\n' +
        '- Phone must be a phone number like +79280000000, not "none".\n' +
        '- Ask to Confirm must be yes or no, not "maybe".\n' +
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

  it.each([
    ...['user4@email', '@email.com', 'a b@c.ru', 'a@b.ru,c@d.ru', 'a@b..ru', 'A <a@b.ru>'].map(
      (lead_email) => ({
        lead_email,
      }),
    ),
    ...['1234', 'a12345@b.ru', '1'.repeat(41)].map((lead_phone) => ({ lead_phone })),
  ])('what is no address or phone is refused: %j', async (wrong) => {
    expect(await errorOf(shop.create(KEY, { ...LEAD, ...wrong }))).toMatchObject({ code: 'invalid_input' });
    expect(shop.sent()).toEqual([]);
  });
});

describe('the shop', () => {
  it('may have the contact in these groups, which is a success that says so', async () => {
    expect(await shop.create(KEY, LEAD)).toMatchObject({ already_existed: false });
    expect(await shop.create(KEY, LEAD)).toEqual({
      ...create(KEY).operation.sample,
      already_existed: true,
    });
    expect(shop.sent()).toHaveLength(2);
  });

  it.each([
    ['103', ['super', 'nowhere']],
    ['104', 'auto_buyers'],
  ])('may refuse a group with %s', async (code, rid) => {
    expect(await errorOf(shop.create(KEY, { ...LEAD, rid }))).toMatchObject({ name: 'AppError', code });
    expect(shop.state.contact('lead@email.ru')).toBeUndefined();
  });

  it('may hide its answer under code 0, and it is taken for what it is', async () => {
    shop.double.faults.add({ kind: 'refusal', code: 0, text: 'subscription forbidden for super' });
    expect(await errorOf(shop.create(KEY, LEAD))).toMatchObject({ name: 'AppError', code: '104' });
    shop.double.faults.add({ kind: 'refusal', code: 0, text: 'The subscriber is already registered' });
    expect(await shop.create(KEY, LEAD)).toMatchObject({ already_existed: true });
  });

  it('is not believed without its signature', async () => {
    await shop.create(KEY, LEAD);
    shop.double.faults.add({ kind: 'wrong hash' });
    expect(await errorOf(shop.create(KEY, LEAD))).toMatchObject({ name: 'AppError', code: '102' });
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
