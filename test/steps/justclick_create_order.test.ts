import { create } from '../support/app';
import { connectedShop, NOW } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_create_order';
const shop = connectedShop();

const BUYER = { bill_email: 'maria@shop.example' };
const COURSE = { ...BUYER, goods: [{ good_name: 'kurs_start' }] };

describe('an order', () => {
  it('is placed with its products as line items, and read back with the link to pay it', async () => {
    const order = await shop.create(KEY, {
      ...BUYER,
      goods: [{ good_name: 'kurs_start', good_sum: '1 500,5' }, { good_name: 'kurs_pro' }],
      bill_first_name: 'Мария',
      bill_domain: 'https://shop.example/',
    });
    expect(shop.sent()).toEqual([
      'GetBills email=maria%40shop.example',
      'CreateOrder goods%5B0%5D%5Bgood_name%5D=kurs_start&goods%5B0%5D%5Bgood_sum%5D=1500.50&' +
        'goods%5B1%5D%5Bgood_name%5D=kurs_pro&bill_email=maria%40shop.example&' +
        'bill_first_name=%D0%9C%D0%B0%D1%80%D0%B8%D1%8F&bill_domain=shop.example',
      'getOrderDetails bill_id=100006',
    ]);
    expect(order).toMatchObject({
      id: '100006',
      bill_id: '100006',
      pay_status: 'waiting',
      price: 14401,
      email: 'maria@shop.example',
      first_name: 'Мария',
      link: 'http://shop.example/bill/100006/',
      items: [
        { good_name: 'kurs_start', sum: 1500.5, price: 3900 },
        { good_name: 'kurs_pro', sum: 12900.5, price: 12900.5 },
      ],
      already_existed: false,
      details_known: true,
    });
    expect(Object.keys(order)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
  });

  it('is sent with every field in the vendor’s order, money and dates as the vendor wants them', async () => {
    await shop.create(KEY, {
      utm_source: 'partner1',
      utm_medium: 'affiliate',
      aff_term: 'dvd',
      bill_domain: 'shop.example',
      bill_created: '2013-03-01',
      bill_timer_kill: 'time',
      bill_timer_kill_time: '2013-03-05T00:00:00+04:00',
      bill_ip: '2001:db8::1',
      bill_comment: 'Позвонить\nзаранее',
      bill_tag: 'zap',
      bill_kupon: 'VESNA',
      bill_address: 'ул. Ленина, д. 1',
      bill_city: 'Москва',
      bill_country: 'Россия',
      bill_postal_code: '001000',
      bill_region: 'МО',
      bill_phone: ' +7 (928) 000-00-00 ',
      bill_otchestvo: 'Петровна',
      bill_surname: 'Ёлкина',
      bill_first_name: 'Мария',
      bill_email: ' maria@shop.example ',
      goods: { good_name: 'super_tovar', good_sum: 0 },
    });
    expect([...new URLSearchParams(shop.sent()[1]?.replace('CreateOrder ', ''))]).toEqual([
      ['goods[0][good_name]', 'super_tovar'],
      ['goods[0][good_sum]', '0.00'],
      ['bill_email', 'maria@shop.example'],
      ['bill_first_name', 'Мария'],
      ['bill_surname', 'Ёлкина'],
      ['bill_otchestvo', 'Петровна'],
      ['bill_phone', '+7 (928) 000-00-00'],
      ['bill_region', 'МО'],
      ['bill_postal_code', '001000'],
      ['bill_country', 'Россия'],
      ['bill_city', 'Москва'],
      ['bill_address', 'ул. Ленина, д. 1'],
      ['bill_kupon', 'VESNA'],
      ['bill_tag', 'zap'],
      ['bill_comment', 'Позвонить\nзаранее'],
      ['bill_ip', '2001:db8::1'],
      ['bill_timer_kill', '1362427200'],
      ['bill_created', '1362081600'],
      ['bill_domain', 'shop.example'],
      ['utm[utm_medium]', 'affiliate'],
      ['utm[utm_source]', 'partner1'],
      ['utm[aff_term]', 'dvd'],
    ]);
    expect(shop.state.order(100006)).toMatchObject({
      middle_name: 'Петровна',
      kupon: 'VESNA',
      timer_kill: '1362427200',
      created: 1362081600,
      utm: { medium: 'affiliate', source: 'partner1' },
      aff: { term: 'dvd' },
    });
  });

  it.each([
    ['1', 'bill_timer_kill=1', 'true'],
    ['0', 'bill_timer_kill=0', 'false'],
  ])('is cancelled by itself or not, as chosen: %s', async (choice, sent, stored) => {
    // A time left over from another choice does not count.
    await shop.create(KEY, { ...COURSE, bill_timer_kill: choice, bill_timer_kill_time: 'someday' });
    expect(shop.sent()[1]).toMatch(new RegExp(`&${sent}$`));
    expect(shop.state.order(100006).timer_kill).toBe(stored);
  });

  it('leaves out what is not filled in, and rows of products that are empty', async () => {
    await shop.create(KEY, {
      ...BUYER,
      goods: [
        { good_name: '', good_sum: '' },
        { good_name: 'kurs_start', good_sum: '' },
      ],
      bill_phone: '',
      utm_medium: '',
    });
    expect(shop.sent()[1]).toBe(
      'CreateOrder goods%5B0%5D%5Bgood_name%5D=kurs_start&bill_email=maria%40shop.example',
    );
    expect(shop.state.order(100006)).toMatchObject({ timer_kill: 'true', created: NOW });
  });
});

describe('an order that the shop has already', () => {
  const EXISTING = {
    goods: [{ good_name: 'super_tovar' }],
    bill_email: 'user4@email.com',
    bill_first_name: 'Иван',
    bill_surname: 'Петров',
    bill_country: 'Россия',
    bill_city: 'Москва',
    bill_address: 'ул. Ленина, д. 1, кв. 2',
  };

  it('is returned as it is', async () => {
    const order = await shop.create(KEY, EXISTING);
    expect(shop.state.orders.size).toBe(6);
    expect(order).toMatchObject({
      id: '100000',
      price: 990,
      comment: 'Позвонить заранее',
      already_existed: true,
      details_known: true,
    });
    expect(shop.sent()[2]).toBe('getOrderDetails bill_id=100000');
  });

  it('is not believed in when the shop’s key did not sign the answer', async () => {
    shop.double.faults.add({ kind: 'wrong hash' }, { on: 'CreateOrder' });
    expect(await errorOf(shop.create(KEY, EXISTING))).toMatchObject({ name: 'AppError', code: '601' });
    expect(shop.sent()).toHaveLength(2);
  });
});

describe('an order that cannot be read back', () => {
  it.each([
    { kind: 'html page', status: 500 } as const,
    { kind: 'lost request' } as const,
    { kind: 'refusal', code: 8 } as const,
    { kind: 'refusal', code: 400 } as const,
    { kind: 'wrong hash' } as const,
  ])('is placed all the same, so the step does not fail and is not run again: %j', async (fault) => {
    shop.double.faults.add(fault, { on: 'getOrderDetails' });
    const order = await shop.create(KEY, {
      ...COURSE,
      goods: [{ good_name: 'kurs_start', good_sum: '1' }],
    });
    expect(order).toMatchObject({
      id: '100006',
      bill_id: '100006',
      email: 'maria@shop.example',
      pay_status: null,
      price: null,
      link: null,
      items: [{ good_name: 'kurs_start', sum: null }],
      already_existed: false,
      details_known: false,
    });
    expect(Object.keys(order)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
    expect(shop.state.orders.size).toBe(7);
  });
});

describe('before anything is sent', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, 'Please correct 2 fields:\n- Products is required.\n- Email is required.'],
    [{ ...BUYER, goods: [{ good_name: ' ' }, {}] }, 'Products is required.'],
    [{ ...BUYER, goods: ['kurs_start'] }, 'Products must be rows of fields.'],
    [
      { ...BUYER, goods: [{ good_name: 'a' }, { good_sum: '1,250' }, { good_name: 'b', good_sum: '-1' }] },
      'Please correct 3 fields:\n- Product 2: Product is required.\n- Product 2: Price can be read in two ways, as 1250 and as 1.25: write one of them instead of "1,250".\n' +
        '- Product 3: Price must not be negative.',
    ],
    [
      { ...COURSE, bill_email: 'a@b.ru, c@d.ru', bill_phone: 'Мария' },
      'Please correct 2 fields:\n- Email must be one e-mail address like name@example.com, not "a@b.ru, c@d.ru".\n' +
        '- Phone must be a phone number like +79280000000, not "Мария".',
    ],
    [{ ...COURSE, bill_ip: '1.2.3' }, "Buyer's IP Address must be an address like 203.0.113.7."],
    [
      { ...COURSE, bill_domain: 'https://shop.example/bill' },
      'Domain must be a domain like shop.example.com, without a path, not "https://shop.example/bill".',
    ],
    [
      { ...COURSE, bill_created: '31.03' },
      'Created must be a date like 31.03.2026, 31.03.2026 18:30 or 2026-03-31T18:30:00+03:00, not "31.03".',
    ],
    [
      { ...COURSE, bill_timer_kill: 'soon' },
      'Automatic Cancellation must be one of "Never cancel", "Cancel as the product\'s settings say", "Cancel at a certain time", not "soon".',
    ],
    [{ ...COURSE, bill_timer_kill: 'time' }, 'Cancel At is required.'],
    [{ ...COURSE, utm_source: ['a', 'b'] }, 'UTM Source must be a single value, not a list.'],
  ])('the fault of %j is told', async (inputData, message) => {
    expect(await errorOf(shop.create(KEY, inputData))).toEqual({
      name: 'AppError',
      message,
      code: 'invalid_input',
    });
    expect(shop.sent()).toEqual([]);
  });
});

