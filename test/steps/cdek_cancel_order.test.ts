import { ConnectedCdek } from '../support/cdek';
import { cdekOrder } from '../support/cdek_order';
import { errorOf } from '../support/zapier_error';

const KEY = 'cdek_cancel_order';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const written = (cdek: ConnectedCdek): string[] =>
  cdek.sent().filter((request) => !request.startsWith('GET'));

describe('an order', () => {
  it('that CDEK does not have in its hands is deleted', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    expect(await cdek.create(KEY, { im_number: 'SHOP-1001' })).toMatchObject({
      order_uuid: uuid,
      status: 'REMOVED',
      status_final: true,
    });
    expect(written(cdek)).toEqual([`DELETE /orders/${uuid}`]);
  });

  it('on its way comes back, which is an order of its own', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double, 'TAKEN_BY_COURIER');
    expect(await cdek.create(KEY, { order_uuid: uuid })).toMatchObject({
      status: 'NOT_DELIVERED',
      return_cdek_number: '1107000002',
    });
    expect(written(cdek)).toEqual([`POST /orders/${uuid}/refusal`]);
  });

  it.each([
    ['TAKEN_BY_COURIER', { if_under_way: 'stop' }],
    ['DELIVERED', {}],
  ])(
    'that is %s stays as it is, where that is what the form says or all that CDEK can do',
    async (status, wish) => {
      await using cdek = await ConnectedCdek.open();
      cdekOrder(cdek.double, status);
      expect(await errorOf(cdek.create(KEY, { cdek_number: '1107000001', ...wish }))).toMatchObject({
        code: 'too_late',
        message:
          'Order SHOP-1001 can no longer be deleted: CDEK has it in its hands, or it is at its end. Choose to let it come back, or talk to CDEK. ' +
          `(status ${status})`,
      });
      expect(written(cdek)).toEqual([]);
    },
  );

  it('is cancelled once: after a lost answer the next run finds it so', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double, 'TAKEN_BY_COURIER');
    cdek.double.faults.add({ kind: 'lost answer' }, { on: 'POST /orders/{uuid}/refusal' });
    expect((await errorOf(cdek.create(KEY, { order_uuid: uuid }))).message).toContain(
      'safe to run this step again',
    );
    expect(await cdek.create(KEY, { order_uuid: uuid })).toMatchObject({ status: 'NOT_DELIVERED' });
    expect(written(cdek)).toHaveLength(1);
  });

  it('that CDEK is slow with is looked at again later', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    cdek.double.faults.add({ kind: 'internal error' }, { on: 'GET /orders/{uuid}', after: 1, times: 4 });
    expect(await errorOf(cdek.create(KEY, { order_uuid: uuid }))).toMatchObject({
      name: 'ThrottledError',
      delay: 60,
    });
    expect(await cdek.create(KEY, { order_uuid: uuid })).toMatchObject({ status: 'REMOVED' });
    expect(written(cdek)).toHaveLength(1);
  });

  it('with a status that nobody knows is only deleted, which CDEK refuses for what it has in its hands', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    cdek.double.faults.add({ kind: 'unknown status' }, { on: 'GET /orders/{uuid}' });
    expect(await cdek.create(KEY, { order_uuid: uuid })).toMatchObject({ status: 'REMOVED' });
    expect(written(cdek)).toEqual([`DELETE /orders/${uuid}`]);
  });

  it('of another contract, or of none, is told as unknown', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double, 'CREATED', 'other-shop');
    expect(await errorOf(cdek.create(KEY, { order_uuid: uuid }))).toMatchObject({ code: 'unknown_order' });
    expect(await errorOf(cdek.create(KEY, {}))).toMatchObject({
      message: 'Fill in CDEK Order ID, CDEK Number or Own Number.',
    });
  });
});
