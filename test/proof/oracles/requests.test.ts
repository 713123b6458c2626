import { isLie, receptionOf } from '../../../proof/torture/requests';
import type { Exchange } from '../../../proof/torture/upstream';

const exchange = (
  place: Exchange['place'],
  answer: string,
  { path = '/', body = '', status = 200 } = {},
): Exchange => ({
  place,
  method: 'POST',
  path,
  headers: {},
  body: Buffer.from(body),
  mood: { kind: 'as it is' },
  answer: { status, headers: {}, body: Buffer.from(answer) },
  told: { status, headers: {}, body: Buffer.from(answer) },
});

const shop = (name: string, code: number, body = ''): Exchange =>
  exchange('shop', JSON.stringify({ error_code: code, error_text: '' }), { path: `/u/api/${name}`, body });
const till = (attributes: string): Exchange => exchange('till', `<RK7QueryResult ${attributes}/>`);
const courier = (name: string, answer: string): Exchange =>
  exchange('courier', answer, { body: `<?xml version="1.0"?><${name}/>` });

describe('what a double says tells', () => {
  it.each([
    ['a write', shop('UpdateGood', 0), { kind: 'accepted', command: 'UpdateGood', isWrite: true }],
    ['a read', shop('getOrderDetails', 0), { kind: 'accepted', command: 'getOrderDetails', isWrite: false }],
    ['an unknown order', shop('DeleteOrder', 302), { kind: 'refused', command: 'DeleteOrder', code: '302' }],
    ['malformed data', shop('UpdateOrderStatus', 3), { kind: 'wrong' }],
    ['no such category', shop('UpdateGood', 3, 'parent_id=0'), { kind: 'refused' }],
    ['a wrong signature', shop('GetAllGoods', 4), { kind: 'unauthorized' }],
    [
      'a write',
      till('Status="Ok" CMD="SaveOrder"'),
      { kind: 'accepted', command: 'SaveOrder', isWrite: true },
    ],
    [
      'a closed order',
      till('Status="Query Executing Error" RK7ErrorN="2128"'),
      { kind: 'refused', code: '2128' },
    ],
    ['a misspelt attribute', till('Status="Bad Query Parameters"'), { kind: 'wrong' }],
    ['a wrong login', exchange('till', '', { status: 401 }), { kind: 'unauthorized' }],
    [
      'a write',
      courier('neworder', '<neworder><createorder error="0"/></neworder>'),
      { kind: 'accepted', isWrite: true },
    ],
    [
      'a taken number',
      courier('neworder', '<neworder><createorder error="17"/></neworder>'),
      { kind: 'refused', code: '17' },
    ],
    [
      'a misspelt element',
      courier('neworder', '<request><error>Ошибка синтаксиса XML</error></request>'),
      { kind: 'wrong' },
    ],
    ['an unknown function', courier('neworders', '<neworders error="14">x</neworders>'), { kind: 'wrong' }],
    [
      'a wrong login',
      courier('client', '<client error="25">Ошибка авторизации</client>'),
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

describe('a service lies', () => {
  const done = shop('UpdateGood', 0);

  it('that did it, or was not even asked, and refuses in its own words', () => {
    const { told } = shop('UpdateGood', 8);
    expect(isLie({ ...done, told })).toBe(true);
    expect(isLie({ ...done, answer: undefined, told })).toBe(true);
  });

  it.each([
    ['tells what it did', done],
    ['refuses and did nothing', shop('UpdateGood', 8)],
    ['says nothing that can be read', { ...done, told: exchange('shop', '{"error_code"').told }],
    ['says nothing', { ...done, told: undefined }],
  ])('not if it %s', (_what, said) => {
    expect(isLie(said)).toBe(false);
  });
});