describe('the shop', () => {
  it('may lack a product', async () => {
    const { code, message } = await errorOf(shop.create(KEY, { ...BUYER, goods: [{ good_name: 'нет' }] }));
    expect(code).toBe('604');
    expect(message).toContain('does not know a product of the order of maria@shop.example');
  });

  it('may need an address', async () => {
    expect(
      await errorOf(shop.create(KEY, { ...BUYER, goods: [{ good_name: 'super_tovar' }] })),
    ).toMatchObject({ name: 'AppError', code: '605' });
  });

  it.each([600, 602, 603, 3])('may refuse with %i, and is not asked again', async (code) => {
    shop.double.faults.add({ kind: 'refusal', code }, { on: 'CreateOrder' });
    expect(await errorOf(shop.create(KEY, COURSE))).toMatchObject({ name: 'AppError', code: String(code) });
    expect(shop.sent()).toHaveLength(2);
  });

  it('may keep the number of an order that it had already to itself', async () => {
    shop.double.faults.add({ kind: 'refusal', code: 601 }, { on: 'CreateOrder' });
    expect(await errorOf(shop.create(KEY, COURSE))).toEqual({
      name: 'AppError',
      code: 'unknown_number',
      message:
        "Expertam has the order of maria@shop.example already, but does not tell its number. Look for it in the shop's list of orders (Заказы). (no bill_id in the answer)",
    });
  });

  it('is told nothing where it does not tell the buyer’s orders first', async () => {
    shop.double.faults.add({ kind: 'lost answer' }, { on: 'GetBills' });
    expect((await errorOf(shop.create(KEY, COURSE))).message).not.toContain('may have been');
    expect(shop.sent()).toEqual(['GetBills email=maria%40shop.example']);
  });
});

