import { FUNCTIONS } from '../../../sandbox/measoft/functions';
import { at, attribute, AUTH, call, codes, courierForEachTest, create, orderXml, text } from './conversation';

const stage = courierForEachTest();

const ORDERING = ['neworder', 'editorder', 'cancelorder', 'statusreq', 'setorderinfo'];
const GENERAL = [
  ...['commitlaststatus', 'calculator', 'itemlist', 'client', 'smalist', 'smadetail'],
  ...['waybill', 'addattachments'],
];
const OPEN = ['services', 'storelist', 'pvzlist', 'townlist', 'regionlist', 'streetlist'];

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
    const error = { error: '1', errormsg: 'Authorization error', errormsgru: 'Ошибка авторизации' };
    for (const auth of WRONG) {
      const answer = await call(stage.courier, name, '', auth);
      expect([answer.name, at(answer, 'error').attributes]).toEqual(['request', error]);
    }
  });

  it.each(GENERAL)('%s refuses on the root, with 25 of the general table', async (name) => {
    for (const auth of WRONG) {
      const answer = await call(stage.courier, name, '', auth);
      expect([answer.name, answer.attributes, text(answer)]).toEqual([
        name,
        { error: '25' },
        'Ошибка авторизации',
      ]);
    }
  });

  it.each([
    ...['services', 'storelist', 'pvzlist'].map(
      (name) => [name, [undefined, undefined, '25', '25']] as const,
    ),
    ...['townlist', 'regionlist', 'streetlist'].map(
      (name) => [name, [undefined, undefined, undefined, undefined]] as const,
    ),
  ])('%s asks for the courier’s code at most', async (name, expected) => {
    const answers = [];
    for (const auth of ['<auth extra="8"/>', AUTH, '', '<auth extra="9"/>'])
      answers.push(await call(stage.courier, name, '', auth));
    expect(codes(answers)).toEqual(expected);
  });

  it.each([
    ['request', 'client', 'request'],
    ['root', 'neworder', 'neworder'],
  ] as const)('may be refused in the %s everywhere', async (authErrors, name, root) => {
    stage.courier.switches.authErrors = authErrors;
    expect((await call(stage.courier, name, '', '')).name).toBe(root);
  });

  it('covers every function', () => {
    expect([...FUNCTIONS.keys()].toSorted()).toEqual([...ORDERING, ...GENERAL, ...OPEN].toSorted());
  });
});

describe('a function', () => {
  it.each(['acceptorder', 'orderlabels', 'getitem', 'NewOrder'])(
    'that does not exist, %s, is 14',
    async (name) => {
      const answer = await call(stage.courier, name);
      expect([answer.name, attribute(answer, 'error'), text(answer)]).toEqual([
        name,
        '14',
        'Неизвестная функция',
      ]);
    },
  );

  it.each([
    ['neworder', orderXml('1', '<retun>YES</retun>'), 'unknown element neworder/order/retun'],
    ['cancelorder', '<order orderNo="1"/>', 'unknown attribute cancelorder/order/@orderNo'],
    [
      'neworder',
      orderXml('1', '', '<receiver><town>Киров<region>40</region></town></receiver>'),
      'unknown element neworder/order/receiver/town/region',
    ],
    ['neworder', orderXml('1', '<return>1</return>'), 'neworder/order/return must be yes or no'],
    ['statusreq', '<datefrom>22.03.2024</datefrom>', 'statusreq/datefrom must be date'],
    [
      'neworder',
      orderXml('1', '', '<receiver><time_min>10:00:00</time_min></receiver>'),
      'neworder/order/receiver/time_min must be time',
    ],
    [
      'neworder',
      orderXml('1', '<paytype>OPTION</paytype>'),
      'neworder/order/paytype must be CASH or CARD or NO or OTHER',
    ],
    [
      'neworder',
      orderXml('1', '<deliveryprice>1,5</deliveryprice>'),
      'neworder/order/deliveryprice must be number',
    ],
    ['smalist', 'all', 'text in smalist'],
  ])('%s refuses %s: %s', async (name, content, reason) => {
    const answer = await call(stage.courier, name, content);
    expect(at(answer, 'error').attributes).toEqual({});
    expect(text(answer, 'error')).toBe(`Ошибка синтаксиса XML: ${reason}`);
    expect(stage.courier.orders.all).toEqual([]);
  });

  it('takes empty elements for absent ones', async () => {
    const empty = '<paytype/><return/><price/><weight> </weight><items/>';
    expect(codes(await create(stage.courier, orderXml('1', empty)))).toEqual(['0']);
  });
});
