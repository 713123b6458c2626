import { ShopClient } from '../../../src/services/justclick/client';
import { groupChoices, orderChoices, productChoices } from '../../../src/services/justclick/drop_downs';
import { answer, network, SHOP } from '../../support/shop';

const clientOf = (result: unknown): ShopClient => new ShopClient(SHOP, network(answer(0, 'ok', result)).http);

describe('the drop-down of', () => {
  it('products shows title and price, and chooses the identifier', async () => {
    const client = clientOf([
      { good_id: 1, good_name: 'super_tovar', good_title: 'Курс «Pro»', good_sum: '3900.00' },
      { good_name: 'untitled', good_title: '', good_sum: 0 },
      { good_name: 'priceless', good_title: 'Priceless', good_sum: '' },
      { good_title: 'Without an identifier' },
    ]);
    expect(await productChoices(client)).toEqual([
      { id: 'super_tovar', label: 'Курс «Pro» · 3900.00' },
      { id: 'untitled', label: 'untitled · 0' },
      { id: 'priceless', label: 'Priceless' },
    ]);
  });

  it('groups shows the title, and chooses the identifier as text', async () => {
    const client = clientOf([
      { rass_name: 'super', rass_title: 'Supergroup' },
      { rass_name: '1594725950.5982672784', rass_title: '' },
      { rass_name: 5, rass_title: 'Five' },
      { rass_title: 'Nameless' },
    ]);
    expect(await groupChoices(client)).toEqual([
      { id: 'super', label: 'Supergroup' },
      { id: '1594725950.5982672784', label: '1594725950.5982672784' },
      { id: '5', label: 'Five' },
    ]);
  });

  it('orders shows what is known of each, and chooses the number', async () => {
    const client = clientOf([
      { id: 1, first_name: 'Иван', last_name: 'Петров', price: '990.00', pay_status: 'waiting' },
      { id: '2' },
      { first_name: 'Numberless' },
    ]);
    expect(await orderChoices(client, new Date(0))).toEqual([
      { id: '2', label: '2' },
      { id: '1', label: '1 · Иван Петров · 990.00 · waiting' },
    ]);
  });
});
