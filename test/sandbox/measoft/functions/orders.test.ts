import {
  AGENT_AUTH,
  at,
  attribute,
  call,
  codes,
  courierForEachTest,
  create,
  MINUTE,
  order,
} from '../conversation';
import { orderXml, RECEIVER, text, texts } from '../conversation';

const stage = courierForEachTest();
const THE_FIRST = '<orderno>1</orderno>';

const ITEM = '<item extcode="a" quantity="1" retprice="100" VATrate="10">Книга</item>';
const items = (...sent: readonly string[]): string => `<items>${sent.join('')}</items>`;
const receiver = (content: string): string => `<receiver>${content}</receiver>`;
const SENDER = '<company>Shop</company><person>Иванов</person><phone>1</phone><address>Невский, 1</address>';
const senderBut = (part: string) => `<sender>${SENDER.replace(part, '')}</sender>`;

/** The codes of one order that is created as number 1. */
const created = async (more = '', to = RECEIVER) =>
  codes(await create(stage.courier, orderXml('1', more, to)));

/** The codes of changes of orders. */
async function change(name: 'editorder' | 'cancelorder', sent: string, auth?: string) {
  return codes((await call(stage.courier, name, sent, auth)).children);
}

describe('neworder', () => {
  it('tells the number, the barcode and the price, but not the courier’s own code', async () => {
    const [answer] = await create(stage.courier, orderXml('SHOP-1001'));
    const success = { error: '0', errormsg: 'Success', errormsgru: 'Ошибок нет' };
    const told = { orderno: 'SHOP-1001', barcode: '67567#1082', ...success, orderprice: '150' };
    expect(answer?.attributes).toEqual(told);
    expect(attribute(await order(stage.courier), 'ordercode')).toBe('34534234');
  });

  it.each([
    ['3', '<price>1,50</price>', RECEIVER],
    ['3', '<price>-1</price>', RECEIVER],
    ['4', '<weight>heavy</weight>', RECEIVER],
    ['5', '', receiver('<person>P</person><phone>1</phone><town>Кукуево</town><address>A</address>')],
    ['6', `<sender>${SENDER}<town>Кукуево</town></sender>`, RECEIVER],
    ['7', '', receiver('<person>P</person><phone>1</phone>')],
    ['7', '', receiver('<person>P</person><phone>1</phone><pvz>999</pvz>')],
    ['8', '', receiver('<person>P</person><phone> </phone><address>A</address>')],
    ['9', '', receiver('<phone>1</phone><address>A</address>')],
    ['11', '<inshprice>much</inshprice>', RECEIVER],
    ['12', items('<item article="404">X</item>'), RECEIVER],
    ['12', items('<item itemcode="404">X</item>'), RECEIVER],
    ['13', senderBut('Shop'), RECEIVER],
    ['14', senderBut('Иванов'), RECEIVER],
    ['15', senderBut('<phone>1</phone>'), RECEIVER],
    ['16', senderBut('Невский, 1'), RECEIVER],
  ])('answers %s for %s %s', async (code, more, to) => {
    const [answer] = await create(stage.courier, orderXml('1', more, to));
    expect(answer?.attributes).toMatchObject({ orderno: '1', error: code });
    expect(stage.courier.orders.all).toEqual([]);
  });

  it('demands nothing of a sender that is only a pickup window', async () => {
    const window = '<date>2024-03-23</date><time_min>09:00</time_min><time_max>14:00</time_max>';
    expect(await created(`<sender>${window}</sender>`)).toEqual(['0']);
    const sender = at(await order(stage.courier), 'sender');
    expect(texts(sender, 'company time_max')).toEqual(['Тестовый магазин', '14:00']);
  });

  it('succeeds for some orders and not for others; without any it is 2', async () => {
    const sent = [orderXml('1'), orderXml('2', '<price>x</price>'), orderXml('1'), orderXml('3')];
    expect(codes(await create(stage.courier, ...sent))).toEqual(['0', '3', '17', '0']);
    expect(stage.courier.orders.all.map(({ number }) => number)).toEqual(['1', '3']);
    expect(attribute(at(await call(stage.courier, 'neworder'), 'error'), 'error')).toBe('2');
  });

  it('refused as a whole leaves none of its orders behind', async () => {
    const marked = items('<item quantity="2" governmentCode="010460">X</item>');
    const answer = await call(stage.courier, 'neworder', orderXml('1') + orderXml('2', marked));
    expect(text(answer, 'error')).toContain('governmentCode');
    expect(stage.courier.orders.all).toEqual([]);
  });

  it.each([
    [999, 1],
    [1000, 0],
  ])('takes at most 1000 packages: with %i and one more there are %i orders', async (quantity, kept) => {
    const packages = `<packages><package quantity="${quantity}"/><package/></packages>`;
    await call(stage.courier, 'neworder', orderXml('1', packages));
    expect(stage.courier.orders.all).toHaveLength(kept);
  });
});