describe('an order whose answer is lost', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** As long as Zapier waits at least before it runs a step again. */
  function pass(minutes: number): void {
    const later = Date.now() + minutes * 60_000;
    vi.spyOn(Date, 'now').mockReturnValue(later);
  }

  it.each([
    { kind: 'lost answer' } as const,
    { kind: 'wrong hash' } as const,
    { kind: 'no result' } as const,
    { kind: 'empty answer' } as const,
  ])('is found among the buyer’s orders by its products: %j', async (fault) => {
    shop.double.faults.add(fault, { on: 'CreateOrder' });
    expect(await shop.create(KEY, COURSE)).toMatchObject({ id: '100006', already_existed: false });
    expect(shop.state.orders.size).toBe(7);
  });

  it.each([1, 5, 35, 95, 275, 635])('is found by the rerun %d minutes later', async (minutes) => {
    shop.double.faults.add({ kind: 'lost answer' }, { on: 'CreateOrder' });
    shop.double.faults.add({ kind: 'lost answer' }, { on: 'GetBills', after: 1 });
    const { name, message } = await errorOf(shop.create(KEY, COURSE));
    expect(name).toBe('ThrottledError');
    expect(message).toContain(
      'An order of maria@shop.example may have been placed. It is safe to run this step again within 30 days',
    );
    pass(minutes);
    expect(await shop.create(KEY, COURSE)).toMatchObject({ id: '100006', already_existed: false });
    expect(shop.state.orders.size).toBe(7);
  });

  it('is placed by the rerun where it did not arrive, and another’s product is not taken for it', async () => {
    shop.double.faults.add({ kind: 'lost request' }, { on: 'CreateOrder' });
    expect((await errorOf(shop.create(KEY, COURSE))).name).toBe('ThrottledError');
    await shop.create(KEY, { ...BUYER, goods: [{ good_name: 'kurs_pro' }] }).catch(() => undefined);
    pass(1);
    expect(await shop.create(KEY, COURSE)).toMatchObject({ already_existed: false });
    expect(shop.sent().filter((call) => call.includes('kurs_start'))).toHaveLength(2);
  });

  it('is another one on another day', async () => {
    shop.double.faults.add({ kind: 'lost answer' }, { on: 'CreateOrder' });
    shop.double.faults.add({ kind: 'lost answer' }, { on: 'GetBills', after: 1 });
    await errorOf(shop.create(KEY, COURSE));
    pass(25 * 60);
    await shop.create(KEY, COURSE);
    expect(shop.sent().filter((call) => call.startsWith('CreateOrder'))).toHaveLength(2);
  });
});

