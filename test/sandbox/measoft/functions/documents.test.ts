import {
  AGENT_AUTH,
  attribute,
  AUTH,
  call,
  courierForEachTest,
  create,
  orderXml,
  text,
} from '../conversation';

const stage = courierForEachTest();
beforeEach(async () => {
  await create(stage.courier, orderXml('1', '<quantity>2</quantity>'), orderXml('2'));
});

const WAYBILL = '<orders><order orderno="1"/></orders><form>1</form>';

it('waybill is a PDF in base64', async () => {
  const answer = await call(stage.courier, 'waybill', WAYBILL);
  const pdf = Buffer.from(text(answer, 'content'), 'base64').toString('latin1');
  expect(pdf).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
  expect(pdf).toContain('(Order 1) Tj');
  expect(pdf).toContain('(Places 2) Tj');
});

it.each([
  ['<orders><order orderno="404"/></orders>', AUTH],
  ['<orders><order orderno="1"/><order orderno="404"/></orders>', AUTH],
  ['<orders/>', AUTH],
  ['', AUTH],
  [WAYBILL, AGENT_AUTH],
])('waybill is 11 when an order is not found, or is another’s: %j', async (content, auth) => {
  const answer = await call(stage.courier, 'waybill', content, auth);
  expect([attribute(answer, 'error'), text(answer)]).toEqual(['11', 'Заказы не найдены']);
});

describe('addattachments', () => {
  const attach = (reference: string, items: string) =>
    call(stage.courier, 'addattachments', `${reference}<attachments>${items}</attachments>`);
  const ITEM = '<item name="photo1.jpg">QUJD</item>';

  it('keeps files with an order', async () => {
    const answer = await attach('<orderno>1</orderno>', `${ITEM}<item name="акт.pdf">REVG</item>`);
    expect([answer.name, answer.attributes]).toEqual(['addattachments', { error: '0' }]);
    await attach('<ordercode>34534235</ordercode>', ITEM);
    const { orders } = stage.courier;
    const kept = orders.get('1').attachments.map(({ name, content }) => `${name} ${content.toString()}`);
    expect(kept).toEqual(['photo1.jpg ABC', 'акт.pdf DEF']);
    expect(orders.get('2').attachments).toHaveLength(1);
  });

  it('is 11 for an unknown order', async () => {
    expect(attribute(await attach('<orderno>404</orderno>', ITEM), 'error')).toBe('11');
  });

  it.each([
    ['no files', '', 'needs items'],
    ['a file without a name', '<item>QUJD</item>', 'needs items with names'],
    ['what is not base64', '<item name="a">{}</item>', 'must be base64'],
  ])('refuses %s', async (_, items, reason) => {
    expect(text(await attach('<orderno>1</orderno>', items), 'error')).toContain(reason);
    expect(stage.courier.orders.get('1').attachments).toEqual([]);
  });
});
