import { Form } from '../../../src/core/form';
import { readPacket } from '../../../src/services/rkeeper/packet_form';
import { faultsOf, problemOf } from '../../support/problem';

const packetOf = (input: Readonly<Record<string, unknown>>) =>
  readPacket(new Form({ station: '15015', ...input }));

async function faults(input: Readonly<Record<string, unknown>>): Promise<string[]> {
  const form = new Form({ station: '15015', ...input });
  readPacket(form);
  return faultsOf(
    await problemOf(() => {
      form.check();
    }),
  );
}

describe('what is put on an order', () => {
  it('is read with quantities in thousandths and money in kopecks', () => {
    expect(
      packetOf({
        dishes: [
          { dish_id: '1000017', quantity: '2', price: '1 250,50', seat: '3', modifiers: '1000200' },
          { dish_id: 'code:18', quantity: '0,350' },
        ],
        discounts: [{ discount_id: '9' }, { discount_id: '10', discount_amount: '50' }],
        prepayments: [{ prepayment_currency_id: '1', prepayment_amount: '100.5' }],
      }),
    ).toEqual({
      station: { id: '15015' },
      dishes: [
        {
          dish: { id: '1000017' },
          quantity: 2000,
          price: 125050,
          seat: 3,
          modifiers: [{ modifier: { id: '1000200' }, count: 1 }],
        },
        { dish: { code: '18' }, quantity: 350, price: undefined, seat: undefined, modifiers: [] },
      ],
      discounts: [
        { discount: { id: '9' }, amount: undefined },
        { discount: { id: '10' }, amount: 5000 },
      ],
      prepayments: [{ currency: { id: '1' }, amount: 10050 }],
    });
  });

  it('may be free of charge', () => {
    expect(packetOf({ dishes: [{ dish_id: '1', quantity: 1, price: 0 }] }).dishes[0]?.price).toBe(0);
  });

  it('skips rows that were left empty', () => {
    const { dishes, discounts } = packetOf({
      dishes: [
        { dish_id: '', quantity: '' },
        { dish_id: '1', quantity: '1' },
      ],
      discounts: [{ discount_id: '', discount_amount: null }],
    });
    expect([dishes.length, discounts.length]).toEqual([1, 0]);
  });

  it.each([{}, { dishes: [] }, { dishes: [{ dish_id: '' }] }])('is something: %j', async (input) => {
    expect(await faults(input)).toEqual(['Add at least one dish, discount or prepayment.']);
  });

  it('has all its faults told at once, each with its row as the user sees it', async () => {
    expect(
      await faults({
        station: '',
        dishes: [
          { dish_id: '1', quantity: '1' },
          { dish_id: '', quantity: '0', price: '-1', seat: 'x' },
          { dish_id: 'Борщ' },
          { dish_id: '1', quantity: '1.0001', price: '1.005', seat: '1000', modifiers: '1000200, лук' },
        ],
        discounts: [{ discount_amount: '0' }],
        prepayments: [{ prepayment_currency_id: '1' }],
      }),
    ).toEqual([
      'Station is required.',
      'Dish 2: Dish is required.',
      'Dish 2: Quantity must be more than 0.',
      'Dish 2: Price must not be negative.',
      'Dish 2: Seat must be a whole number, not "x".',
      'Dish 3: Dish must be picked from the list, or be an id like 1000017, a code like code:17, or a GUID, not "Борщ".',
      'Dish 3: Quantity is required.',
      'Dish 4: Quantity must not have more than 3 decimal digits: "1.0001".',
      'Dish 4: Price must not have more than 2 decimal digits: "1.005".',
      'Dish 4: Seat must be at most 999.',
      'Dish 4: Modifiers must be ids with commas between them, such as 1000200, 1000201 x2, not "лук".',
      'Discount 1: Discount is required.',
      'Discount 1: Discount Amount must be more than 0.',
      'Prepayment 1: Prepayment Amount is required.',
    ]);
  });
});

describe('modifiers', () => {
  it.each<[unknown, unknown]>([
    ['1000200', [{ modifier: { id: '1000200' }, count: 1 }]],
    [1000200, [{ modifier: { id: '1000200' }, count: 1 }]],
    [
      '1000200, 1000201 x2',
      [
        { modifier: { id: '1000200' }, count: 1 },
        { modifier: { id: '1000201' }, count: 2 },
      ],
    ],
    ['1000201x12', [{ modifier: { id: '1000201' }, count: 12 }]],
    ['code:17 х 3', [{ modifier: { code: '17' }, count: 3 }]],
    ['code:17 × 3', [{ modifier: { code: '17' }, count: 3 }]],
    ['code:17 X3', [{ modifier: { code: '17' }, count: 3 }]],
    [
      ['1000200', 'code:201 x2'],
      [
        { modifier: { id: '1000200' }, count: 1 },
        { modifier: { code: '201' }, count: 2 },
      ],
    ],
    [
      '8f611272-83cd-43b3-8aff-b58c47956083 x2',
      [{ modifier: { guid: '{8F611272-83CD-43B3-8AFF-B58C47956083}' }, count: 2 }],
    ],
  ])('may be written as %j', (modifiers, read) => {
    expect(packetOf({ dishes: [{ dish_id: '1', quantity: '1', modifiers }] }).dishes[0]?.modifiers).toEqual(
      read,
    );
  });

  it.each(['1000201 x0', '1000201 x', '1000201 2', 'x2', '1000201 x1.5', '1000201 x-1'])(
    'may not be %s',
    async (modifiers) => {
      expect(await faults({ dishes: [{ dish_id: '1', quantity: '1', modifiers }] })).toEqual([
        `Dish 1: Modifiers must be ids with commas between them, such as 1000200, 1000201 x2, not "${modifiers}".`,
      ]);
    },
  );

  it('are refused at once, however long they are', async () => {
    // A look that starts anew at every space would take minutes.
    const [fault] = await faults({
      dishes: [{ dish_id: '1', quantity: '1', modifiers: `1${' '.repeat(300_000)}x` }],
    });
    expect(fault).toMatch(/^Dish 1: Modifiers must be ids/);
  });
});
