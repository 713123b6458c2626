import { connectionTo } from '../../connection';
import { excerpt } from '../../core/redact';
import { Vault } from '../../core/vault';
import { say } from '../../language/language';
import { ShopClient } from '../../services/justclick/client';
import { readShopConnection, SHOP_SERVICES, type ShopConnection } from '../../services/justclick/connection';
import { dropDown, labelOf } from '../../zapier/drop_down';
import { line, list, shownWith, type Kind } from '../../zapier/fields';
import type { Run } from '../../zapier/run';

/** @throws Problem where the account is another service's, or not filled in. */
export function shopConnection(authData: Run['authData']): ShopConnection {
  const wanted = say`an Expertam, JustClick or InfluencerSoft account`;
  return connectionTo(SHOP_SERVICES, wanted, authData, readShopConnection);
}

/** The client of the connected shop. */
export function shopOf(run: Run): ShopClient {
  return new ShopClient(shopConnection(run.authData), run.http, shopVault(run));
}

/** What is remembered for the connected shop. */
export function shopVault({ authData, store }: Run): Vault {
  const { login, apiKey } = shopConnection(authData);
  return new Vault(store, [login, apiKey]);
}

/** One of the shop's products, by its code. */
export const listedProduct = shownWith(
  {
    choices: dropDown(async (run) => {
      const products = await shopOf(run).products();
      return products.map(({ id, good_title, good_sum }) => ({ id, label: labelOf(good_title, good_sum) }));
    }),
  },
  line,
);

/** The same where an earlier step can search for it. */
export const product = shownWith({ search: 'justclick_find_good.good_name' }, listedProduct);

/** The product that a step is about. */
export const GOOD_NAME = {
  label: 'Product',
  kind: product,
  required: true,
  help: 'Pick the product, or enter its code («идентификатор продукта»), such as `super_tovar`.',
} as const;

/** "№ 100000", "#100000" and "Заказ 100 000" are 100000. */
const orderNumber: Kind<string> = {
  ...line,
  read: (form, field) => {
    const typed = form.text(field);
    const number = typed?.replace(/^(?:заказ|сч[её]т|order)?\s*(?:№|#|no\.?)?/iu, '').replace(/\s/g, '');
    if (number !== undefined && !/^\d{1,18}$/.test(number))
      form.fault(say`${{ label: field.label }} must be one order number like 100000, not
        "${{ typed: excerpt(typed ?? '') }}".`);
    return number;
  },
};

/** The number of an order. The drop-down has those of the last thirty days, the newest first. */
const order = shownWith(
  {
    search: 'justclick_find_orders_by_email.bill_id',
    choices: dropDown(async (run) => {
      const orders = await shopOf(run).recentOrders(new Date(), 'all');
      return orders.map(({ id, full_name, price, pay_status }) => ({
        id,
        label: labelOf(id, full_name, price?.toFixed(2), pay_status),
      }));
    }),
  },
  orderNumber,
);

export const BILL_ID = {
  label: 'Order Number',
  kind: order,
  required: true,
  help: 'The number of the order (номер заказа). Map it from an earlier step, or pick one of the last 30 days.',
} as const;

/** What a drop-down offers: a value and the words beside it. */
interface Entry {
  readonly id: string;
  readonly label: string;
}

/** The shop's contact groups («группы подписчиков»), as entries of a drop-down. */
export async function groupChoices(run: Run): Promise<Entry[]> {
  const found = await shopOf(run).groups();
  return found.map(({ name, title }) => ({ id: name, label: title }));
}

const GROUPS = dropDown(groupChoices);

/**
 * One of the groups that a contact is or was in; any group of the shop while no contact is named.
 *
 * @param emailKey the field that names the contact.
 * @param first what is offered before the groups.
 */
export function groupOfContact(emailKey: string, first: readonly Entry[] = []): Kind<string> {
  const choices = dropDown(async (run) => {
    const address = run.input[emailKey];
    const subscriptions =
      typeof address === 'string' && address.includes('@')
        ? await shopOf(run).subscriptions(address.trim())
        : [];
    if (subscriptions.length === 0) return [...first, ...(await groupChoices(run))];
    const entries = subscriptions.map(({ rass_name, rass_title, status_label }) => ({
      id: rass_name,
      label: labelOf(rass_title, status_label),
    }));
    return [...first, ...entries];
  });
  return shownWith({ dependsOn: [emailKey], choices }, line);
}

/** One of the shop's contact groups. */
export const group = shownWith({ choices: GROUPS }, line);

/** Some of the shop's contact groups. */
export const groups = shownWith({ choices: GROUPS }, list);
