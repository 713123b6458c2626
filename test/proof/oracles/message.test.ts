import { complaintsAboutMessage, MARKER } from '../../../proof/message';

const faults = (message: string): string[] =>
  complaintsAboutMessage(message).map((complaint) => complaint.replace(/^The message (.*?): .*$/s, '$1'));

describe('a message is fine', () => {
  it.each([
    'Product is required.',
    'Date must be a date of the calendar, not "undefined".',
    'Please correct 2 fields:\n- Receipt must be a GUID, not """.\n- Reason must be picked from the list, not "undefined".',
    'The courier service refused this. Ask the courier company. (MeaSoft error NaN: no errors)',
    'The till refused this step. Ask the dealer. (r_keeper error: NaN)',
    'The shop could not add product "a". Check the address. (Expertam error 101: You sent "b")',
    'Please correct 2 fields:\n- Login is required.\n- API Key is required.',
    'Expertam does not know order 1. Check the number in the list of orders (Заказы). (Expertam error 200)',
    'The order is open on a station. This step runs again by itself. (r_keeper error 2219)',
    'The shop has the contact in all of these groups already, so there was nothing to do.',
    'Expertam такого не знает: заказ 1. Проверьте номер в списке заказов магазина (Заказы). (Expertam error 200)',
    'Исправьте, пожалуйста, 2 поля:\n- Логин: обязательное поле.\n- Ключ API: обязательное поле.',
    'Заказ занят одной из касс. Этот шаг повторится сам. (r_keeper error 2219)',
  ])('that says what happened and what to do: %j', (message) => {
    expect(faults(message)).toEqual([]);
  });
});

describe('a message is complained about', () => {
  it.each([
    ['The till refused this step. (error 1)', 'says nothing of what to do'],
    ['It reads the list of orders.', 'says nothing of what to do'],
    ['Касса отклонила этот шаг. (error 1)', 'says nothing of what to do'],
    ["Cannot read properties of undefined (reading 'x'). Try again.", 'speaks like a program'],
    ['TypeError: a is not a function. Try again.', 'speaks like a program'],
    ['Order [object Object] is not known. Check it.', 'speaks like a program'],
    ['Failed at run (/var/task/index.js:1:2). Try again.', 'speaks like a program'],
    [`The service says: ${MARKER}. Try again.`, 'quotes a page of a stranger'],
    [`Try again. ${'x'.repeat(5000)}`, 'has 5011 characters'],
    ['Try again.\u0000', 'holds characters that cannot be shown'],
    ['Try again.\ud800', 'holds characters that cannot be shown'],
  ])('%j', (message, fault) => {
    expect(faults(message)).toEqual([fault]);
  });
});
