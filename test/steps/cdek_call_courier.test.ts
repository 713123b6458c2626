import { ConnectedCdek } from '../support/cdek';
import { cdekOrder } from '../support/cdek_order';
import { errorOf } from '../support/zapier_error';

const KEY = 'cdek_call_courier';
const DAY = { intake_date: '01.04.2026' };
const ADDRESS = {
  ...DAY,
  what: 'address',
  from_city: '44',
  from_address: 'ул. Петровка, 38',
  sender_name: 'Иванов',
  sender_phone: '8 495 000-00-01',
  name: 'Свечи',
  weight: '5000',
};

const posted = (cdek: ConnectedCdek): unknown[] =>
  cdek.double.journal.of('POST /intakes').map(({ request }) => JSON.parse(request) as unknown);

describe('a courier', () => {
  it('is called for an order, in a window of its own', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    const input = {
      ...DAY,
      im_number: 'SHOP-1001',
      intake_time_from: '10',
      intake_time_to: '15:30',
      need_call: 'да',
      comment: 'Вход со двора',
    };
    const wrong = { ...input, intake_time_to: '12:00', lunch_time_from: '13:00' };
    expect((await errorOf(cdek.create(KEY, { ...wrong, intake_time_from: '10:00' }))).message).toBe(
      'Please correct 2 fields:\n- To must be at least 3 hours later than From.\n- Fill in both Lunch From and Lunch To, or none of them.',
    );
    expect(await cdek.create(KEY, { ...input, intake_time_from: '10:00' })).toEqual({
      id: cdek.double.contract().intakes[0]?.uuid,
      intake_number: '500123',
    });
    expect(posted(cdek)).toEqual([
      {
        order_uuid: uuid,
        intake_date: '2026-04-01',
        intake_time_from: '10:00',
        intake_time_to: '15:30',
        comment: 'Вход со двора',
        need_call: true,
      },
    ]);
  });

  it('is called to an address', async () => {
    await using cdek = await ConnectedCdek.open();
    await cdek.create(KEY, ADDRESS);
    expect(posted(cdek)).toEqual([
      {
        intake_date: '2026-04-01',
        intake_time_from: '09:00',
        intake_time_to: '18:00',
        name: 'Свечи',
        weight: 5000,
        sender: { name: 'Иванов', phones: [{ number: '+74950000001' }] },
        from_location: { code: 44, address: 'ул. Петровка, 38' },
      },
    ]);
    expect(await errorOf(cdek.create(KEY, ADDRESS))).toMatchObject({
      code: 'v2_intake_exists_by_date_address',
    });
  });

  it('is called once, also after a lost answer', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    cdek.double.faults.add({ kind: 'lost answer' }, { on: 'POST /intakes' });
    const called = await cdek.create(KEY, { ...DAY, order_uuid: uuid });
    expect(called).toEqual({ id: cdek.double.contract().intakes[0]?.uuid, intake_number: '500123' });
    expect(await errorOf(cdek.create(KEY, { ...DAY, order_uuid: uuid }))).toMatchObject({
      code: 'v2_intake_exists_by_order',
    });
    expect(cdek.double.contract().intakes).toHaveLength(1);
  });

  it('needs an order, or all that an address consists of', async () => {
    await using cdek = await ConnectedCdek.open();
    expect((await errorOf(cdek.create(KEY, DAY))).message).toBe(
      'Fill in CDEK Order ID, CDEK Number or Own Number.',
    );
    const { message } = await errorOf(cdek.create(KEY, { ...DAY, what: 'address' }));
    expect(message.match(/^- .* is required\.$/gm)).toHaveLength(6);
    expect(cdek.sent()).toEqual([]);
  });
});
