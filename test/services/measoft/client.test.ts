import { NetworkFailure } from '../../../src/core/http';
import { CourierClient } from '../../../src/services/measoft/client';
import type { StatusReport } from '../../../src/services/measoft/status_report';
import type { CourierConnection } from '../../../src/services/measoft/connection';
import type { OrderDetails } from '../../../src/services/measoft/order_details';
import { problemOf } from '../../support/problem';
import { network } from '../../support/shop';
import { MemoryStore } from '../../support/till';

const CONNECTION: CourierConnection = {
  platform: 'measoft',
  courierCode: '8',
  login: 'test',
  password: 'testm',
  // Behind TLS, a stub that opens no connection would count as one that was never reached.
  apiUrl: 'http://127.0.0.1:1/api/',
};

interface Courier {
  readonly client: CourierClient;
  /** What was asked for, without the login. */
  readonly sent: () => (string | undefined)[];
}

/** A courier service that answers as it is told. */
function courier(...answers: readonly (string | Error)[]): Courier {
  const { http, bodies } = network(...answers);
  return {
    client: new CourierClient(CONNECTION, http, new MemoryStore()),
    sent: () => bodies().map((body) => body?.replace(/^<\?xml[^>]*>/, '').replace(/<auth [^>]*>/, '')),
  };
}

const REF = { orderCode: '7', orderNo: undefined };
const BY_NUMBER = { orderCode: undefined, orderNo: 'A7' };
const NO_ORDERS = '<statusreq count="0"/>';
const LOST = new NetworkFailure('timeout', true, 'timeout');

const orders = (...codes: readonly string[]): string =>
  `<statusreq>${codes.map((code) => `<order ordercode="${code}" orderno="A7"><status>NEW</status></order>`).join('')}</statusreq>`;

describe('a login', () => {
  it('is right where the courier service knows the client', async () => {
    const { client, sent } = courier('<client><code>1082</code></client>');
    await expect(client.checkLogin()).resolves.toBeUndefined();
    expect(sent()).toEqual(['<client></client>']);
  });

  it('is no login of MeaSoft where something else answers', async () => {
    const { client } = courier('<rss/>');
    expect(await problemOf(() => client.checkLogin())).toMatchObject({
      kind: 'connection',
      code: 'no_client_code',
    });
  });

  it('is tried with an order that cannot be there, where a carrier does not know the function', async () => {
    const { client, sent } = courier('<client error="14">Неизвестная функция</client>', NO_ORDERS);
    await client.checkLogin();
    expect(sent()[1]).toMatch(
      /^<statusreq><client>CLIENT<\/client><orderno>no such order [0-9a-f-]{36}<\/orderno><\/statusreq>$/,
    );
  });

  it('is wrong where the courier service says so', async () => {
    const { client } = courier('<client error="25">Ошибка авторизации</client>');
    expect(await problemOf(() => client.checkLogin())).toMatchObject({ kind: 'connection', code: '25' });
  });

  it('is not known where nothing answers', async () => {
    const { client } = courier(LOST);
    expect(await problemOf(() => client.checkLogin())).toMatchObject({ kind: 'failed', code: 'timeout' });
  });
});

