import { ConnectedCdek } from '../support/cdek';
import { cdekOrder } from '../support/cdek_order';
import { errorOf } from '../support/zapier_error';

const KEY = 'cdek_find_order';

describe('an order', () => {
  it('is found by each of its names, with its status and sums', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double, 'DELIVERED');
    for (const name of [{ order_uuid: uuid }, { cdek_number: '1107000001' }, { im_number: 'SHOP-1001' }])
      expect(await cdek.search(KEY, name)).toMatchObject([
        {
          id: uuid,
          cdek_number: '1107000001',
          number: 'SHOP-1001',
          state: 'SUCCESSFUL',
          status: 'DELIVERED',
          status_label: 'Delivered',
          status_label_ru: 'Вручен',
          status_final: true,
          is_return: false,
          delivery_sum: 457.14,
          total_sum: 488.85,
          delivered_to: 'Петров Пётр',
          shipment_point: 'MSK65',
          delivery_point: null,
        },
      ]);
    expect(cdek.sent()).toEqual([
      `GET /orders/${uuid}`,
      'GET /orders?cdek_number=1107000001',
      'GET /orders?im_number=SHOP-1001',
    ]);
  });

  it('that was refused says so', async () => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.contract().create({ ...cdekOrder(cdek.double).body, number: 'SHOP-2', tariff_code: 1 });
    expect(await cdek.search(KEY, { im_number: 'SHOP-2' })).toMatchObject([
      { state: 'INVALID', status: 'INVALID', cdek_number: null },
    ]);
  });

  it('with a status that nobody knows is told in CDEK’s words', async () => {
    await using cdek = await ConnectedCdek.open();
    cdekOrder(cdek.double);
    cdek.double.faults.add({ kind: 'unknown status' }, { on: 'GET /orders' });
    expect(await cdek.search(KEY, { im_number: 'SHOP-1001' })).toMatchObject([
      { status: 'BEAMED_UP', status_label: 'Создан', status_final: false },
    ]);
  });

  it.each([
    { im_number: 'none' },
    { cdek_number: '1234567890' },
    { order_uuid: '72753031-0000-4000-8000-00000000dead' },
  ])('that is not there is no error: %j', async (name) => {
    await using cdek = await ConnectedCdek.open();
    expect(await cdek.search(KEY, name)).toEqual([]);
  });

  it('is asked for by something that can be a name', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(
      (await errorOf(cdek.search(KEY, { order_uuid: '../webhooks', cdek_number: 'x' }))).message,
    ).toContain('CDEK Order ID must be the CDEK Order ID that an earlier step gave');
    expect(cdek.sent()).toEqual([]);
  });
});
