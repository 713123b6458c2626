import {
  attribute,
  at,
  call,
  codes,
  courierForEachTest,
  create,
  MINUTE,
  order,
  orderXml,
  RECEIVER,
  text,
} from '../conversation';

const { moment, start } = courierForEachTest();

const ITEM = '<item extcode="a" quantity="1" retprice="100" VATrate="10">Книга</item>';
const items = (...sent: readonly string[]): string => `<items>${sent.join('')}</items>`;
const receiver = (content: string): string => `<receiver>${content}</receiver>`;
const SENDER = '<company>Shop</company><person>Иванов</person><phone>1</phone><address>Невский, 1</address>';

describe('neworder', () => {
  it('tells the number, the barcode and the price, but not the courier’s own code', async () => {
    const courier = await start();
    const [answer] = await create(courier, orderXml('SHOP-1001'));
    expect(answer?.attributes).toEqual({
      orderno: 'SHOP-1001',
      barcode: '67567#1082',
      error: '0',
      errormsg: 'Success',
      errormsgru: 'Ошибок нет',
      orderprice: '150',
    });
    expect(attribute(await order(courier, '<orderno>SHOP-1001</orderno>'), 'ordercode')).toBe('34534234');
  });

  it.each([
    ['3', 'a price with a comma', '<price>1,50</price>', RECEIVER],
    ['3', 'a negative price', '<price>-1</price>', RECEIVER],
    ['4', 'a weight that is none', '<weight>heavy</weight>', RECEIVER],
    [
      '5',
      'a town that does not exist',
      '',
      receiver('<person>P</person><phone>1</phone><town>Кукуево</town><address>A</address>'),
    ],
    ['6', 'a sender’s town that does not exist', `<sender>${SENDER}<town>Кукуево</town></sender>`, RECEIVER],
    ['7', 'no address', '', receiver('<person>P</person><phone>1</phone>')],
    [
      '7',
      'a pickup point that does not exist',
      '',
      receiver('<person>P</person><phone>1</phone><pvz>999</pvz>'),
    ],
    ['8', 'no phone', '', receiver('<person>P</person><phone> </phone><address>A</address>')],
    ['9', 'neither person nor company', '', receiver('<phone>1</phone><address>A</address>')],
    ['11', 'a wrong declared value', '<inshprice>much</inshprice>', RECEIVER],
    ['12', 'an article that the warehouse has not', items('<item article="404">X</item>'), RECEIVER],
    ['12', 'an item code that the warehouse has not', items('<item itemcode="404">X</item>'), RECEIVER],
    ['13', 'a sender without a company', `<sender>${SENDER.replace('Shop', '')}</sender>`, RECEIVER],
    ['14', 'a sender without a person', `<sender>${SENDER.replace('Иванов', '')}</sender>`, RECEIVER],
    [
      '15',
      'a sender without a phone',
      `<sender>${SENDER.replace('<phone>1</phone>', '')}</sender>`,
      RECEIVER,
    ],
    ['16', 'a sender without an address', `<sender>${SENDER.replace('Невский, 1', '')}</sender>`, RECEIVER],
  ])('answers %s for %s', async (code, _, more, to) => {
    const courier = await start();
    const [answer] = await create(courier, orderXml('1', more, to));
    expect([answer && attribute(answer, 'orderno'), answer && attribute(answer, 'error')]).toEqual([
      '1',
      code,
    ]);
    expect(courier.orders.all).toEqual([]);
  });

  it('may demand more of a receiver', async () => {
    const courier = await start({ receiverDemands: ['company', 'person'] });
    expect(codes(await create(courier, orderXml('1')))).toEqual(['10']);
  });

  it('demands nothing of a sender that is only a pickup window', async () => {
    const courier = await start();
    const window =
      '<sender><date>2024-03-23</date><time_min>09:00</time_min><time_max>14:00</time_max></sender>';
    expect(codes(await create(courier, orderXml('1', window)))).toEqual(['0']);
    const told = await order(courier, '<orderno>1</orderno>');
    expect(text(told, 'sender', 'company')).toBe('Тестовый магазин');
    expect(text(told, 'sender', 'time_max')).toBe('14:00');
  });

  it('succeeds for some orders and not for others', async () => {
    const courier = await start();
    const answers = await create(
      courier,
      orderXml('1'),
      orderXml('2', '<price>x</price>'),
      orderXml('1'),
      orderXml('3'),
    );
    expect(codes(answers)).toEqual(['0', '3', '17', '0']);
    expect(courier.orders.all.map(({ number }) => number)).toEqual(['1', '3']);
  });

  it('without orders is 2', async () => {
    const courier = await start();
    expect(attribute(at(await call(courier, 'neworder'), 'error'), 'error')).toBe('2');
  });

  it('refused as a whole leaves none of its orders behind', async () => {
    const courier = await start();
    const marked = items('<item quantity="2" governmentCode="010460">X</item>');
    const answer = await call(courier, 'neworder', orderXml('1') + orderXml('2', marked));
    expect(text(answer, 'error')).toContain('governmentCode');
    expect(courier.orders.all).toEqual([]);
  });

  it('takes at most 1000 packages', async () => {
    const courier = await start();
    const packages = (count: number): string =>
      `<packages><package quantity="${count}"/><package/></packages>`;
    await call(courier, 'neworder', orderXml('1', packages(1000)));
    expect(courier.orders.all).toEqual([]);
    await call(courier, 'neworder', orderXml('1', packages(999)));
    expect(courier.orders.all).toHaveLength(1);
  });
});

