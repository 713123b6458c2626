import { app } from '../../support/definition';
import { Restaurant } from '../../support/till';
import type { Mistakes } from './mistake';

const HOW = 'pick one from the list, or enter its code, its name or its id as the till shows it.';
const BORSCHT = { dish_id: '17', quantity: '1' };
const ORDER = { external_id: '100000', table: '5', station: '1', dishes: [BORSCHT] };
const RETURN = { reason: '1000300', station: '1', cashier: '5' };
const LINE = '{11111111-2222-3333-4444-555555555555}';

export const TILL: Mistakes = {
  platform: 'till',
  open: async () => {
    const restaurant = await Restaurant.open();
    return {
      run: (step, typed) =>
        step in app.creates ? restaurant.create(step, typed) : restaurant.search(step, typed),
      written: () => restaurant.commands().filter((command) => !command.startsWith('Get')),
      [Symbol.asyncDispose]: () => restaurant[Symbol.asyncDispose](),
    };
  },
  mistakes: [
    {
      step: 'rkeeper_create_order',
      typed: { table: '99' },
      message: `The till has no table 99. Correct Table: ${HOW}`,
    },
    {
      step: 'rkeeper_create_order',
      typed: { table: '5', guests: '2 чел.' },
      message: 'Guests must be a whole number, not "2 чел.".',
    },
    {
      step: 'rkeeper_submit_order',
      typed: { ...ORDER, dishes: [{ dish_id: 'Борщ', quantity: '1' }] },
      message: `Dish 1: The till has no dish "Борщ". Correct Dish: ${HOW} There is "Борщ с говядиной · code 17".`,
    },
    {
      step: 'rkeeper_submit_order',
      typed: { ...ORDER, cashier: '5', payments: [{ currency_id: 'наличные' }] },
      message: `Payment 1: The till has no means of payment "наличные". Correct Means of Payment (валюта): ${HOW}`,
    },
    {
      step: 'rkeeper_save_order',
      typed: { order_guid: '№ 100000', station: '1', dishes: [{ ...BORSCHT, price: '1.250' }] },
      message:
        'Dish 1: Price can be read in two ways, as 1250 and as 1.25: write one of them instead of "1.250".',
    },
    {
      step: 'rkeeper_save_order',
      typed: {
        order_guid: '100000',
        station: '1',
        discounts: [{ discount_id: '10', discount_amount: '10%' }],
      },
      message: 'Discount 1: Discount Amount must be a number like 1250.50, not "10%".',
    },
    {
      step: 'rkeeper_pay_order',
      typed: { order_guid: 'visit:356255787', payments: [{ currency_id: '1' }] },
      message:
        'Order must name a visit and the order in it, like visit:356255787/256, not "visit:356255787".',
    },
    {
      step: 'rkeeper_pay_order',
      typed: { order_guid: '100000', payments: [{ currency_id: '1' }] },
      message:
        'Please correct 2 fields:\n' +
        '- Station is required, since the till has 2: "Касса 1 · RK7CASH001 · code 1", "Касса бара · RK7CASH002 · code 2".\n' +
        '- Cashier is required, since the till has 3: "Администратор · code 1", "Иванова Анна · code 5", "Петров Пётр · code 77".',
    },
    {
      step: 'rkeeper_return_goods',
      typed: { ...RETURN, receipt_guid: '№ 999', dishes: [{ line_guid: LINE, quantity: '1' }] },
      message:
        'The till has no receipt "№ 999" in the present shift (смена). Correct Receipt: enter the number that stands on the receipt, or pick one from ' +
        'the list. A receipt of an earlier shift is only known by the Receipt GUID of the step that paid it.',
    },
    {
      step: 'rkeeper_void_order',
      typed: { manager: '1', reason: '1000301' },
      message:
        'Order is required: map the Order GUID or your order number of an earlier step, or pick an open order.',
    },
    {
      step: 'rkeeper_void_order',
      typed: { order_guid: '100000', manager: 'Иванова', reason: 'Возврат гостем', station: 'бар' },
      message:
        'Please correct 3 fields:\n' +
        `- The till has no employee "Иванова". Correct Manager: ${HOW} There is "Иванова Анна · code 5".\n` +
        `- The till has no reason that fits "Возврат гостем". Correct Reason: ${HOW}\n` +
        `- The till has no station "бар". Correct Station: ${HOW} There is "Касса бара · RK7CASH002 · code 2".`,
    },
  ],
};
