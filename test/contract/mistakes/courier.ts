import { ConnectedCourier } from '../../support/courier';
import { app } from '../../support/definition';
import type { Mistakes } from './mistake';

const RECEIVER = {
  receiver_person: 'Петров',
  receiver_phone: '+74951234567',
  receiver_address: 'Петровка, 38',
};
const PAID = { ...RECEIVER, orderno: '1001', paytype: 'NO' };
const ITEM = { item_name: 'Шуба', item_quantity: '1', item_retprice: '100', item_vat_rate: '20' };
const CASH = { ...RECEIVER, orderno: '1001', items: [ITEM] };
const CREATE = 'measoft_create_order';
const READS =
  /^(?:statusreq|townlist|services|storelist|pvzlist|itemlist|client|calculator|smalist|smadetail|waybill)$/;

export const COURIER: Mistakes = {
  platform: 'courier',
  open: async () => {
    const courier = await ConnectedCourier.open();
    return {
      run: (step, typed) => (step in app.creates ? courier.create(step, typed) : courier.search(step, typed)),
      written: () => courier.double.journal.calls.filter((call) => !READS.test(call)),
      [Symbol.asyncDispose]: () => courier[Symbol.asyncDispose](),
    };
  },
  mistakes: [
    {
      step: CREATE,
      typed: { ...CASH, price: '1,250' },
      message:
        'Amount to Collect can be read in two ways, as 1250 and as 1.25: write one of them instead of "1,250".',
    },
    {
      step: CREATE,
      typed: { ...CASH, price: '450' },
      message:
        'Amount to Collect is 450.00, but the items and Delivery Price come to 100.00. Correct one of them, or add what is missing as an item: ' +
        'a discount or a prepayment with a price of less than nothing.',
    },
    {
      step: CREATE,
      typed: { ...PAID, receiver_time_min: '10-15' },
      message:
        'Earliest Delivery Time can be read in two ways, as 10:15 and as 10:00-15:00: write one of them instead of "10-15".',
    },
    {
      step: CREATE,
      typed: { ...PAID, receiver_time_min: 'после обеда', receiver_date: '03/04/2027' },
      message:
        'Please correct 2 fields:\n- Delivery Date can be read in two ways, as 2027-04-03 and as 2027-03-04: write "03.04.2027" or "04.03.2027" ' +
        'instead of "03/04/2027".\n- Earliest Delivery Time must be a time like 09:00, or a window like 10:00-18:00, not "после обеда".',
    },
    {
      step: CREATE,
      typed: { ...PAID, service: 'Быстро' },
      message:
        'Service must be one of "Стандарт" (1), "Экспресс" (2), "До пункта выдачи" (3), or the number of one, not "Быстро".',
    },
    {
      step: CREATE,
      typed: { ...CASH, price: '100', paytype: 'при получении' },
      message:
        'Payment Type must be one of "In cash (наличные)", "By card (карта)", "Paid already, nothing is collected (без оплаты)", "In another way (прочее)", not "при получении".',
    },
    {
      step: CREATE,
      typed: {
        ...PAID,
        items: [{ ...ITEM, item_quantity: '2', item_government_code: '0104600439931256215Qbag' }],
      },
      message:
        'Item 1: Marking Code is for one piece: give each its own code, with spaces between them, or its own item with the quantity 1.',
    },
    {
      step: CREATE,
      typed: { ...PAID, weight: '5 фунтов' },
      message: 'Weight (kg) must be a number like 1250.50, not "5 фунтов".',
    },
    {
      step: 'measoft_cancel_order',
      typed: { orderno: '' },
      message: 'Fill in Order or Order Number.',
    },
    {
      step: 'measoft_update_order',
      typed: { orderno: '№ 77777', receiver_phone: '+74950000000' },
      message: 'The courier service has no order 77777. Check Order or Order Number. (count 0)',
    },
    {
      step: 'measoft_set_status',
      typed: { ordercode: '1', status: 'Почти доставлен' },
      message:
        'Status must be picked from the list, or be the code of a status such as DELIVERY, not "Почти доставлен".',
    },
  ],
};
