import { parseXml } from '../../../src/core/xml';
import { changedOrder } from '../../../src/services/measoft/order_changes';
import type { ItemDetails, OrderDetails } from '../../../src/services/measoft/order_details';
import { parseOrder, type Order } from '../../../src/services/measoft/orders';
import { problemOf } from '../../support/problem';

function order(content: string): Order {
  return parseOrder(parseXml(`<order ordercode="7" orderno="A7">${content}</order>`));
}

const NO_CHANGES: OrderDetails = {
  receiver: { values: {}, town: undefined },
  sender: { values: {}, town: undefined },
  values: {},
  deliveryPrice: undefined,
  items: [],
  packages: [],
};

function changed(content: string, changes: Partial<OrderDetails> = {}, vatRate?: string): OrderDetails {
  return changedOrder(order(content), { ...NO_CHANGES, ...changes }, vatRate);
}

const item = (name: string, attributes: Readonly<Record<string, string>> = {}): ItemDetails => ({
  name,
  attributes: { quantity: '1', ...attributes },
});

describe('what an order holds beside its items', () => {
  it('is sent again as it was, with what changes put over it', () => {
    const { values } = changed('<weight>4.1</weight><service>1</service><paytype>CASH</paytype>', {
      values: { service: '2' },
    });
    expect(values).toEqual({ weight: '4.1', service: '2', paytype: 'CASH' });
  });

  it.each([
    ['0.00', undefined],
    ['0', undefined],
    ['237.50', '237.50'],
  ])('a declared value of %s becomes %s: one of nothing would ask for insurance', (told, sent) => {
    expect(changed(`<inshprice>${told}</inshprice>`).values.inshprice).toBe(sent);
  });

  it('gets a declared value that the form gives where there was none', () => {
    const { values } = changed('<inshprice>0.00</inshprice>', { values: { inshprice: '100' } });
    expect(values.inshprice).toBe('100');
  });

  it('cannot leave the way of paying to the receiver, which the courier service takes from nobody', async () => {
    const problem = await problemOf(() => changed('<paytype>OPTION</paytype>'));
    expect(problem).toMatchObject({ kind: 'refused', code: 'no_payment_type' });
    expect(problem.message).toContain('Fill in Payment Type. Nothing was changed. (no_payment_type)');
    expect(changed('<paytype>OPTION</paytype>', { values: { paytype: 'CARD' } }).values.paytype).toBe('CARD');
  });
});

describe('the receiver', () => {
  const AT_POINT =
    '<receiver><person>Петров</person><address>ПВЗ</address><pvz>124</pvz><town code="1" regioncode="77">Москва</town></receiver>';

  it('stays, with the town by its code', () => {
    expect(changed(AT_POINT).receiver).toMatchObject({
      values: { person: 'Петров', address: 'ПВЗ', pvz: '124' },
      town: { text: '1' },
    });
  });

  it.each<[string, OrderDetails['receiver']]>([
    ['another address', { values: { address: 'Петровка, 38' }, town: undefined }],
    ['another town', { values: {}, town: { text: '185' } }],
  ])('with %s goes to no pickup point any more', (_name, receiver) => {
    expect(changed(AT_POINT, { receiver }).receiver.values).not.toHaveProperty('pvz');
  });

  it('goes to the pickup point that comes with a new town', () => {
    const receiver = { values: { pvz: '9' }, town: { text: '185' } };
    expect(changed(AT_POINT, { receiver }).receiver).toMatchObject({
      values: { person: 'Петров', address: 'ПВЗ', pvz: '9' },
      town: { text: '185' },
    });
  });

  it.each<[string, OrderDetails['receiver']['town']]>([
    ['<town regioncode="50">Химки</town>', { text: 'Химки', regionCode: '50' }],
    ['<town>Химки</town>', { text: 'Химки', regionCode: undefined }],
    ['<town/>', undefined],
    ['', undefined],
  ])('in %s is sent with what names the town', (town, sent) => {
    expect(changed(`<receiver>${town}</receiver>`).receiver.town).toEqual(sent);
  });
});

describe('the sender', () => {
  it('is sent again whole where it has an address', () => {
    const { sender } = changed(
      '<sender><company>ООО</company><town code="2">СПб</town><address>Невский</address></sender>',
    );
    expect(sender).toMatchObject({ values: { company: 'ООО', address: 'Невский' }, town: { text: '2' } });
  });

  it('without an address is the client itself, of whom only the time of collection is sent', () => {
    const { sender } = changed(
      '<sender><company>ООО</company><town code="2">СПб</town><date>2024-03-22</date><time_min>09:00</time_min></sender>',
    );
    expect(sender).toEqual({ values: { date: '2024-03-22', time_min: '09:00' }, town: undefined });
  });
});

