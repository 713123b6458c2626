import { Clock } from '../../sandbox/clock';
import { app } from '../support/definition';
import { ConnectedCdek } from '../support/cdek';
import { formOf, OPERATIONS } from '../support/operations';
import { errorOf } from '../support/zapier_error';

const KEY = 'cdek_create_order';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
afterEach(() => {
  vi.restoreAllMocks();
});

const PARCEL = {
  recipient_name: 'Петров Пётр',
  recipient_phone: '8 (999) 000-00-02',
  items: [{ item_name: 'Свеча', item_amount: '2', item_cost: '590' }],
  weight: '1200',
};
const TO_THE_DOOR = {
  ...PARCEL,
  number: 'SHOP-1001',
  tariff_code: '137',
  shipment_point: 'MSK65',
  to_city: '270',
  to_address: 'Красный пр., 1, кв. 2',
};
const FROM_OFFICE = { tariff_code: '136', shipment_point: 'MSK65' };

const LOST = { kind: 'lost answer' } as const;
const POST = 'POST /orders';

/** The bodies of POST /orders. */
function posted(cdek: ConnectedCdek): unknown[] {
  return cdek.double.journal.of(POST).map(({ request }) => JSON.parse(request) as unknown);
}

const made = (cdek: ConnectedCdek): number =>
  cdek.double.contract().orders.filter(({ errors }) => errors.length === 0).length;

