import type { Account } from './account';
import type { News, OrderEvent, Product } from './shop';

/**
 * The addresses that are told of something. They are set for each product, and those of an order's products count, each
 * address once. Contacts have one address for the whole account.
 */
export function addressesFor(news: News, account: Account): ReadonlySet<string> {
  if (news.event === 'contact') {
    return filledIn([account.notificationAddress]);
  }
  const { event, order } = news;
  const products = order.items.map(({ id }) => account.shop.products.get(id));
  return filledIn(products.map((product) => product && addressIn(product, event)));
}

function addressIn(product: Product, event: OrderEvent): string | undefined {
  switch (event) {
    case 'new_order':
      return product.good_api_url_new_order;
    case 'paid':
      return product.good_api_url_notif;
    case 'prepayment':
    case 'cancel':
    case 'moneyback':
      return product.editorAddresses?.[event];
  }
}

function filledIn(addresses: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(addresses.filter((address) => address !== undefined).filter(Boolean));
}
