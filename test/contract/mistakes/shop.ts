import { ShopDouble } from '../../../sandbox/justclick/shop_double';
import { ConnectedApp } from '../../support/app';
import { app } from '../../support/definition';
import { AUTH_DATA } from '../../support/shop';
import type { Mistakes } from './mistake';

const BUYER = { bill_email: 'maria@shop.example' };
const COURSE = { good_name: 'kurs_pro' };
const LEAD = { lead_email: 'lead@email.ru', rid: 'super' };

export const SHOP: Mistakes = {
  platform: 'shop',
  open: async () => {
    const double = await ShopDouble.start();
    process.env.EXPERTAM_URL = double.url;
    process.env.ALLOW_LOOPBACK = '1';
    const shop = new ConnectedApp(() => AUTH_DATA);
    return {
      run: (step, typed) => (step in app.creates ? shop.create(step, typed) : shop.search(step, typed)),
      written: () => double.journal.calls.filter((call) => !/^get/i.test(call)),
      [Symbol.asyncDispose]: async () => {
        delete process.env.EXPERTAM_URL;
        delete process.env.ALLOW_LOOPBACK;
        await double.stop();
      },
    };
  },
  mistakes: [
    {
      step: 'justclick_update_order_status',
      typed: { bill_id: 'Иван Петров', status: 'cancel' },
      message: 'Order Number must be one order number like 100000, not "Иван Петров".',
    },
    {
      step: 'justclick_update_order_status',
      typed: { bill_id: '№ 100000', status: 'доставлен' },
      message:
        'New Status must be one of "Sent by post (отправлен)", "Paid (оплачен)", "Returned by the buyer (возврат)", "Cancelled (отменен)", not "доставлен".',
    },
    {
      step: 'justclick_update_order_status',
      typed: { bill_id: '№ 100000', status: 'отправлен' },
      message: 'Please correct 2 fields:\n' + '- Date is required.\n' + '- Tracking Number is required.',
    },
    {
      step: 'justclick_update_order_status',
      typed: { bill_id: '№ 100000', status: 'оплачен', date: '03/04/2027' },
      message:
        'Date can be read in two ways, as 2027-04-03 and as 2027-03-04: write "03.04.2027" or "04.03.2027" instead of "03/04/2027".',
    },
    {
      step: 'justclick_create_order',
      typed: { ...BUYER, goods: [{ ...COURSE, good_sum: '1,250' }] },
      message:
        'Product 1: Price can be read in two ways, as 1250 and as 1.25: write one of them instead of "1,250".',
    },
    {
      step: 'justclick_create_order',
      typed: { bill_email: 'Мария <maria@shop.example>', goods: [] },
      message:
        'Please correct 2 fields:\n' +
        '- Products is required.\n' +
        '- Email must be one e-mail address like name@example.com, not "Мария <maria@shop.example>".',
    },
    {
      step: 'justclick_update_good',
      typed: { good_name: 'Супер-товар на DVD', good_publish: 'нет' },
      message:
        'Expertam has no product with the code "Супер-товар на DVD": that is a title. Enter the code "super_tovar" instead. Nothing was changed. (not in GetAllGoods)',
    },
    {
      step: 'justclick_update_good',
      typed: { ...COURSE, good_partner_fee_perc: '110%', good_publish: 'скоро' },
      message:
        'Please correct 2 fields:\n' +
        '- Level 1 Commission (%) must not be more than 100 %.\n' +
        '- Show in Catalogue must be yes or no, not "скоро".',
    },
    {
      step: 'justclick_update_good',
      typed: { ...COURSE, good_success_link: 'shop.example/спасибо', good_only_countries: 'RU' },
      message:
        'Please correct 2 fields:\n' +
        '- Page After Payment must be a web address that starts with https://, not "shop.example/спасибо".\n' +
        '- Delivery Countries must be one of "Russia (Россия)", "Belarus (Беларусь)", "Kazakhstan (Казахстан)", "Afghanistan", "Albania", "Algeria", "American Samoa", "Andorra", "Angola", "Anguilla", "Antarctica", "Antigua and Barbuda", "Argentina", "Armenia (Армения)", "Aruba", …, not "RU".',
    },
    {
      step: 'justclick_update_good',
      typed: { ...COURSE, good_sum: '', good_title: ' ' },
      message: 'Fill in at least one field to change.',
    },
    {
      step: 'justclick_add_lead_to_group',
      typed: { ...LEAD, lead_phone: 'нет', activation: 'может быть' },
      message:
        'Please correct 2 fields:\n' +
        '- Phone must be a phone number like +79280000000, not "нет".\n' +
        '- Ask to Confirm must be yes or no, not "может быть".',
    },
    {
      step: 'justclick_find_orders_by_email',
      typed: { email: '+7 928 000-00-00' },
      message: 'Email must be one e-mail address like name@example.com, not "+7 928 000-00-00".',
    },
  ],
};
