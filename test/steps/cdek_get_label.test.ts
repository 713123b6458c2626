import { ConnectedCdek } from '../support/cdek';
import { cdekOrder } from '../support/cdek_order';
import { useNock } from '../support/nock';
import { errorOf } from '../support/zapier_error';

const nock = useNock();

const KEY = 'cdek_get_label';

/** What Zapier does with files of steps: it says where they go, and takes them there. */
const uploads: string[] = [];

beforeAll(() => {
  process.env.ZAPIER_DEPLOY_KEY = 'deploy key';
  nock('https://rpc.zapier.com')
    .persist()
    .post('/cli')
    .reply(
      200,
      (_path, body) => ({
        id: (JSON.parse(textOf(body)) as { id: number }).id,
        result: { url: 'https://files.example.com/', fields: { key: 'label-key.pdf' } },
      }),
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
beforeEach(() => uploads.splice(0));
afterAll(() => {
  delete process.env.ZAPIER_DEPLOY_KEY;
});

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  throw new Error('The body is no text.');
}

const printed = (cdek: ConnectedCdek, kind: string): unknown[] =>
  cdek.double.journal.of(`POST /print/${kind}`).map(({ request }) => JSON.parse(request) as unknown);

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

describe('a label', () => {
  it('is a PDF file for later steps, which CDEK itself hands over only to who has a token', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    expect(await cdek.create(KEY, { order_uuid: [uuid], cdek_number: '1107000001', format: 'A6' })).toEqual({
      id: `1107000001,${uuid}`,
      file: 'https://files.example.com/label-key.pdf',
      file_name: 'cdek-1107000001-and-1-more.pdf',
      file_size: expect.any(Number) as number,
    });
    expect(printed(cdek, 'barcodes')).toEqual([
      { orders: [{ order_uuid: uuid }, { cdek_number: '1107000001' }], format: 'A6' },
    ]);
    expect(uploads[0]).toMatch(/filename="cdek-1107000001-and-1-more.pdf"[^%]*%PDF-1\.\d[^]*%%EOF/);
  });

  it('may be a waybill, of an order by its own number', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    await cdek.create(KEY, { im_number: ['SHOP-1001'], form: 'orders', copy_count: '1' });
    expect(printed(cdek, 'orders')).toEqual([{ orders: [{ order_uuid: uuid }], copy_count: 1 }]);
  });

  it('that CDEK is still making is asked for again later', async () => {
    await using cdek = await ConnectedCdek.open({ workSeconds: 600 });
    const { uuid } = cdekOrder(cdek.double);
    expect(await errorOf(cdek.create(KEY, { order_uuid: [uuid] }))).toMatchObject({
      name: 'ThrottledError',
      delay: 60,
      message: expect.stringMatching(/^CDEK \(СДЭК\) is still making the form\./) as string,
    });
    expect(uploads).toEqual([]);
  });

  it.each(['no uuid', 'odd uuid'] as const)('is asked for by nothing but its own name (%s)', async (kind) => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    cdek.double.faults.add({ kind }, { on: 'POST /print/barcodes' });
    expect(await errorOf(cdek.create(KEY, { order_uuid: [uuid] }))).toMatchObject({ code: 'no_answer' });
    expect(cdek.sent()).toHaveLength(1);
  });

  it('of unknown orders is refused', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await errorOf(cdek.create(KEY, { cdek_number: ['9999999999'] }))).toMatchObject({
      code: 'orders_number_is_empty',
    });
    expect(await errorOf(cdek.create(KEY, { im_number: ['none'] }))).toMatchObject({ code: 'unknown_order' });
  });

  it('needs an order, and CDEK prints at most a hundred at once', async () => {
    await using cdek = await ConnectedCdek.open();
    expect((await errorOf(cdek.create(KEY, {}))).message).toBe(
      'Fill in CDEK Order ID, CDEK Number or Own Number.',
    );
    const many = Array.from({ length: 101 }, (_, index) => String(1107000001 + index));
    expect((await errorOf(cdek.create(KEY, { cdek_number: many }))).message).toBe(
      'CDEK prints at most 100 orders at once.',
    );
    expect(cdek.sent()).toEqual([]);
  });
});