describe('the lists of the courier company', () => {
  it('have a code and a name, which is the code where none is told', async () => {
    const { client } = courier(
      '<services><service><code>1</code><name>Стандарт</name></service><service><code>2</code><name/></service><service><name>?</name></service></services>',
      '<storelist><store><code>1</code><name>Склад Москва</name></store></storelist>',
      '<storelist/>',
    );
    expect(await client.services()).toEqual([
      { code: '1', name: 'Стандарт' },
      { code: '2', name: '2' },
    ]);
    expect(await client.stores()).toEqual([{ code: '1', name: 'Склад Москва' }]);
    expect(await client.stores()).toEqual([]);
  });

  it('tell goods and prices', async () => {
    const { client, sent } = courier(
      '<itemlist count="1"><item><code>44123</code></item></itemlist>',
      '<calculator count="1"><calc><service>1</service><price>450</price></calc></calculator>',
    );
    expect(await client.goods({ code: { article: '1' } }, 5)).toMatchObject([{ code: '44123' }]);
    const prices = await client.prices({
      from: { text: '1' },
      to: { text: '2' },
      zipcode: undefined,
      address: undefined,
      pvz: undefined,
      weight: '1',
      size: undefined,
      service: undefined,
      paytype: undefined,
      price: undefined,
      inshprice: undefined,
    });
    expect(prices).toMatchObject([{ service: '1', price: 450 }]);
    expect(sent()).toEqual([
      '<itemlist><codesearch><article>1</article></codesearch><limit><limitfrom>0</limitfrom><limitcount>5</limitcount></limit></itemlist>',
      '<calculator><order><pricetype>CUSTOMER</pricetype><sender><town>1</town></sender><receiver><town>2</town></receiver><weight>1</weight></order></calculator>',
    ]);
  });
});

const town = (code: string, name: string, short = ''): string =>
  `<townlist><town><code>${code}</code><name>${name}</name><shortname>${short}</shortname></town></townlist>`;

describe('towns by their name', () => {
  it('are looked for by its beginning', async () => {
    const { client, sent } = courier(town('185', 'Химки г'));
    expect(await client.townsNamed('Хим', { region: '50', country: undefined }, 3)).toMatchObject([
      { code: '185' },
    ]);
    expect(sent()).toEqual([
      '<townlist><conditions><city>50</city><namestarts>Хим</namestarts></conditions><limit><limitfrom>0</limitfrom><limitcount>3</limitcount></limit></townlist>',
    ]);
  });

  it('are villages where there are none', async () => {
    const { client, sent } = courier('<townlist count="0"/>', town('9', 'Горки д'));
    const found = await client.townsNamed('Горки д', { region: undefined, country: 'RU' }, 3);
    expect(found).toMatchObject([{ name: 'Горки д' }]);
    expect(sent()[1]).toContain('<country>RU</country><fullname>Горки д</fullname>');
  });
});

describe('pickup points', () => {
  const POINTS =
    '<pvzlist><pvz><code>1</code><town code="1">Москва</town></pvz><pvz><code>2</code><town code="5">Москва</town></pvz>' +
    '<pvz><code>3</code><town>Москва</town></pvz></pvzlist>';

  it('are asked for by the name of the town', async () => {
    const { client, sent } = courier(POINTS);
    const points = await client.pickupPoints({ town: 'Москва' }, 10);
    expect(points.map(({ code }) => code)).toEqual(['1', '2', '3']);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toContain('<town>Москва</town>');
  });

  it('are asked for everywhere where no town is given', async () => {
    const { client, sent } = courier(POINTS);
    expect(await client.pickupPoints({}, 10)).toHaveLength(3);
    expect(sent()[0]).toBe(
      '<pvzlist><limit><limitfrom>0</limitfrom><limitcount>10</limitcount></limit></pvzlist>',
    );
  });

  it.each([
    [town('1', 'Москва г', 'Москва'), 'Москва'],
    [town('1', 'Москва г'), 'Москва г'],
  ])(
    'of a town that is given by its code are those that are not in another of that name',
    async (known, name) => {
      const { client, sent } = courier(known, POINTS);
      const points = await client.pickupPoints({ town: '1' }, 10);
      expect(points.map(({ code }) => code)).toEqual(['1', '3']);
      expect(sent()[1]).toContain(`<town>${name}</town>`);
    },
  );

  it('are none in a town that is not known', async () => {
    const { client, sent } = courier('<townlist count="0"/>');
    expect(await client.pickupPoints({ town: '999' }, 10)).toEqual([]);
    expect(sent()).toHaveLength(1);
  });
});