describe('the items of an order whose items do not change', () => {
  const CAR =
    '<item code="34533" quantity="1" retprice="37.5" returns="0" VATrate="20" barcode="1">Гоночная машина</item>';

  it('are sent with all that was told of them but the returns', () => {
    expect(changed(`<items>${CAR}</items>`).items).toEqual([
      {
        name: 'Гоночная машина',
        attributes: { code: '34533', quantity: '1', retprice: '37.5', VATrate: '20', barcode: '1' },
      },
    ]);
  });

  it('leave out delivery, and lines that an earlier change left out', () => {
    const gone = '<item code="2" quantity="0">Замок</item><item code="3" quantity="0.000">Кукла</item>';
    const delivery = '<item code="4" quantity="1" type="2" VATrate="20">Доставка</item>';
    expect(changed(`<items>${CAR}${gone}${delivery}</items>`).items.map(({ name }) => name)).toEqual([
      'Гоночная машина',
    ]);
  });

  it('keep a line whose quantity is not told, or is no number', () => {
    const lines = '<item code="1" VATrate="20">А</item><item code="2" VATrate="20" quantity="?">Б</item>';
    expect(changed(`<items>${lines}</items>`).items.map(({ name }) => name)).toEqual(['А', 'Б']);
  });

  it('may have no name', () => {
    expect(changed('<items><item code="1" VATrate="10"/></items>').items).toEqual([
      { name: '', attributes: { code: '1', VATrate: '10' } },
    ]);
  });

  it('need a rate of VAT: their own, or the one on the form', async () => {
    const lines = '<items><item code="1">А</item><item code="2" VATrate="10">Б</item></items>';
    expect(changed(lines, {}, '22').items.map(({ attributes }) => attributes.VATrate)).toEqual(['22', '10']);
    expect(await problemOf(() => changed(lines))).toMatchObject({ kind: 'refused', code: 'no_vat_rate' });
  });
});

describe('the items of a change', () => {
  const coded = (items: string, ...wanted: readonly ItemDetails[]): (string | undefined)[] =>
    changed(`<items>${items}</items>`, { items: wanted }).items.map(({ attributes }) => attributes.code);

  it.each(['extcode', 'barcode', 'article'])('get the code of the line with the same %s', (key) => {
    const lines = `<item code="1" ${key}="a">Машина</item><item code="2" ${key}="b">Машина</item>`;
    expect(coded(lines, item('Новое имя', { [key]: 'b' }), item('Машина', { [key]: 'a' }))).toEqual([
      '2',
      '1',
    ]);
  });

  it('are no line of that name with another barcode', () => {
    expect(coded('<item code="1" barcode="a">Машина</item>', item('Машина', { barcode: 'b' }))).toEqual([
      undefined,
    ]);
  });

  it('go by the name where only one of the two has a barcode', () => {
    expect(coded('<item code="1" barcode="a">Машина</item>', item('Машина'))).toEqual(['1']);
    expect(coded('<item code="1">Машина</item>', item('Машина', { barcode: 'b' }))).toEqual(['1']);
  });

  it('take each line once', () => {
    const lines = '<item code="1">Машина</item><item code="2">Машина</item>';
    expect(coded(lines, item('Машина'), item('Машина'), item('Машина'))).toEqual(['1', '2', undefined]);
  });

  it('leave the line to the one that names its code on the form', () => {
    expect(coded('<item code="1">Машина</item>', item('Машина'), item('Кукла', { code: '1' }))).toEqual([
      undefined,
      '1',
    ]);
  });

  it('are new where the line has no code, was left out before or is delivery', () => {
    expect(coded('<item>Машина</item>', item('Машина'))).toEqual([undefined]);
    expect(coded('<item code="1" quantity="0">Машина</item>', item('Машина'))).toEqual([undefined]);
    expect(coded('<item code="1" type="2">Машина</item>', item('Машина'))).toEqual([undefined]);
  });
});

describe('the price of delivery', () => {
  const line = (attributes: string): string => `<items><item type="2" ${attributes}>Доставка</item></items>`;

  it('is the one of the line that the courier service made of it', () => {
    expect(changed(line('retprice="150.00" VATrate="20"')).deliveryPrice).toEqual({
      amount: '150.00',
      vatRate: '20',
    });
    expect(changed(line('retprice="150.00"'), {}, '22').deliveryPrice).toEqual({
      amount: '150.00',
      vatRate: '22',
    });
  });

  it('is the one of the change, which may be the first', () => {
    const deliveryPrice = { amount: '200', vatRate: '10' };
    expect(changed(line('retprice="150"'), { deliveryPrice }).deliveryPrice).toBe(deliveryPrice);
    expect(changed('', { deliveryPrice }).deliveryPrice).toBe(deliveryPrice);
  });

  it('is none where no line or no amount is told', () => {
    expect(changed('').deliveryPrice).toBeUndefined();
    expect(changed(line('')).deliveryPrice).toBeUndefined();
  });

  it('needs a rate of VAT', async () => {
    expect((await problemOf(() => changed(line('retprice="150"')))).code).toBe('no_vat_rate');
  });
});

describe('the packages', () => {
  const TWO =
    '<packages><package code="1" strbarcode="A" mass="1" message=""/><package code="2" mass="3.1"/></packages>';

  it('are sent again without the codes that the courier service gave them', () => {
    expect(changed(TWO).packages).toEqual([{ strbarcode: 'A', mass: '1' }, { mass: '3.1' }]);
  });

  it('are those of the change where it has any', () => {
    expect(changed(TWO, { packages: [{ mass: '2' }] }).packages).toEqual([{ mass: '2' }]);
    expect(changed('').packages).toEqual([]);
  });
});