describe('an order number', () => {
  it('is made by the courier when it is empty', async () => {
    const answers = await create(stage.courier, orderXml(''), orderXml(''));
    expect(answers.map((answer) => attribute(answer, 'orderno'))).toEqual(['AB23541', 'AB23542']);
  });

  it('is taken until the calendar year ends in Moscow', async () => {
    stage.clock.pass(Date.UTC(2024, 11, 31, 20, 59) - stage.clock.now());
    expect([await created(), await created()]).toEqual([['0'], ['17']]);
    stage.clock.pass(MINUTE);
    expect(await created()).toEqual(['0']);
  });

  it('is each client’s own', async () => {
    await created();
    const answer = await call(stage.courier, 'neworder', orderXml('1'), AGENT_AUTH);
    expect(codes(answer.children)).toEqual(['0']);
  });
});

describe('a barcode', () => {
  it('may be given once', async () => {
    const barcode = '<barcode>0046</barcode>';
    const answers = await create(stage.courier, orderXml('1', barcode), orderXml('2', barcode));
    expect(codes(answers)).toEqual(['0', '67']);
    expect(text(await order(stage.courier, THE_FIRST), 'barcode')).toBe('0046');
  });

  it('may be a mask with places for digits', async () => {
    const mask = '<barcode>SH____X</barcode>';
    const answers = await create(stage.courier, orderXml('1', mask), orderXml('2', mask));
    expect(answers.map((answer) => attribute(answer, 'barcode'))).toEqual(['SH7567X', 'SH7568X']);
  });
});

describe('a pickup point', () => {
  const at124 = (content: string) => created('', receiver(`<person>P</person><phone>1</phone>${content}`));

  it.each([
    ['its code', '<pvz>124</pvz>'],
    ['the partner’s code', '<pvz>MSK12</pvz>'],
    ['its code instead of an address', '<address>124</address>'],
    ['its name instead of an address', '<address>ПВЗ Петровка</address>'],
    ['its code beside its town', '<town>Москва</town><pvz>124</pvz>'],
  ])('is named by %s', async (_, content) => {
    expect(await at124(content)).toEqual(['0']);
    expect(texts(at(await order(stage.courier), 'receiver'), 'pvz town')).toEqual(['124', 'Москва']);
  });

  it('does not stand in another town', async () => {
    expect(await at124('<town>Казань</town><pvz>124</pvz>')).toEqual(['5']);
  });
});

describe('money and goods', () => {
  it('of a prepaid order are zero, the declared value stays', async () => {
    const money =
      '<paytype>NO</paytype><price>387.5</price><deliveryprice>150</deliveryprice><inshprice>237.5</inshprice>';
    await created(money + items(ITEM));
    const told = await order(stage.courier);
    expect(texts(told, 'price inshprice paytype')).toEqual(['0.00', '237.50', 'NO']);
    expect(at(told, 'items').children.map((item) => attribute(item, 'retprice'))).toEqual(['0']);
  });

  it('have the VAT rate 18 where none is told, and a line for the delivery', async () => {
    const sent = items(
      '<item retprice="10">Без ставки</item>',
      '<item retprice="10" VATrate="0">Ноль</item>',
    );
    await created(`${sent}<deliveryprice VATrate="20">150</deliveryprice>`);
    const lines = at(await order(stage.courier), 'items').children;
    expect(
      lines.map((line) => [line.text, attribute(line, 'VATrate'), line.attribute('type')].join(' ')),
    ).toEqual(['Без ставки 18 ', 'Ноль 0 ', 'Доставка 20 2']);
    expect(lines.map((line) => attribute(line, 'code'))).toEqual(['34533', '34534', '34535']);
    expect(lines[0]?.attribute('inshprice')).toBe('10');
  });

  it.each([
    ['<item article="0042" itemcode="44124">Замок</item>', '0'],
    ['<item article="0042" itemcode="44123">Замок</item>', '12'],
  ])('may come from the courier’s warehouse: %s is %s', async (item, code) => {
    expect(await created(items(item))).toEqual([code]);
  });
});

