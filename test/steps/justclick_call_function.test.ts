import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_call_function';
const shop = connectedShop();

it('signs and sends the parameters, the members of a list side by side, and gives out what the shop tells', async () => {
  const parameters = { 'rid[1]': 'two', lead_email: 'new@shop.example', 'rid[0]': 'super', lead_name: '' };
  const result = await shop.create(KEY, { function_name: ' AddLeadToGroup ', parameters });
  expect(shop.sent()).toEqual([
    'AddLeadToGroup rid%5B0%5D=super&rid%5B1%5D=two&lead_email=new%40shop.example',
  ]);
  expect(result).toEqual({ id: 'AddLeadToGroup', result: undefined, result_json: null });
  expect([...(shop.state.contact('new@shop.example')?.subscriptions.keys() ?? [])]).toEqual(['super', 'two']);
});

it('gives a result as fields and as JSON', async () => {
  const result = await shop.create(KEY, {
    function_name: 'getOrderDetails',
    parameters: { bill_id: '100000' },
  });
  expect(shop.sent()).toEqual(['getOrderDetails bill_id=100000']);
  expect(result).toMatchObject({ id: 'getOrderDetails', result: { email: 'user4@email.com' } });
  expect(JSON.parse(String(result.result_json))).toEqual(result.result);
});

it('needs no parameters', async () => {
  await shop.create(KEY, { function_name: 'GetAllGoods' });
  expect(shop.sent()).toEqual(['GetAllGoods ']);
});

it.each([
  ['UpdateOrderStatus', { bill_id: '1', status: 'return' }, '200', 'Expertam error 200: nonexistent order'],
  ['GetLeadGroupStatuses', { email: 'nobody@shop.example' }, '500', 'subscriber not found'],
  ['GetPartnerStatz', { partner: 'x' }, 'unknown_function', 'has no function "GetPartnerStatz"'],
])('tells why the shop refuses %s', async (function_name, parameters, code, words) => {
  const error = await errorOf(shop.create(KEY, { function_name, parameters }));
  expect(error).toMatchObject({ name: 'AppError', code });
  expect(error.message).toContain(words);
});

it('does not believe a success that is not signed, and says that the change may have been carried out', async () => {
  shop.double.faults.add({ kind: 'wrong hash' });
  const change = { function_name: 'DeleteOrder', parameters: { bill_id: '100000' } };
  expect(await errorOf(shop.create(KEY, change))).toMatchObject({
    code: 'wrong_answer_hash',
    message: expect.stringContaining(
      'DeleteOrder may have been carried out: look at it in the shop before you run this step again.',
    ) as unknown,
  });
});

it.each([
  ['createOrder', { bill_email: 'a@b.ru' }, 'Use the step Create Shop Order instead of CreateOrder'],
  [
    'UpdateGood',
    { good_name: 'super_tovar' },
    'UpdateGood needs good_sum, or the shop sets the price to zero.',
  ],
  ['../GetAllGoods', {}, 'must be the name of a function of API 1.0'],
  ['GetBills', { hash: '1' }, 'leave hash out, the step signs the call itself.'],
  ['GetBills', { 'e mail': '1', 'a.b': '2' }, '"e mail" must be a name like lead_email or rid[0].'],
  ['AddLeadToGroup', { rid: '1', 'rid[0]': '2' }, '"rid" has a value and lines with brackets.'],
])('sends nothing for %s with %j', async (function_name, parameters, words) => {
  const error = await errorOf(shop.create(KEY, { function_name, parameters }));
  expect(error).toMatchObject({ code: 'invalid_input' });
  expect(error.message).toContain(words);
  expect(shop.sent()).toEqual([]);
});

it('warns on its form', async () => {
  const [warning, name, parameters] = await shop.form('creates', KEY);
  expect(warning?.helpText).toMatch(/^⚠ For functions that no other step has\./);
  expect([name?.required, parameters?.dict]).toEqual([true, true]);
});