describe('the form', () => {
  it('requires products and the buyer’s address, and offers the products of the shop in every row', async () => {
    const fields = await shop.form('creates', KEY);
    expect(fields.flatMap(({ key, required }) => (required === true ? key : []))).toEqual(['bill_email']);
    expect(await errorOf(shop.create(KEY, BUYER))).toMatchObject({ message: 'Products is required.' });
    const [name, sum] = fields[0]?.children ?? [];
    expect([name?.key, name?.required, sum?.key, sum?.required ?? false]).toEqual([
      'good_name',
      true,
      'good_sum',
      false,
    ]);
    expect(await shop.options(name)).toMatchObject({ super_tovar: 'Супер-товар на DVD · 990.00' });
  });

  it('asks when to cancel the order only where a time was chosen', async () => {
    const keys = async (inputData: Record<string, unknown>): Promise<string[]> =>
      (await shop.form('creates', KEY, inputData)).map(({ key }) => key);
    expect(await keys({})).not.toContain('bill_timer_kill_time');
    expect(await keys({ bill_timer_kill: '1' })).not.toContain('bill_timer_kill_time');
    expect(await keys({ bill_timer_kill: ['?'] })).not.toContain('bill_timer_kill_time');
    expect(await keys({ bill_timer_kill: 'time' })).toContain('bill_timer_kill_time');
    const choice = (await shop.form('creates', KEY)).find(({ key }) => key === 'bill_timer_kill');
    expect(choice?.altersDynamicFields).toBe(true);
  });
});

describe('at the English brand', () => {
  const english = connectedShop({ brand: 'influencersoft' });

  it('the middle name and the coupon have the names that it knows', async () => {
    const order = await english.create(KEY, { ...COURSE, bill_otchestvo: 'Ann', bill_kupon: 'SPRING' });
    expect(english.sent()[1]).toMatch(/&bill_middle_name=Ann&bill_kupon=SPRING$/);
    expect(order).toMatchObject({ middle_name: 'Ann', coupon: 'SPRING' });
  });

  it('messages name it', async () => {
    english.double.faults.add({ kind: 'refusal', code: 602 }, { on: 'CreateOrder' });
    expect((await errorOf(english.create(KEY, COURSE))).message).toMatch(/^InfluencerSoft could not create/);
  });
});