describe('editorder', () => {
  it('puts the new data in place of all old ones', async () => {
    await created('<price>10</price><enclosure>Книги</enclosure>');
    expect(await change('editorder', orderXml('1', '<price>20</price>'))).toEqual(['0']);
    expect(texts(await order(stage.courier), 'price enclosure')).toEqual(['20.00', '']);
  });

  it('knows lines by the courier’s code: those left out stay with quantity 0, others are new', async () => {
    await created(`${items(ITEM, ITEM)}<deliveryprice>50</deliveryprice>`);
    const sent = items('<item code="34534" quantity="3">Книга</item>', '<item>Новая</item>');
    expect(await change('editorder', orderXml('1', sent))).toEqual(['0']);
    const lines = at(await order(stage.courier), 'items').children;
    const told = lines.map((line) => `${attribute(line, 'code')} × ${attribute(line, 'quantity')}`);
    expect(told).toEqual(['34534 × 3', '34536 × 1', '34533 × 0']);
  });

  it.each([
    ['12', orderXml('1', items('<item code="1">X</item>'))],
    ['3', orderXml('1', '<price>x</price>')],
    ['52', orderXml('2')],
    ['0', `<order ordercode="34534234">${RECEIVER}<price>5</price></order>`],
  ])('answers %s for %s', async (code, sent) => {
    await created(items(ITEM));
    expect(await change('editorder', sent)).toEqual([code]);
  });

  it('takes no barcode', async () => {
    await created();
    const answer = await call(stage.courier, 'editorder', orderXml('1', '<barcode>1</barcode>'));
    expect(text(answer, 'error')).toContain('unknown element editorder/order/barcode');
  });
});

describe('cancelorder', () => {
  it('cancels by either code, and tells which orders it did not find', async () => {
    await create(stage.courier, orderXml('123test'), orderXml('2'));
    const answer = await call(
      stage.courier,
      'cancelorder',
      '<order orderno="" ordercode="34534234"/><order orderno="2"/><order orderno="123aaa" ordercode=""/>',
    );
    const done = { error: '0', errormsg: 'OK', errormsgru: 'Successfully' };
    const unknown = { error: '52', errormsg: 'order not found', errormsgru: 'The order is not found' };
    expect(answer.children.map(({ attributes }) => attributes)).toEqual([
      { orderno: '123test', ordercode: '34534234', ...done },
      { orderno: '2', ordercode: '34534235', ...done },
      { orderno: '123aaa', ordercode: '', ...unknown },
    ]);
  });

  it('needs a code, and does not reach the orders of others', async () => {
    await created();
    expect(await change('cancelorder', '<order/>')).toEqual(['52']);
    expect(await change('cancelorder', '')).toEqual(['2']);
    expect(await change('cancelorder', '<order orderno="1"/>', AGENT_AUTH)).toEqual(['52']);
  });
});

describe('changes', () => {
  beforeEach(() => created());

  const tryBoth = async (): Promise<unknown> => [
    ...(await change('editorder', orderXml('1'))),
    ...(await change('cancelorder', '<order orderno="1"/>')),
  ];

  it('are possible while the order is new', async () => {
    stage.courier.orders.move(stage.courier.orders.get('1'), 'NEW');
    expect(await tryBoth()).toEqual(['0', '0']);
  });

  it('are refused with a made-up code once it is in process', async () => {
    stage.courier.orders.move(stage.courier.orders.get('1'), 'ACCEPTED');
    expect(await tryBoth()).toEqual(['900', '900']);
  });

  it('are refused without the Premium plan', async () => {
    stage.courier.switches.premiumPlan = false;
    expect(await tryBoth()).toEqual(['900', '900']);
  });

  it('lose against an operator who has the order open', async () => {
    stage.courier.orders.get('1').openOnDesktop = true;
    expect(await tryBoth()).toEqual(['900', '900']);
  });
});
