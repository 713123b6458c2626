import { ask, at, refusal, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
const menu = (station: string) => `<RK7CMD CMD="GetOrderMenu">${station}</RK7CMD>`;

it('lists what can be sold now with prices, remainders and modifiers, without names', async () => {
  const answer = await ask(stage.till, menu('<Station id="15015"/>'));
  const dishes = at(answer, 'Dishes').all('Item');
  expect(dishes[0]?.attributes).toEqual({ Ident: '1000017', Price: '11900' });
  const latte = dishes.find((item) => item.attribute('Ident') === '1000023');
  expect(latte?.attributes).toEqual({ Ident: '1000023', Price: '21000', quantity: '3000' });
  const modifiers = at(answer, 'Modifiers').all('Item');
  expect(modifiers.map((item) => item.attribute('Ident'))).toEqual(['1000200', '1000201']);
  // The stop list, drafts and deleted dishes are left out.
  const idents = dishes.map((item) => item.attribute('Ident'));
  expect(idents.filter((ident) => ['1000026', '1000027', '1000028', '0'].includes(ident ?? ''))).toEqual([]);
  expect(idents).toHaveLength(11);
});

it('needs an active station', async () => {
  expect((await verdictOn(stage.till, menu(''))).text).toBe('Error: child element "Station" not found');
  const deleted = await verdictOn(stage.till, menu('<Station id="15017"/>'));
  expect(deleted).toEqual(refusal('Не найден элемент 15017 в коллекции Cashes'));
});
