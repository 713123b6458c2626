import { attribute, AUTH, at, call, courierForEachTest, create, orderXml, text } from './conversation';
import { FUNCTIONS } from '../../../sandbox/measoft/functions';

const { start } = courierForEachTest();

const ORDERING = ['neworder', 'editorder', 'cancelorder', 'statusreq', 'setorderinfo'];
const GENERAL = [
  'commitlaststatus',
  'calculator',
  'itemlist',
  'client',
  'smalist',
  'smadetail',
  'waybill',
  'addattachments',
];

const WRONG = [
  '',
  '<auth/>',
  '<auth extra="8" login="test" pass="wrong"/>',
  '<auth extra="8" login="wrong" pass="testm"/>',
  '<auth extra="9" login="test" pass="testm"/>',
  '<auth extra="8"/>',
];

describe('authorization', () => {
  it.each(ORDERING)('%s refuses in the envelope, with 1 of the table for orders', async (name) => {
    const courier = await start();
    for (const auth of WRONG) {
      const answer = await call(courier, name, '', { auth });
      expect(answer.name).toBe('request');
      expect(at(answer, 'error').attributes).toEqual({
        error: '1',
        errormsg: 'Authorization error',
        errormsgru: 'Ошибка авторизации',
      });
    }
  });

  it.each(GENERAL)('%s refuses on the root, with 25 of the general table', async (name) => {
    const courier = await start();
    for (const auth of WRONG) {
      const answer = await call(courier, name, '', { auth });
      expect([answer.name, attribute(answer, 'error'), text(answer)]).toEqual([
        name,
        '25',
        'Ошибка авторизации',
      ]);
    }
  });

  it.each(['services', 'storelist', 'pvzlist'])('%s asks for the courier’s code only', async (name) => {
    const courier = await start();
    for (const auth of ['<auth extra="8"/>', AUTH]) {
      expect((await call(courier, name, '', { auth })).attribute('error')).toBeUndefined();
    }
    expect(attribute(await call(courier, name, '', { auth: '' }), 'error')).toBe('25');
    expect(attribute(await call(courier, name, '', { auth: '<auth extra="9"/>' }), 'error')).toBe('25');
  });

  it('townlist asks for nothing', async () => {
    const courier = await start();
    for (const auth of ['', AUTH]) {
      expect((await call(courier, 'townlist', '', { auth })).attribute('error')).toBeUndefined();
    }
  });

  it.each([
    ['request', 'client', 'request'],
    ['root', 'neworder', 'neworder'],
  ] as const)('may be refused in the %s everywhere', async (authErrors, name, root) => {
    const courier = await start({ authErrors });
    expect((await call(courier, name, '', { auth: '' })).name).toBe(root);
  });

  it('covers every function', () => {
    const open = ['services', 'storelist', 'pvzlist', 'townlist'];
    expect([...FUNCTIONS.keys()].toSorted()).toEqual([...ORDERING, ...GENERAL, ...open].toSorted());
  });
});

describe('a function', () => {
  it.each(['acceptorder', 'orderlabels', 'getitem', 'NewOrder'])(
    'that does not exist, %s, is 14',
    async (name) => {
      const courier = await start();
      const answer = await call(courier, name);
      expect([answer.name, attribute(answer, 'error'), text(answer)]).toEqual([
        name,
        '14',
        'Неизвестная функция',
      ]);
    },
  );

  it.each([
    [
      'a misspelt element',
      'neworder',
      orderXml('1', '<retun>YES</retun>'),
      'unknown element neworder/order/retun',
    ],
    [
      'a misspelt attribute',
      'cancelorder',
      '<order orderNo="1"/>',
      'unknown attribute cancelorder/order/@orderNo',
    ],
    [
      'the region as an element',
      'neworder',
      orderXml('1', '', '<receiver><town>Киров<regioncode>40</regioncode></town></receiver>'),
      'unknown element neworder/order/receiver/town/regioncode',
    ],
    [
      'a flag that is a number',
      'neworder',
      orderXml('1', '<return>1</return>'),
      'neworder/order/return must be yes or no',
    ],
    [
      'a date in the Russian form',
      'statusreq',
      '<datefrom>22.03.2024</datefrom>',
      'statusreq/datefrom must be date',
    ],
    [
      'a time with seconds',
      'neworder',
      orderXml('1', '', '<receiver><time_min>10:00:00</time_min></receiver>'),
      'neworder/order/receiver/time_min must be time',
    ],
    [
      'a pay type that is only returned',
      'neworder',
      orderXml('1', '<paytype>OPTION</paytype>'),
      'neworder/order/paytype must be CASH or CARD or NO or OTHER',
    ],
    [
      'a comma in a number',
      'neworder',
      orderXml('1', '<deliveryprice>1,5</deliveryprice>'),
      'neworder/order/deliveryprice must be number',
    ],
    ['text between elements', 'smalist', 'all', 'text in smalist'],
  ])('refuses %s', async (_, name, content, reason) => {
    const courier = await start();
    const answer = await call(courier, name, content);
    expect(at(answer, 'error').attributes).toEqual({});
    expect(text(answer, 'error')).toBe(`Ошибка синтаксиса XML: ${reason}`);
    expect(courier.orders.all).toEqual([]);
  });

  it('may be lenient about both', async () => {
    const courier = await start({ refuseUnknownMarkup: false, refuseMalformedValues: false });
    const [answer] = await create(courier, orderXml('1', '<retun>YES</retun><return>1</return>'));
    expect(answer && attribute(answer, 'error')).toBe('0');
  });

  it('takes empty elements for absent ones', async () => {
    const courier = await start();
    const [answer] = await create(
      courier,
      orderXml('1', '<paytype/><return/><price/><weight> </weight><items/>'),
    );
    expect(answer && attribute(answer, 'error')).toBe('0');
  });
});