describe('an order number', () => {
  it('is made by the courier when it is empty', async () => {
    const courier = await start();
    const answers = await create(courier, orderXml(''), orderXml(''));
    expect(answers.map((answer) => attribute(answer, 'orderno'))).toEqual(['AB23541', 'AB23542']);
  });

  it('is taken until the calendar year ends in Moscow', async () => {
    const courier = await start({ senderDemands: [] });
    moment.value = Date.UTC(2024, 11, 31, 20, 59);
    await create(courier, orderXml('1'));
    expect(codes(await create(courier, orderXml('1')))).toEqual(['17']);
    moment.pass(MINUTE);
    expect(codes(await create(courier, orderXml('1')))).toEqual(['0']);
    expect(courier.orders.all).toHaveLength(2);
  });

  it('is each client’s own', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    const answer = await call(courier, 'neworder', orderXml('1'), {
      auth: '<auth extra="8" login="agent" pass="secret"/>',
    });
    expect(codes(answer.children)).toEqual(['0']);
  });
});

describe('a barcode', () => {
  it('may be given once', async () => {
    const courier = await start();
    const barcode = '<barcode>0046</barcode>';
    expect(codes(await create(courier, orderXml('1', barcode), orderXml('2', barcode)))).toEqual(['0', '67']);
    expect(text(await order(courier, '<orderno>1</orderno>'), 'barcode')).toBe('0046');
  });

  it('may be a mask with places for digits', async () => {
    const courier = await start();
    const mask = '<barcode>SH____X</barcode>';
    const answers = await create(courier, orderXml('1', mask), orderXml('2', mask));
    expect(answers.map((answer) => attribute(answer, 'barcode'))).toEqual(['SH7567X', 'SH7568X']);
  });
});

describe('a pickup point', () => {
  const at124 = (content: string): string =>
    orderXml('1', '', receiver(`<person>P</person><phone>1</phone>${content}`));

  it.each([
    ['its code', '<pvz>124</pvz>'],
    ['the partner’s code', '<pvz>MSK12</pvz>'],
    ['its code instead of an address', '<address>124</address>'],
    ['its name instead of an address', '<address>ПВЗ Петровка</address>'],
    ['its code beside its town', '<town>Москва</town><pvz>124</pvz>'],
  ])('is named by %s', async (_, content) => {
    const courier = await start();
    expect(codes(await create(courier, at124(content)))).toEqual(['0']);
    const told = await order(courier, '<orderno>1</orderno>');
    expect([text(told, 'receiver', 'pvz'), text(told, 'receiver', 'town')]).toEqual(['124', 'Москва']);
  });

  it('does not stand in another town', async () => {
    const courier = await start();
    expect(codes(await create(courier, at124('<town>Казань</town><pvz>124</pvz>')))).toEqual(['5']);
  });
});

describe('money and goods', () => {
  it('of a prepaid order are zero, the declared value stays', async () => {
    const courier = await start();
    const money =
      '<paytype>NO</paytype><price>387.5</price><deliveryprice>150</deliveryprice><inshprice>237.5</inshprice>';
    await create(courier, orderXml('1', money + items(ITEM)));
    const told = await order(courier, '<orderno>1</orderno>');
    expect([text(told, 'price'), text(told, 'inshprice'), text(told, 'paytype')]).toEqual([
      '0.00',
      '237.50',
      'NO',
    ]);
    expect(at(told, 'items').children.map((item) => attribute(item, 'retprice'))).toEqual(['0']);
  });

  it('have the VAT rate 18 where none is told, and a line for the delivery', async () => {
    const courier = await start();
    const sent = items(
      '<item retprice="10">Без ставки</item>',
      '<item retprice="10" VATrate="0">Ноль</item>',
    );
    await create(courier, orderXml('1', `${sent}<deliveryprice VATrate="20">150</deliveryprice>`));
    const lines = at(await order(courier, '<orderno>1</orderno>'), 'items').children;
    expect(lines.map((line) => [line.text, attribute(line, 'VATrate'), line.attribute('type')])).toEqual([
      ['Без ставки', '18', undefined],
      ['Ноль', '0', undefined],
      ['Доставка', '20', '2'],
    ]);
    expect(lines.map((line) => attribute(line, 'code'))).toEqual(['34533', '34534', '34535']);
    expect(lines[0]?.attribute('inshprice')).toBe('10');
  });

  it('may come from the courier’s warehouse', async () => {
    const courier = await start();
    const kept = items('<item article="0042" itemcode="44124">Замок</item>');
    expect(codes(await create(courier, orderXml('1', kept)))).toEqual(['0']);
    const mixed = items('<item article="0042" itemcode="44123">Замок</item>');
    expect(codes(await create(courier, orderXml('2', mixed)))).toEqual(['12']);
  });
});

