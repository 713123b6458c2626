import { amount } from '../money';
import type { ProductSettings } from './product_settings';
import {
  type Marks,
  type Order,
  type OrderDraft,
  type OrderItem,
  type Product,
  type ProductType,
  orderItem,
  orderTexts,
  Shop,
} from './shop';

type Settings = Omit<ProductSettings, 'good_sum'> & Pick<Product, 'good_title'>;

const DAY = 86_400;

/**
 * A small Russian shop: groups, six products, six orders from number 100000 on in every state that an order can have.
 * Orders are dated from `now` (UNIX seconds) backwards.
 */
export function seededShop(now: number): Shop {
  const shop = new Shop();
  addGroups(shop);
  addProducts(shop);
  addOrders(shop, now);
  addContacts(shop, now);
  return shop;
}

function addGroups(shop: Shop): void {
  shop.addGroup('super', 'Новости магазина');
  shop.addGroup('two', 'Вебинар «Второй шаг»');
  shop.addGroup('clients_super_tovar', 'Покупатели супер-товара');
  shop.addGroup('1594725950.5982672784', 'Акции и скидки');
  shop.addGroup('auto_buyers', 'Все покупатели (автогруппа)', true);
  shop.categories.add('17').add('18');
}

function addProducts(shop: Shop): void {
  const add = (good_name: string, good_type: ProductType, kopecks: number, settings: Settings): void => {
    shop.addProduct({ good_name, good_type, good_sum: amount(kopecks), good_publish: '1', ...settings });
  };
  add('super_tovar', '1', 99_000, {
    good_title: 'Супер-товар на DVD',
    parent_id: '17',
    good_client_rassilki: 'clients_super_tovar',
    good_post_service: 'rps',
    good_only_countries: 'RUS,BLR,KAZ',
    good_mail_format: 'html',
    good_mail_subject: 'Ваш заказ оплачен',
  });
  const book = { parent_id: '17', good_post_service: 'none' };
  add('kniga_recepty', '1', 150_000, { good_title: 'Книга «Сто рецептов»', ...book });
  const start = { parent_id: '18', good_download: 'https://shop.example/kurs_start.zip' };
  add('kurs_start', '0', 390_000, { good_title: 'Курс «Быстрый старт»', ...start });
  const timer = { good_timer: '1', good_timer_unit: 'day', good_timer_duration: '3' };
  add('kurs_pro', '0', 1_290_050, { good_title: "Курс *Pro* (2024) ~ it's!", parent_id: '18', ...timer });
  add('podarok', '0', 0, { good_title: 'Подарок новым подписчикам 🎁', good_publish: '0' });
  add('blagodarnost', '', 10_000, { good_title: 'Благодарность автору (свободная цена)' });
}

function addOrders(shop: Shop, now: number): void {
  const ivan = {
    first_name: 'Иван',
    last_name: 'Петров',
    middle_name: 'Сергеевич',
    email: 'user4@email.com',
    phone: '+79280000000',
    city: 'Москва',
    country: 'Россия',
    address: 'ул. Ленина, д. 1, кв. 2',
    region: 'Московская область',
    postalcode: '101000',
  };
  const anna = { first_name: 'Анна', last_name: 'Ёлкина', email: 'anna@shop.example', phone: '+79030000001' };

  const item = (goodName: string): OrderItem => orderItem(shop.product(goodName));
  const place = (buyer: Partial<OrderDraft>, daysAgo: number, ...items: OrderItem[]): Order =>
    shop.placeOrder({
      ...orderTexts((name) => (name === 'timer_kill' ? 'true' : '')),
      ...{ utm: NO_MARKS, aff: NO_MARKS, created: now - daysAgo * DAY, items },
      ...buyer,
    });

  place({ ...ivan, comment: 'Позвонить заранее', domain: 'shop.example' }, 1, item('super_tovar'));
  shop.pay(place(anna, 3, item('kurs_start')), now - 2 * DAY);
  shop.cancel(place(anna, 5, item('kurs_pro')));
  const posted = place({ ...ivan, kupon: 'VESNA' }, 9, item('kniga_recepty'), item('kurs_start'));
  shop.pay(posted, now - 8 * DAY);
  shop.send(posted, now - 7 * DAY, '10100012345678');
  place({ ...anna, utm: { ...NO_MARKS, medium: 'affiliate', source: 'partner1' } }, 0, {
    ...item('kurs_pro'),
    pincode: 'AB-12-CD',
    partners: [{ partner_lvl: 1, partner_id: 77, partner_name: 'partner1', partner_fee: amount(129_005) }],
  });
  const returned = place(ivan, 25, item('super_tovar'));
  shop.send(returned, now - 24 * DAY, '10100087654321');
  returned.delivery_status = 'return';
}

function addContacts(shop: Shop, now: number): void {
  const anna = shop.addContact({
    email: 'anna@shop.example',
    name: 'Анна',
    phone: '+79030000001',
    city: 'Казань',
    tags: 'вебинар',
  });
  anna.subscriptions.set('super', { status: 'STATUS_SUBSCRIBE', time: now - 10 * DAY });
  anna.subscriptions.set('two', { status: 'STATUS_UNSUBSCRIBE', time: now - 9 * DAY });
  const ivan = shop.addContact({ email: 'user4@email.com', name: 'Иван', phone: '', city: '', tags: '' });
  ivan.subscriptions.set('super', { status: 'STATUS_SUBSCRIBE', time: now - 4 * DAY });
  ivan.subscriptions.set('clients_super_tovar', { status: 'STATUS_SUBSCRIBE', time: now - 4 * DAY });
}

const NO_MARKS: Marks = { medium: '', source: '', campaign: '', content: '', term: '' };
