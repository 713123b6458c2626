import { isLie, receptionOf } from '../../../proof/torture/requests';
import type { Exchange } from '../../../proof/torture/evidence';

const exchange = (
  place: Exchange['place'],
  answer: string,
  { path = '/', body = '', status = 200 } = {},
): Exchange => {
  const told = { status, headers: {}, body: Buffer.from(answer) };
  const mood = { kind: 'as it is' } as const;
  return { place, method: 'POST', path, headers: {}, body: Buffer.from(body), mood, answer: told, told };
};

const shop = (name: string, code: number, body = ''): Exchange =>
  exchange('shop', `{"error_code":${code},"error_text":""}`, { path: `/u/api/${name}`, body });
const till = (attributes: string): Exchange => exchange('till', `<RK7QueryResult ${attributes}/>`);
const courier = (name: string, answer: string): Exchange =>
  exchange('courier', answer, { body: `<${name}/>` });

const write = (command: string) => ({ kind: 'accepted', command, isWrite: true });

describe('what a double says tells', () => {
  it.each([
    ['a write to a shop', shop('UpdateGood', 0), write('UpdateGood')],
    ['a question to a shop', shop('getOrderDetails', 0), { kind: 'accepted', isWrite: false }],
    ['an unknown order', shop('DeleteOrder', 302), { kind: 'refused', code: '302' }],
    ['malformed data', shop('UpdateOrderStatus', 3), { kind: 'wrong' }],
    ['no such category', shop('UpdateGood', 3, 'parent_id=0'), { kind: 'refused' }],
    ['a wrong signature', shop('GetAllGoods', 4), { kind: 'unauthorized' }],
    ['a write to a till', till('Status="Ok" CMD="SaveOrder"'), write('SaveOrder')],
    ['a closed order', till('Status="Query Executing Error" RK7ErrorN="2128"'), { code: '2128' }],
    ['a misspelt attribute', till('Status="Bad Query Parameters"'), { kind: 'wrong' }],
    ['a wrong login at a till', exchange('till', '', { status: 401 }), { kind: 'unauthorized' }],
    [
      'a write to a courier',
      courier('neworder', '<neworder><createorder error="0"/></neworder>'),
      write('neworder'),
    ],
    ['a taken number', courier('neworder', '<neworder><createorder error="17"/></neworder>'), { code: '17' }],
    [
      'a misspelt element',
      courier('neworder', '<request><error>Ошибка XML</error></request>'),
      { kind: 'wrong' },
    ],
    ['an unknown function', courier('x', '<x error="14">x</x>'), { kind: 'wrong' }],
    [
      'a wrong login at a courier',
      courier('x', '<x error="25">Ошибка авторизации</x>'),
      { kind: 'unauthorized' },
    ],
    ['a licence', exchange('licences', '{"id":"1"}'), { kind: 'accepted', isWrite: false }],
    ['a wrong anchor', exchange('licences', '{"ErrorCode":1}'), { kind: 'wrong' }],
    ['that nobody may be sent there', exchange('elsewhere', ''), { kind: 'wrong' }],
  ])('%s', (_what, received, reception) => {
    expect(receptionOf(received)).toMatchObject(reception);
  });

  it('nothing, where it was not asked', () => {
    expect(receptionOf({ ...shop('UpdateGood', 0), answer: undefined })).toBeUndefined();
  });
});

it('a service lies that did it, or was not even asked, and refuses in its own words', () => {
  const done = shop('UpdateGood', 0);
  const refusal = shop('UpdateGood', 8);
  expect(isLie({ ...done, told: refusal.told })).toBe(true);
  expect(isLie({ ...done, answer: undefined, told: refusal.told })).toBe(true);
  const honest = [
    done,
    refusal,
    { ...done, told: undefined },
    { ...done, told: exchange('shop', '{"err').told },
  ];
  expect(honest.filter(isLie)).toEqual([]);
});