describe('an order', () => {
  it('is sent as the vendor wants it, and told once CDEK has made it', async () => {
    await using cdek = await ConnectedCdek.open();
    const order = await cdek.create(KEY, {
      ...TO_THE_DOOR,
      length: '20',
      width: '14,5',
      height: '10',
      comment: 'Позвонить за час',
      collect: 'yes',
      vat_rate: '20',
      delivery_recipient_cost: '290',
      more: 'yes',
      recipient_email: 'p@example.com',
      sender_company: 'ООО «Магазин»',
      sender_phone: '+74950000001',
      services: ['TRYING_ON'],
      items: [
        { item_name: 'Свеча', item_amount: '2', item_cost: '590', item_weight: '500', item_ware_key: 'SV-1' },
        {
          item_name: 'Открытка',
          item_cost: '100,50',
          item_payment: '0',
          item_weight: '20',
          item_vat_rate: 'none',
          item_marking: '0104600439931256215Qbag!(',
        },
      ],
    });
    expect(posted(cdek)).toEqual([
      {
        type: 1,
        number: 'SHOP-1001',
        tariff_code: 137,
        comment: 'Позвонить за час',
        shipment_point: 'MSK65',
        to_location: { code: 270, address: 'Красный пр., 1, кв. 2' },
        sender: { company: 'ООО «Магазин»', phones: [{ number: '+74950000001' }] },
        recipient: { name: 'Петров Пётр', phones: [{ number: '+79990000002' }], email: 'p@example.com' },
        delivery_recipient_cost: { value: 290, vat_rate: 20, vat_sum: 48.33 },
        services: [{ code: 'TRYING_ON' }],
        packages: [
          {
            number: 'SHOP-1001-1',
            weight: 1200,
            length: 20,
            width: 15,
            height: 10,
            items: [
              {
                name: 'Свеча',
                ware_key: 'SV-1',
                payment: { value: 590, vat_rate: 20, vat_sum: 98.33 },
                cost: 590,
                weight: 500,
                amount: 2,
              },
              {
                name: 'Открытка',
                ware_key: '2',
                payment: { value: 0 },
                cost: 100.5,
                weight: 20,
                amount: 1,
                marking: '0104600439931256215Qbag!(',
              },
            ],
          },
        ],
      },
    ]);
    expect(order).toMatchObject({
      cdek_number: '1107000001',
      number: 'SHOP-1001',
      state: 'SUCCESSFUL',
      status: 'CREATED',
      status_label: 'Created',
      status_label_ru: 'Создан',
      status_final: false,
      recipient_phone: '+79990000002',
      to_city: 'Новосибирск',
      already_existed: false,
    });
    expect(order.id).toBe(order.order_uuid);
  });

  it('that is paid already has nothing to collect, and weighs what its items weigh', async () => {
    await using cdek = await ConnectedCdek.open();
    const items = [{ item_name: 'Свеча', item_amount: '3', item_cost: '590', item_weight: '400' }];
    await cdek.create(KEY, { ...TO_THE_DOOR, weight: '', items });
    expect(posted(cdek)).toMatchObject([
      { packages: [{ weight: 1200, items: [{ payment: { value: 0 }, cost: 590, weight: 400, amount: 3 }] }] },
    ]);
  });

  it('may have several packages, each with its own items', async () => {
    await using cdek = await ConnectedCdek.open();
    await cdek.create(KEY, {
      ...TO_THE_DOOR,
      more: 'yes',
      packages: [
        { package_weight: '900' },
        { package_weight: '300', package_length: '9', package_width: '9', package_height: '1' },
      ],
      items: [
        { item_name: 'Свеча', item_amount: '2', item_cost: '590' },
        { item_name: 'Открытка', item_cost: '100', item_package: '2' },
      ],
    });
    expect(posted(cdek)).toMatchObject([
      {
        packages: [
          { number: 'SHOP-1001-1', weight: 900, items: [{ name: 'Свеча', weight: 450 }] },
          { number: 'SHOP-1001-2', weight: 300, length: 9, items: [{ name: 'Открытка', weight: 300 }] },
        ],
      },
    ]);
  });

  it('names towns by their names, where only one is called so', async () => {
    await using cdek = await ConnectedCdek.open();
    await cdek.create(KEY, { ...TO_THE_DOOR, to_city: 'Новосибирск' });
    await cdek.create(KEY, {
      ...TO_THE_DOOR,
      number: '2',
      to_city: 'Киров',
      more: 'yes',
      to_postal_code: '249440',
    });
    expect(posted(cdek)).toMatchObject([{ to_location: { code: 270 } }, { to_location: { code: 1057 } }]);
    expect(await errorOf(cdek.create(KEY, { ...TO_THE_DOOR, number: '3', to_city: 'Киров' }))).toMatchObject({
      message:
        'Receiver Town "Киров" may be several towns: enter the code of one, 268 (Кировская область), 1057 (Калужская область), or pick it from ' +
        'the list.',
    });
    expect(await errorOf(cdek.create(KEY, { ...TO_THE_DOOR, number: '3', to_city: 'Китеж' }))).toMatchObject({
      message:
        'Receiver Town "Китеж" is not known to CDEK (СДЭК). Pick it from the list, or look it up with Find CDEK Town.',
    });
    expect(posted(cdek)).toHaveLength(2);
  });

  it('that CDEK is still working on is told as it is', async () => {
    await using cdek = await ConnectedCdek.open({ workSeconds: 600 });
    expect(await cdek.create(KEY, TO_THE_DOOR)).toMatchObject({
      state: 'ACCEPTED',
      cdek_number: null,
      status: 'ACCEPTED',
      order_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('that CDEK has taken on is a success, whatever keeps it from being read', async () => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.faults.add({ kind: 'internal error' }, { on: 'GET /orders/{uuid}', times: 5 });
    expect(await cdek.create(KEY, TO_THE_DOOR)).toMatchObject({ state: 'ACCEPTED', cdek_number: null });
    expect(made(cdek)).toBe(1);
  });

  it.each(['http 400', 'invalid'] as const)(
    'is refused in CDEK’s own words, told by %s',
    async (formalFaults) => {
      await using cdek = await ConnectedCdek.open({ formalFaults });
      const error = await errorOf(
        cdek.create(KEY, { ...TO_THE_DOOR, number: 'a'.repeat(40), recipient_phone: '+1234567890123456789' }),
      );
      expect(error).toMatchObject({
        code: 'v2_invalid_format',
        message: expect.stringMatching(/^CDEK refused this\..*\(CDEK v2_invalid_format: .*phones/) as string,
      });
    },
  );

  it('is refused when CDEK makes it, too, with what to correct', async () => {
    await using cdek = await ConnectedCdek.open();
    const error = await errorOf(cdek.create(KEY, { ...TO_THE_DOOR, to_city: '123456' }));
    expect(error).toMatchObject({
      code: 'v2_recipient_location_not_recognized',
      message:
        'CDEK does not know the town of the receiver. Pick Receiver Town from its list. (CDEK v2_recipient_location_not_recognized: Не распознан ' +
        'город получателя)',
    });
    expect(made(cdek)).toBe(0);
  });
});

describe('a form that cannot be right', () => {
  it.each([
    [
      { tariff_code: '137', to_address: '' },
      'CDEK Tariff 137 goes to the door: fill in Receiver Town and Receiver Address.',
    ],
    [
      { delivery_point: 'NSK33' },
      'CDEK Tariff 137 goes to the door: leave Pickup Point empty, or choose another tariff.',
    ],
    [FROM_OFFICE, 'CDEK Tariff 136 goes to an office: fill in Pickup Point.'],
    [{ tariff_code: '368' }, 'CDEK Tariff 368 goes to a locker: fill in Pickup Point.'],
    [
      { tariff_code: '139' },
      "CDEK Tariff 139 goes from the door: leave Sender's CDEK Office empty, or choose another tariff.",
    ],
    [{ shipment_point: '' }, "Fill in Sender's CDEK Office, or Sender Town and Sender Address."],
    [{ tariff_code: '9999', to_address: '' }, 'Fill in Pickup Point, or Receiver Town and Receiver Address.'],
    [
      { tariff_code: '9999', delivery_point: 'NSK33' },
      'Fill in only one of Pickup Point and Receiver Address.',
    ],
    [{ weight: '1.2' }, 'Weight (g) must be a whole number, not "1.2".'],
    [{ weight: '' }, 'Fill in the weight, or Item Weight (g) of all items.'],
    [{ length: '10' }, 'Fill in length, width and height, or none of them.'],
    [{ items: [] }, 'Items must name at least one thing that is in the parcel.'],
    [{ items: Array(127).fill(PARCEL.items[0]) }, 'Items must be at most 126 lines.'],
    [
      { number: 'Заказ 1' },
      'Order Number must be at most 40 Latin letters, digits and signs, not "Заказ 1".',
    ],
    [
      { recipient_phone: '12345678' },
      'Receiver Phone must be one phone number with its country code, such as +7 999 123-45-67, not "12345678".',
    ],
    [{ collect: 'yes' }, 'VAT Rate is required.'],
    [{ collect: 'yes', vat_rate: '18' }, 'VAT Rate must be a rate of VAT such as 20, or none, not "18".'],
    [{ comment: 'я'.repeat(256) }, 'Comment must be at most 255 characters long.'],
    [
      { more: 'yes', packages: [{ package_weight: '1' }, { package_weight: '1' }] },
      'Package 2: Put at least one item into it.',
    ],
  ])('is refused before anything is sent (%#)', async (wrong, fault) => {
    await using cdek = await ConnectedCdek.open();
    expect((await errorOf(cdek.create(KEY, { ...TO_THE_DOOR, ...wrong }))).message).toContain(fault);
    expect(cdek.sent()).toEqual([]);
  });

  it('tells all its faults at once', async () => {
    await using cdek = await ConnectedCdek.open();
    const { message } = await errorOf(cdek.create(KEY, {}));
    expect(message.split('\n')).toHaveLength(8);
  });
});

describe('a step that loses its answer', () => {
  it('finds its order by the number at once', async () => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.faults.add(LOST, { on: POST });
    expect(await cdek.create(KEY, TO_THE_DOOR)).toMatchObject({
      cdek_number: '1107000001',
      already_existed: false,
    });
    expect([posted(cdek).length, made(cdek)]).toEqual([1, 1]);
  });

  it('finds its order where the answer does not name it', async () => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.faults.add({ kind: 'no uuid' }, { on: POST });
    expect(await cdek.create(KEY, TO_THE_DOOR)).toMatchObject({ cdek_number: '1107000001' });
    expect([posted(cdek).length, made(cdek)]).toEqual([1, 1]);
  });

  it('does not take the order of another step for its own', async () => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.faults.add({ kind: 'lost request' }, { on: POST });
    await errorOf(cdek.create(KEY, TO_THE_DOOR));
    const other = { ...TO_THE_DOOR, recipient_name: 'Сидорова Анна' };
    expect(await errorOf(cdek.create(KEY, other))).toMatchObject({ name: 'ThrottledError' });
    expect(made(cdek)).toBe(0);
  });
});

describe('the same step, run again', () => {
  it.each([5, 35, 95, 275, 635])('after a lost answer finds its order %i minutes later', async (minutes) => {
    const moves = { now: Date.UTC(2026, 2, 5) };
    vi.spyOn(Date, 'now').mockImplementation(() => moves.now);
    await using cdek = await ConnectedCdek.open({ clock: new Clock(() => moves.now) });
    cdek.double.faults.add(LOST, { on: POST });
    // Nor does CDEK answer when it is asked for the order.
    cdek.double.faults.add({ kind: 'internal error' }, { on: 'GET /orders', after: 1 });
    expect(await errorOf(cdek.create(KEY, TO_THE_DOOR))).toMatchObject({ name: 'ThrottledError', delay: 60 });
    moves.now += minutes * 60_000;
    expect(await cdek.create(KEY, TO_THE_DOOR)).toMatchObject({
      cdek_number: '1107000001',
      already_existed: false,
    });
    expect([posted(cdek).length, made(cdek)]).toEqual([1, 1]);
  });

  it('sends its order where CDEK never got it, and only when nothing can be under way any more', async () => {
    const moves = { now: Date.UTC(2026, 2, 5) };
    vi.spyOn(Date, 'now').mockImplementation(() => moves.now);
    await using cdek = await ConnectedCdek.open({ clock: new Clock(() => moves.now) });
    cdek.double.faults.add({ kind: 'lost request' }, { on: POST });
    expect(await errorOf(cdek.create(KEY, TO_THE_DOOR))).toMatchObject({ name: 'ThrottledError' });
    moves.now += 30_000;
    expect(await errorOf(cdek.create(KEY, TO_THE_DOOR))).toMatchObject({ name: 'ThrottledError' });
    moves.now += 60_000;
    expect(await cdek.create(KEY, TO_THE_DOOR)).toMatchObject({ cdek_number: '1107000001' });
    expect([posted(cdek).length, made(cdek)]).toEqual([2, 1]);
  });

  it('finds the order that an equal request is still making', async () => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.faults.add({ kind: 'refused', code: 'v2_similar_request_still_processed' }, { on: POST });
    expect(await errorOf(cdek.create(KEY, TO_THE_DOOR))).toMatchObject({ name: 'ThrottledError' });
    expect(posted(cdek)).toHaveLength(1);
  });

  it('after a success meets its own number: it stops, or goes on with that order', async () => {
    await using cdek = await ConnectedCdek.open();
    const { order_uuid } = await cdek.create(KEY, TO_THE_DOOR);
    expect(await errorOf(cdek.create(KEY, TO_THE_DOOR))).toMatchObject({
      code: 'error_validate_im_dep_number_has_already_had_integration',
      message: expect.stringMatching(/^CDEK has an order with this number already\./) as string,
    });
    cdek.forget();
    expect(await cdek.create(KEY, { ...TO_THE_DOOR, if_number_exists: 'existing' })).toMatchObject({
      order_uuid,
      already_existed: true,
    });
    expect([posted(cdek).length, made(cdek)]).toEqual([1, 1]);
  });

  it('may use the number of an order that was deleted or refused', async () => {
    await using cdek = await ConnectedCdek.open();
    await errorOf(cdek.create(KEY, { ...TO_THE_DOOR, to_city: '123456' }));
    await cdek.create(KEY, TO_THE_DOOR);
    await cdek.create('cdek_cancel_order', { im_number: 'SHOP-1001' });
    expect(await cdek.create(KEY, TO_THE_DOOR)).toMatchObject({ status: 'CREATED', already_existed: false });
  });
});

