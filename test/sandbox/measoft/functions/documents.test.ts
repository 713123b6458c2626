import { AGENT_AUTH, attribute, call, courierForEachTest, create, orderXml, text } from '../conversation';

const { start } = courierForEachTest();
type Courier = Awaited<ReturnType<typeof start>>;

const WAYBILL = '<orders><order orderno="1"/></orders><form>1</form>';

async function withOrder(options?: Parameters<typeof start>[0]): Promise<Courier> {
  const courier = await start(options);
  await create(courier, orderXml('1', '<quantity>2</quantity>'), orderXml('2'));
  return courier;
}

describe('waybill', () => {
  it('is a PDF in base64', async () => {
    const courier = await withOrder();
    const answer = await call(courier, 'waybill', WAYBILL);
    const pdf = Buffer.from(text(answer, 'content'), 'base64').toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
    expect(pdf).toContain('(Order 1) Tj');
    expect(pdf).toContain('(Places 2) Tj');
  });

  it.each([
    '<orders><order orderno="404"/></orders>',
    '<orders><order orderno="1"/><order orderno="404"/></orders>',
    '<orders/>',
    '',
  ])('is 11 when an order is not found: %j', async (content) => {
    const answer = await call(await withOrder(), 'waybill', content);
    expect([attribute(answer, 'error'), text(answer)]).toEqual(['11', 'Заказы не найдены']);
  });

  it('is not for the orders of others', async () => {
    expect(attribute(await call(await withOrder(), 'waybill', WAYBILL, { auth: AGENT_AUTH }), 'error')).toBe(
      '11',
    );
  });
});

describe('addattachments', () => {
  const attach = (courier: Courier, reference: string, items: string): ReturnType<typeof call> =>
    call(courier, 'addattachments', `${reference}<attachments>${items}</attachments>`);
  const ITEM = '<item name="photo1.jpg">QUJD</item>';

  it('keeps files with an order', async () => {
    const courier = await withOrder();
    const answer = await attach(courier, '<orderno>1</orderno>', `${ITEM}<item name="акт.pdf">REVG</item>`);
    expect([answer.name, answer.attributes]).toEqual(['addattachments', { error: '0' }]);
    await attach(courier, '<ordercode>34534235</ordercode>', ITEM);
    expect(
      courier.orders.get('1').attachments.map(({ name, content }) => [name, content.toString()]),
    ).toEqual([
      ['photo1.jpg', 'ABC'],
      ['акт.pdf', 'DEF'],
    ]);
    expect(courier.orders.get('2').attachments).toHaveLength(1);
  });

  it('is 11 for an unknown order', async () => {
    expect(attribute(await attach(await withOrder(), '<orderno>404</orderno>', ITEM), 'error')).toBe('11');
  });

  it.each([
    ['no files', '', 'needs items'],
    ['a file without a name', '<item>QUJD</item>', 'needs items with names'],
    ['what is not base64', '<item name="a">{}</item>', 'must be base64'],
  ])('refuses %s', async (_, items, reason) => {
    const courier = await withOrder();
    expect(text(await attach(courier, '<orderno>1</orderno>', items), 'error')).toContain(reason);
    expect(courier.orders.get('1').attachments).toEqual([]);
  });
});