describe('orders', () => {
  it('are asked for by all that is known of them', async () => {
    const { client, sent } = courier(orders('7'), NO_ORDERS);
    await client.orders({
      side: 'AGENT',
      dateFrom: '2024-03-01',
      dateTo: '2024-03-31',
      target: 'Петровка',
      quickStatus: false,
    });
    expect(await client.orders({ side: 'CLIENT', quickStatus: true })).toEqual([]);
    expect(sent()).toEqual([
      '<statusreq><client>AGENT</client><datefrom>2024-03-01</datefrom><dateto>2024-03-31</dateto><target>Петровка</target>' +
        '<quickstatus>NO</quickstatus></statusreq>',
      '<statusreq><client>CLIENT</client></statusreq>',
    ]);
  });

  it('of a number used in several years are the newest one', async () => {
    const { client } = courier(orders('7', '12', '9'));
    expect((await client.order(BY_NUMBER))?.orderCode).toBe('12');
  });

  it('are asked for by the code alone where it is known', async () => {
    const { client, sent } = courier(orders('7'));
    await client.order({ orderCode: '7', orderNo: 'A7' }, 'AGENT');
    expect(sent()).toEqual(['<statusreq><client>AGENT</client><ordercode>7</ordercode></statusreq>']);
  });

  it('that changed come from a stream, which moves on with the next reading', async () => {
    const { client, sent } = courier(orders('7'), '<commitlaststatus/>', orders('8'));
    const query = { side: 'CLIENT', streamId: '100', quickStatus: true, mayCommit: true } as const;
    expect((await client.changes(query)).map(({ orderCode }) => orderCode)).toEqual(['7']);
    const second = await client.changes({ ...query, quickStatus: false });
    expect(second.map(({ orderCode }) => orderCode)).toEqual(['8', '7']);
    const reader = '<client>CLIENT</client><streamid>100</streamid>';
    expect(sent()).toEqual([
      `<statusreq>${reader}<changes>ONLY_LAST</changes><quickstatus>YES</quickstatus></statusreq>`,
      `<commitlaststatus>${reader}</commitlaststatus>`,
      `<statusreq>${reader}<changes>ONLY_LAST</changes><quickstatus>NO</quickstatus></statusreq>`,
    ]);
  });
});

describe('a new order', () => {
  it('is created and read again', async () => {
    const { client, sent } = courier(
      '<neworder><createorder orderno="A7" error="0" orderprice="500"/></neworder>',
      orders('7'),
    );
    const order = { ...CHANGES, orderNo: 'A7', barcode: undefined };
    expect(await client.createOrder(order, 'error')).toMatchObject({
      order: { orderCode: '7' },
      orderPrice: '500',
      detailsKnown: true,
    });
    expect(sent()[1]).toBe('<statusreq><client>CLIENT</client><orderno>A7</orderno></statusreq>');
  });
});

const CHANGES: OrderDetails = {
  receiver: { values: { phone: '+79160000002' }, town: undefined },
  sender: { values: {}, town: undefined },
  values: { weight: '2' },
  deliveryPrice: undefined,
  items: [],
  packages: [],
};

