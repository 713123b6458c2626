import { ConnectedCourier } from '../support/courier';
import { httpServer } from '../support/server';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_add_attachment';

describe('a file', () => {
  it('is fetched and attached to the order', async () => {
    await using courier = await ConnectedCourier.open();
    await using files = await httpServer((_request, answer) => answer.end(Buffer.from([0, 255, 1])));
    const url = `http://127.0.0.1:${files.port}/invoice.pdf`;
    expect(await courier.create(KEY, { orderno: 'SHOP-0996', file: url })).toEqual({
      id: 'SHOP-0996/invoice.pdf',
      ordercode: null,
      orderno: 'SHOP-0996',
      file_name: 'invoice.pdf',
      file_size: 3,
    });
    expect(courier.sent()).toEqual([
      '<addattachments><orderno>SHOP-0996</orderno><attachments><item name="invoice.pdf">AP8B</item></attachments></addattachments>',
    ]);
    expect(courier.double.orders.get('SHOP-0996').attachments).toEqual([
      { name: 'invoice.pdf', content: Buffer.from([0, 255, 1]) },
    ]);
  });

  it('is named as the user wants it, and the order by the courier’s code', async () => {
    await using courier = await ConnectedCourier.open();
    await using files = await httpServer((_request, answer) => answer.end('x'));
    const url = `http://127.0.0.1:${files.port}/`;
    const file = { ordercode: '0000032', file: url, file_name: 'Счёт 1.pdf' };
    expect(await courier.create(KEY, file)).toMatchObject({ id: '0000032/Счёт 1.pdf' });
    expect(courier.sent()[0]).toContain('<ordercode>0000032</ordercode>');
  });

  it('that is gone is not attached', async () => {
    await using courier = await ConnectedCourier.open();
    await using files = await httpServer((_request, answer) => answer.writeHead(404).end());
    const url = `http://127.0.0.1:${files.port}/invoice.pdf`;
    expect(await errorOf(courier.create(KEY, { orderno: 'SHOP-0996', file: url }))).toMatchObject({
      code: 'http_404',
    });
    expect(courier.sent()).toEqual([]);
  });

  it('whose attachment is not confirmed leaves doubt', async () => {
    await using courier = await ConnectedCourier.open();
    await using files = await httpServer((_request, answer) => answer.end('x'));
    courier.double.faults.add({ kind: 'lost answer' }, { on: 'addattachments' });
    const file = { orderno: 'SHOP-0996', file: `http://127.0.0.1:${files.port}/a` };
    expect((await errorOf(courier.create(KEY, file))).message).toContain('The file may be attached already');
  });

  it('for an unknown order is refused', async () => {
    await using courier = await ConnectedCourier.open();
    await using files = await httpServer((_request, answer) => answer.end('x'));
    const file = { orderno: 'nothing', file: `http://127.0.0.1:${files.port}/a` };
    expect(await errorOf(courier.create(KEY, file))).toMatchObject({ code: '11' });
  });

  it('must be an address, for an order, with a plain name', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.create(KEY, { file: 'my file', file_name: '../x' }))).toMatchObject({
      message:
        'Please correct 3 fields:\n- File must be a web address that starts with https://, not "my file".\n' +
        '- File Name must be a name without a folder, not "../x".\n- Fill in Order or Order Number.',
    });
    expect(await errorOf(courier.create(KEY, { orderno: '1' }))).toMatchObject({
      message: 'File is required.',
    });
    expect(courier.sent()).toEqual([]);
  });
});
