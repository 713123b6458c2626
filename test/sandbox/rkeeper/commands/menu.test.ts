import type { XmlElement } from '../../../../sandbox/xml';
import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, verdict } from '../conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

describe('the menu', () => {
  const menu = async (): Promise<XmlElement> =>
    ask(till, '<RK7CMD CMD="GetOrderMenu"><Station id="15015"/></RK7CMD>');

  it('lists what can be sold now with prices, remainders and modifiers, without names', async () => {
    const answer = await menu();
    const dishes = at(answer, 'Dishes').all('Item');
    expect({ ...dishes[0]?.attributes }).toEqual({ Ident: '1000017', Price: '11900' });
    expect({ ...dishes.find((item) => item.attribute('Ident') === '1000023')?.attributes }).toEqual({
      Ident: '1000023',
      Price: '21000',
      quantity: '3000',
    });
    expect(
      at(answer, 'Modifiers')
        .all('Item')
        .map((item) => item.attribute('Ident')),
    ).toEqual(['1000200', '1000201']);
  });

  it('leaves out the stop list, drafts and deleted dishes', async () => {
    const idents = at(await menu(), 'Dishes')
      .all('Item')
      .map((item) => item.attribute('Ident'));
    expect(idents).toHaveLength(11);
    for (const gone of ['1000026', '1000027', '1000028', '0']) expect(idents).not.toContain(gone);
  });

  it('needs an active station', async () => {
    expect(verdict(await ask(till, '<RK7CMD CMD="GetOrderMenu"/>')).text).toBe(
      'Error: child element "Station" not found',
    );
    const deleted = await ask(till, '<RK7CMD CMD="GetOrderMenu"><Station id="15017"/></RK7CMD>');
    expect(verdict(deleted)).toMatchObject({
      status: 'Query Executing Error',
      text: 'Не найден элемент 15017 в коллекции Cashes',
    });
  });
});
