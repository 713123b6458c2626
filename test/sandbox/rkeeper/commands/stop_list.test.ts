import { ask, refusal, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
const badParameters = (text: string) => ({ ...refusal(text), status: 'Bad Query Parameters' });
const set = (rest: string, reason = '<Reason id="1000303"/>') =>
  `<RK7CMD CMD="SetDishRests"><Author id="1"/>${reason}<DishRest ${rest}/></RK7CMD>`;
const listed = async () =>
  (await ask(stage.till, '<RK7CMD CMD="GetDishRests"/>')).all('DishRest').map(({ attributes }) => attributes);

const CAKE = { id: '1000026', code: '26', name: 'Торт «Наполеон»', quantity: '0', prohibited: '1' };
const LATTE = { id: '1000023', code: '23', name: 'Кофе латте', quantity: '3000', prohibited: '0' };

it('lists forbidden and limited dishes', async () => {
  expect(await listed()).toEqual([CAKE, LATTE]);
});

it('changes the dishes that are named; one of which nothing is left goes off the list unless it shall be kept', async () => {
  await ask(stage.till, set('code="23" quantity="0" prohibited="0"'));
  expect(await listed()).toEqual([CAKE]);
  await ask(stage.till, set('code="23" quantity="0" prohibited="0" storeZeroQuantity="1"'));
  expect(await listed()).toEqual([CAKE, { ...LATTE, quantity: '0' }]);
  await ask(stage.till, set('id="1000026" prohibited="0"'));
  expect(await listed()).toEqual([{ ...LATTE, quantity: '0' }]);
});

it.each([
  ['id="1000017" prohibited="0"', '', badParameters('Error: child element "Reason" not found')],
  [
    'id="1000017" prohibited="0"',
    '<Reason id="1000300"/>',
    refusal('Причина "Возврат гостем": нет флага \'При добавлении блюда в стоп-лист\''),
  ],
  ['id="1000028"', undefined, refusal('Не найден элемент 1000028 в коллекции MenuItems')],
  [
    'id="1000017" quantity="-1"',
    undefined,
    badParameters('Bad integer attribute "RK7CMD/DishRest/@quantity" value: "-1"'),
  ],
])('refuses %s with %s', async (rest, reason, expected) => {
  expect(await verdictOn(stage.till, set(rest, reason))).toEqual(expected);
  expect(await listed()).toEqual([CAKE, LATTE]);
});