describe('editorder', () => {
  const edit = async (
    courier: Awaited<ReturnType<typeof start>>,
    sent: string,
  ): Promise<readonly (string | undefined)[]> => {
    const answer = await call(courier, 'editorder', sent);
    expect(answer.name).toBe('editorder');
    return codes(answer.all('createorder'));
  };

  it('puts the new data in place of all old ones', async () => {
    const courier = await start();
    await create(courier, orderXml('1', '<price>10</price><enclosure>Книги</enclosure>'));
    expect(await edit(courier, orderXml('1', '<price>20</price>'))).toEqual(['0']);
    const told = await order(courier, '<orderno>1</orderno>');
    expect([text(told, 'price'), text(told, 'enclosure')]).toEqual(['20.00', '']);
    expect(courier.orders.all).toHaveLength(1);
  });

  it('knows lines by the courier’s code: those left out stay with quantity 0, others are new', async () => {
    const courier = await start();
    await create(courier, orderXml('1', `${items(ITEM, ITEM)}<deliveryprice>50</deliveryprice>`));
    const sent = items('<item code="34534" quantity="3">Книга</item>', '<item>Новая</item>');
    expect(await edit(courier, orderXml('1', sent))).toEqual(['0']);
    const lines = at(await order(courier, '<orderno>1</orderno>'), 'items').children;
    expect(lines.map((line) => [attribute(line, 'code'), attribute(line, 'quantity')])).toEqual([
      ['34534', '3'],
      ['34536', '1'],
      ['34533', '0'],
    ]);
  });

  it('refuses lines with codes that the order does not know', async () => {
    const courier = await start();
    await create(courier, orderXml('1', items(ITEM)));
    expect(await edit(courier, orderXml('1', items('<item code="1">X</item>')))).toEqual(['12']);
  });

  it('checks what neworder checks, and takes no barcode', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    expect(await edit(courier, orderXml('1', '<price>x</price>'))).toEqual(['3']);
    const answer = await call(courier, 'editorder', orderXml('1', '<barcode>1</barcode>'));
    expect(text(answer, 'error')).toContain('unknown element editorder/order/barcode');
  });

  it('finds by the courier’s code as well, and answers 52 for an unknown order', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    expect(await edit(courier, `<order ordercode="34534234">${RECEIVER}<price>5</price></order>`)).toEqual([
      '0',
    ]);
    expect(await edit(courier, orderXml('2'))).toEqual(['52']);
  });
});

describe('cancelorder', () => {
  const cancel = (courier: Awaited<ReturnType<typeof start>>, sent: string): ReturnType<typeof call> =>
    call(courier, 'cancelorder', sent);

  it('cancels by either code, and tells which orders it did not find', async () => {
    const courier = await start();
    await create(courier, orderXml('123test'), orderXml('2'));
    const answer = await cancel(
      courier,
      '<order orderno="" ordercode="34534234"/><order orderno="2"/><order orderno="123aaa" ordercode=""/>',
    );
    expect(answer.children.map(({ attributes }) => attributes)).toEqual([
      { orderno: '123test', ordercode: '34534234', error: '0', errormsg: 'OK', errormsgru: 'Successfully' },
      { orderno: '2', ordercode: '34534235', error: '0', errormsg: 'OK', errormsgru: 'Successfully' },
      {
        orderno: '123aaa',
        ordercode: '',
        error: '52',
        errormsg: 'order not found',
        errormsgru: 'The order is not found',
      },
    ]);
  });

  it('needs a code: neither is 52', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    expect(codes((await cancel(courier, '<order/>')).children)).toEqual(['52']);
    expect(attribute(at(await cancel(courier, ''), 'error'), 'error')).toBe('2');
  });

  it('does not reach the orders of others', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    const answer = await call(courier, 'cancelorder', '<order orderno="1"/>', {
      auth: '<auth extra="8" login="agent" pass="secret"/>',
    });
    expect(codes(answer.children)).toEqual(['52']);
  });
});

describe('changes', () => {
  const tryBoth = async (courier: Awaited<ReturnType<typeof start>>): Promise<unknown> => {
    const edited = await call(courier, 'editorder', orderXml('1'));
    const cancelled = await call(courier, 'cancelorder', '<order orderno="1"/>');
    return [...codes(edited.children), ...codes(cancelled.children)];
  };

  it('are possible while the order is new', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.orders.advance(courier.orders.get('1'));
    expect(await tryBoth(courier)).toEqual(['0', '0']);
  });

  it('are refused with a made-up code once it is in process', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.orders.move(courier.orders.get('1'), 'ACCEPTED');
    expect(await tryBoth(courier)).toEqual(['900', '900']);
  });

  it.each([{ premiumPlan: false }, { allowsChanges: false }])('are refused under %j', async (plan) => {
    const courier = await start(plan);
    await create(courier, orderXml('1'));
    expect(await tryBoth(courier)).toEqual(['900', '900']);
  });

  it('lose against an operator who has the order open', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.orders.get('1').openOnDesktop = true;
    expect(await tryBoth(courier)).toEqual(['900', '900']);
  });
});