describe('a change of an order', () => {
  const ACCEPTED = '<editorder><createorder orderno="A7" error="0"/></editorder>';
  const AFTERWARDS =
    '<statusreq><order ordercode="7" orderno="A7"><weight>2.000</weight></order></statusreq>';

  it('sends the order whole and reads it again', async () => {
    const { client, sent } = courier(orders('7'), ACCEPTED, AFTERWARDS);
    expect((await client.updateOrder(REF, CHANGES, undefined)).values).toEqual({ weight: '2.000' });
    expect(sent()[1]).toBe(
      '<editorder><order orderno="A7" ordercode="7"><receiver><phone>+79160000002</phone></receiver><weight>2</weight></order></editorder>',
    );
  });

  it.each<[string, string | Error]>([
    ['not found', NO_ORDERS],
    ['not told', LOST],
  ])('is done where the order is afterwards %s, and tells what was sent', async (_name, answer) => {
    const { client } = courier(orders('7'), ACCEPTED, answer);
    expect(await client.updateOrder(REF, CHANGES, undefined)).toMatchObject({
      orderCode: '7',
      orderNo: 'A7',
      status: { code: 'NEW' },
      receiver: { values: { phone: '+79160000002' } },
      values: { weight: '2' },
    });
  });

  it('is accepted where the answer tells no order', async () => {
    const { client } = courier(orders('7'), '<editorder/>', AFTERWARDS);
    expect((await client.updateOrder(REF, CHANGES, undefined)).orderCode).toBe('7');
  });

  it.each([
    [REF, '7'],
    [BY_NUMBER, 'A7'],
    [{ orderCode: undefined, orderNo: undefined }, ''],
  ])('of %j needs the order to be there', async (ref, name) => {
    const { client, sent } = courier(NO_ORDERS);
    const problem = await problemOf(() => client.updateOrder(ref, CHANGES, undefined));
    expect(problem).toMatchObject({ kind: 'refused', code: 'unknown_order' });
    expect(problem.message).toContain(`has no order ${name}.`);
    expect(sent()).toHaveLength(1);
  });

  it('may be refused for the order alone, with a hint where the code stands in no table', async () => {
    const { client } = courier(
      orders('7'),
      '<editorder><createorder orderno="A7" error="77" errormsg="in process"/></editorder>',
    );
    const problem = await problemOf(() => client.updateOrder(REF, CHANGES, undefined));
    expect(problem).toMatchObject({ kind: 'refused', code: '77' });
    expect(problem.message).toContain('Orders can be changed and cancelled only before');
    expect(problem.message).toContain('in process');
  });

  it('may be made again after a lost answer', async () => {
    const { client } = courier(orders('7'), LOST);
    const problem = await problemOf(() => client.updateOrder(REF, CHANGES, undefined));
    expect(problem).toMatchObject({ kind: 'failed', code: 'timeout' });
    expect(problem.message).toContain('it is safe to run this step again');
  });
});

describe('the cancelling of an order', () => {
  const REFUSED =
    '<cancelorder><order ordercode="7" error="52" errormsg="The order is not found"/></cancelorder>';
  const CANCELED =
    '<statusreq><order ordercode="7" orderno="A7"><status>CANCELED</status></order></statusreq>';

  it('tells the order as the courier service names it', async () => {
    const { client, sent } = courier(
      '<cancelorder><order orderno="A7" ordercode="7" error="0"/></cancelorder>',
    );
    expect(await client.cancelOrder(BY_NUMBER)).toEqual({ orderCode: '7', orderNo: 'A7' });
    expect(sent()).toEqual(['<cancelorder><order orderno="A7"/></cancelorder>']);
  });

  it('tells it as it was named where the answer does not', async () => {
    const { client, sent } = courier('<cancelorder/>');
    expect(await client.cancelOrder(REF)).toEqual(REF);
    expect(sent()).toEqual(['<cancelorder><order ordercode="7"/></cancelorder>']);
  });

  it.each<[string, string | Error]>([
    ['a refusal', REFUSED],
    ['a lost answer', LOST],
  ])('is done in spite of %s where the order turns out to be cancelled', async (_name, answer) => {
    const { client } = courier(answer, CANCELED);
    expect(await client.cancelOrder(REF)).toMatchObject({ orderCode: '7', orderNo: 'A7' });
  });

  it.each<[string, string | Error]>([
    ['has another status', orders('7')],
    ['is not there', NO_ORDERS],
    ['cannot be read', LOST],
  ])('is refused where the order %s', async (_name, answer) => {
    const { client } = courier(REFUSED, answer);
    expect(await problemOf(() => client.cancelOrder(REF))).toMatchObject({ kind: 'refused', code: '52' });
  });

  it('asks for nothing more where the login is wrong', async () => {
    const { client, sent } = courier('<request><error error="1" errormsg="Authorization error"/></request>');
    expect((await problemOf(() => client.cancelOrder(REF))).kind).toBe('connection');
    expect(sent()).toHaveLength(1);
  });

  it('leaves a fault of the program as it is', async () => {
    const { client } = courier(new RangeError('a fault'));
    await expect(client.cancelOrder(REF)).rejects.toThrow(RangeError);
  });
});

