import { create } from '../support/app';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_update_subscriber_data';
const shop = connectedShop();

const ANNA = { lead_email: 'anna@shop.example' };

it('changes what is filled in, and nothing else', async () => {
  const result = await shop.create(KEY, { ...ANNA, lead_city: 'Москва', lead_name: '', lead_phone: null });
  expect(shop.sent()).toEqual([
    'UpdateSubscriberData lead_email=anna%40shop.example&lead_city=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0',
  ]);
  expect(shop.state.contact(ANNA.lead_email)).toMatchObject({
    name: 'Анна',
    phone: '+79030000001',
    city: 'Москва',
    tags: 'вебинар',
  });
  expect(result).toEqual({ id: 'anna@shop.example', ...ANNA, updated_fields: ['lead_city'] });
  expect(Object.keys(result)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
});

it('sends everything in the vendor’s order, a list of tags with its own commas', async () => {
  const result = await shop.create(KEY, {
    lead_tags: ['vip', 'Москва, центр', ' vip '],
    lead_city: 'Москва',
    lead_phone: '8 903 000 00 01',
    lead_name: 'Анна Ёлкина',
    ...ANNA,
  });
  expect([...new URLSearchParams(shop.sent()[0]?.replace('UpdateSubscriberData ', ''))]).toEqual([
    ['lead_email', 'anna@shop.example'],
    ['lead_name', 'Анна Ёлкина'],
    ['lead_phone', '8 903 000 00 01'],
    ['lead_city', 'Москва'],
    ['lead_tags', 'vip,Москва, центр'],
  ]);
  expect(result).toMatchObject({
    updated_fields: ['lead_name', 'lead_phone', 'lead_city', 'lead_tags'],
  });
});

it('takes several tags in one text, parted by commas', async () => {
  await shop.create(KEY, { ...ANNA, lead_tags: 'vip, вебинар, vip' });
  expect(shop.state.contact(ANNA.lead_email)?.tags).toBe('vip,вебинар');
});

it.each<[Record<string, unknown>, string]>([
  [{}, 'Please correct 2 fields:\n- Email is required.\n- Fill in at least one field to change.'],
  [{ ...ANNA, lead_tags: ',' }, 'Tags must name at least one value.'],
  [
    { ...ANNA, lead_city: 'Москва', lead_phone: 'none' },
    'Phone must be a phone number like +79280000000, not "none".',
  ],
])('sends nothing for %j', async (inputData, message) => {
  expect(await errorOf(shop.create(KEY, inputData))).toMatchObject({ message, code: 'invalid_input' });
  expect(shop.sent()).toEqual([]);
});

it('may not know the contact, and is in doubt when the answer is lost', async () => {
  const stranger = { lead_email: 'nobody@shop.example', lead_city: 'Москва' };
  expect(await errorOf(shop.create(KEY, stranger))).toMatchObject({ name: 'AppError', code: '500' });
  shop.double.faults.add({ kind: 'lost answer' });
  expect((await errorOf(shop.create(KEY, { ...ANNA, lead_city: 'Москва' }))).message).toContain(
    'Contact anna@shop.example may have been changed: look at it in the shop before you run this step again.',
  );
});
