import { ConnectedCourier } from '../support/courier';
import { useNock } from '../support/nock';
import { errorOf } from '../support/zapier_error';

const nock = useNock();

const KEY = 'measoft_get_label';

/** What Zapier does with files of steps: it says where they go, and takes them there. */
const uploads: string[] = [];

beforeAll(() => {
  process.env.ZAPIER_DEPLOY_KEY = 'deploy key';
});
beforeEach(() => {
  uploads.splice(0);
  nock('https://rpc.zapier.com')
    .persist()
    .post('/cli')
    .reply(
      200,
      (_path, body) => {
        const { id } = JSON.parse(textOf(body)) as { id: number };
        return { id, result: { url: 'https://files.example.com/', fields: { key: 'label-key.pdf' } } };
      },
      { 'content-type': 'application/json' },
    );
  nock('https://files.example.com')
    .persist()
    .post('/')
    .reply(204, (_path, body) => {
      const sent = textOf(body);
      uploads.push(/^[0-9a-f]+$/.test(sent) ? Buffer.from(sent, 'hex').toString('latin1') : sent);
      return '';
    });
});
afterEach(() => {
  nock.cleanAll();
});
afterAll(() => {
  delete process.env.ZAPIER_DEPLOY_KEY;
});

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  throw new Error('The body is no text.');
}

describe('a label', () => {
  it('is a PDF file for later steps', async () => {
    await using courier = await ConnectedCourier.open();
    const label = await courier.create(KEY, { ordercode: ['0000032'], form: '2' });
    expect(courier.sent()).toEqual([
      '<waybill><orders><order ordercode="0000032"/></orders><form>2</form></waybill>',
    ]);
    expect(label).toEqual({
      id: '0000032',
      file: 'https://files.example.com/label-key.pdf',
      file_name: 'label-0000032.pdf',
      file_size: expect.any(Number) as number,
    });
    expect(uploads).toHaveLength(1);
    expect(uploads[0]).toMatch(/name="Content-Type"\r\n\r\napplication\/pdf\r\n/);
    expect(uploads[0]).toMatch(/filename="label-0000032.pdf"[^%]*%PDF-1\.\d[^]*%%EOF/);
  });

  it('may be for several orders at once, by code or number', async () => {
    await using courier = await ConnectedCourier.open();
    const label = await courier.create(KEY, { ordercode: '0000032', orderno: ['SHOP-0996', 'SHOP-0997'] });
    expect(courier.sent()).toEqual([
      '<waybill><orders><order ordercode="0000032"/><order orderno="SHOP-0996"/><order orderno="SHOP-0997"/></orders></waybill>',
    ]);
    expect(label).toMatchObject({
      id: '0000032,SHOP-0996,SHOP-0997',
      file_name: 'label-0000032-and-2-more.pdf',
    });
  });

  it.each([
    ['Заказ №1/2', 'label-Заказ_1_2.pdf'],
    ['Ё'.repeat(300), `label-${'Ё'.repeat(60)}.pdf`],
  ])('is named so that any computer takes the name: %s', async (orderno, file_name) => {
    await using courier = await ConnectedCourier.open();
    await courier.create('measoft_create_order', {
      orderno,
      receiver_person: 'A',
      receiver_phone: '1',
      receiver_address: 'x',
      paytype: 'NO',
    });
    expect(await courier.create(KEY, { orderno })).toMatchObject({ file_name });
  });

  it('may come bare, as from one carrier', async () => {
    await using courier = await ConnectedCourier.open({ waybillAnswer: 'pdf' });
    await courier.create(KEY, { orderno: 'SHOP-0996' });
    expect(uploads[0]).toMatch(/%PDF-1\.\d[^]*%%EOF/);
  });

  it('is no page for a browser', async () => {
    await using courier = await ConnectedCourier.open({ waybillAnswer: 'html' });
    expect(await errorOf(courier.create(KEY, { orderno: 'SHOP-0996' }))).toMatchObject({
      name: 'ThrottledError',
    });
    expect(uploads).toEqual([]);
  });

  it('of an unknown order is refused', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.create(KEY, { orderno: 'nothing' }))).toMatchObject({
      code: '11',
      message:
        'The courier service found no such orders (заказы не найдены). Check the number or the code. (MeaSoft error 11: Заказы не найдены)',
    });
  });

  it('that Zapier does not take over can be asked for again', async () => {
    nock.cleanAll();
    nock('https://rpc.zapier.com').post('/cli').reply(400, {});
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.create(KEY, { orderno: 'SHOP-0996' }))).toMatchObject({
      code: 'stash_failed',
      message: 'Zapier could not take the file over for later steps. Run this step again. (stashFile failed)',
    });
  });

  it('needs an order, and a number for its form', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.create(KEY, { ordercode: [], form: 'A4' }))).toMatchObject({
      message:
        'Please correct 2 fields:\n- Print Form must be a whole number, not "A4".\n- Fill in Order or Order Number.',
    });
    expect(courier.sent()).toEqual([]);
  });
});