describe('the documents of an order', () => {
  it('are printed for several orders at once, each named by its code where it is known', async () => {
    const { client, sent } = courier('%PDF-1.4', '<waybill><content>JVBERi0xLjQK</content></waybill>');
    expect((await client.label([REF, BY_NUMBER], '3')).toString()).toBe('%PDF-1.4');
    expect((await client.label([REF], undefined)).toString()).toBe('%PDF-1.4\n');
    expect(sent()).toEqual([
      '<waybill><orders><order ordercode="7"/><order orderno="A7"/></orders><form>3</form></waybill>',
      '<waybill><orders><order ordercode="7"/></orders></waybill>',
    ]);
  });

  it('are attached as base64', async () => {
    const { client, sent } = courier('<addattachments/>');
    await client.addAttachment(BY_NUMBER, 'фото.jpg', Buffer.from('JPEG'));
    expect(sent()).toEqual([
      '<addattachments><orderno>A7</orderno><attachments><item name="фото.jpg">SlBFRw==</item></attachments></addattachments>',
    ]);
  });

  it('may be attached already after a lost answer', async () => {
    const { client } = courier(LOST);
    const problem = await problemOf(() => client.addAttachment(REF, 'a', Buffer.from('')));
    expect(problem.message).toContain('The file may be attached already');
  });
});

describe("a subcontractor's report", () => {
  const REPORT: StatusReport = {
    orderCode: '7',
    status: 'PICKUPREADY',
    eventTime: undefined,
    message: undefined,
    paytype: undefined,
    image: undefined,
  };

  it('says what it is given', async () => {
    const { client, sent } = courier('<setorderinfo/>', '<setorderinfo><order error="0"/></setorderinfo>');
    await client.setStatus(REPORT);
    await client.setStatus({
      ...REPORT,
      eventTime: '2024-03-24 10:20:00',
      message: 'ready',
      paytype: 'CASH',
      image: { fileName: 'a.jpg', content: Buffer.from('JPEG') },
    });
    expect(sent()).toEqual([
      '<setorderinfo><order ordercode="7"><status>PICKUPREADY</status></order></setorderinfo>',
      '<setorderinfo><order ordercode="7"><status>PICKUPREADY</status><eventtime>2024-03-24 10:20:00</eventtime><message>ready</message>' +
        '<paytype>CASH</paytype><image filename="a.jpg">SlBFRw==</image></order></setorderinfo>',
    ]);
  });

  it('may be refused for the order alone', async () => {
    const { client } = courier('<setorderinfo><order ordercode="7" error="52" errormsg="?"/></setorderinfo>');
    expect(await problemOf(() => client.setStatus(REPORT))).toMatchObject({ kind: 'refused', code: '52' });
  });

  it('is told at once by the run after a refusal, which leaves nothing to look for', async () => {
    const refused = '<setorderinfo><order ordercode="7" error="52" errormsg="?"/></setorderinfo>';
    const { client, sent } = courier(refused, '<setorderinfo><order error="0"/></setorderinfo>');
    await problemOf(() => client.setStatus(REPORT));
    await client.setStatus(REPORT);
    expect(sent().map((body = '') => /<(\w+)/.exec(body)?.[1])).toEqual(['setorderinfo', 'setorderinfo']);
  });
});

describe('settlements', () => {
  it('are listed by their dates, and told line by line', async () => {
    const { client, sent } = courier(
      '<smalist><sma><code>6278</code></sma></smalist>',
      '<smadetail count="1"><specialsma><code>42494</code></specialsma></smadetail>',
    );
    expect(await client.settlements('2021-02-10', '2021-03-10')).toMatchObject([{ code: '6278' }]);
    expect(await client.settlementLines('6278')).toMatchObject([{ code: '42494' }]);
    expect(sent()).toEqual([
      '<smalist><datefrom>2021-02-10</datefrom><dateto>2021-03-10</dateto></smalist>',
      '<smadetail><code>6278</code></smadetail>',
    ]);
  });
});