it('the form begins with what is required, and has at most twenty fields at first sight, each with a help', async () => {
  const operation = OPERATIONS.find(({ key }) => key === KEY);
  const parts: readonly unknown[] = app.creates[KEY]?.operation.inputFields ?? [];
  const atFirst = parts.filter((part) => typeof part === 'object') as { required?: boolean }[];
  const required = atFirst.map((field) => field.required === true);
  expect(atFirst.length).toBeLessThanOrEqual(20);
  expect(required).toEqual(required.toSorted((one, other) => Number(other) - Number(one)));
  const fields = operation ? await formOf(operation) : [];
  expect(fields.filter(({ helpText, children }) => helpText === undefined && children === undefined)).toEqual(
    [],
  );
});

it('drop-downs list the tariffs of the contract, and the points of the chosen town', async () => {
  await using cdek = await ConnectedCdek.open();
  expect(await cdek.options('creates', KEY, 'tariff_code')).toMatchObject({
    '137': 'Посылка склад-дверь (137)',
  });
  expect(await cdek.options('creates', KEY, 'to_city', { to_city: 'Новос' })).toEqual({
    '270': 'Новосибирск · Новосибирская область',
  });
  expect(await cdek.options('creates', KEY, 'shipment_point', { from_city: 'Москва' })).toEqual({
    MSK65: 'MSK65 · На Петровке · ул. Петровка, 38 · Пн-Пт 10:00-20:00',
  });
  expect(await cdek.options('creates', KEY, 'delivery_point')).toEqual({ '': 'Fill in Receiver Town first' });
});
