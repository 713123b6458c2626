import type { BasicHookOperation } from 'zapier-platform-core';
import { Problem } from '../../core/errors';
import { CLOCK, formatMoment } from '../../core/time';
import { say } from '../../language/language';
import type { OrderEvent } from '../../services/justclick/notifications';
import { fields, readInput } from '../../zapier/fields';
import { formOf, perform } from '../../zapier/run';
import { NOTIFIED_ORDER, received } from './notified_orders';
import { recentOrders } from './polled_orders';
import { ProductAddress, RENEWAL_SECONDS, type AddressParameter } from './product_addresses';
import { GOOD_NAME, listedProduct } from './shop';

/** A notification of one product, and the parameter of UpdateGood that says where it goes. */
interface ProductHook {
  readonly parameter: AddressParameter;
  readonly event: OrderEvent;
  readonly list: 'all' | 'paid';
}

type Mechanics = Required<
  Pick<
    BasicHookOperation,
    'type' | 'inputFields' | 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe'
  >
>;

const HOOK_FORM = fields({
  good_name: {
    ...GOOD_NAME,
    kind: listedProduct,
    help:
      '⚠ A notification address that was entered for this product by hand is replaced, and turning the Zap off may erase one that was ' +
      'entered meanwhile. Of several Zaps on one product only the one that was turned on last starts: use the trigger without "Instant".',
  },
});

/** A REST hook on one product: Zapier's address is written into the product, its price read first and sent again. */
export function productHook({ parameter, event, list }: ProductHook): Mechanics {
  return {
    type: 'hook',
    inputFields: HOOK_FORM.input,
    performSubscribe: perform(async (run) => {
      const { good_name } = readInput(run, HOOK_FORM);
      const { targetUrl } = run.hook;
      if (targetUrl === undefined)
        throw new Problem(
          'failed',
          say`Zapier named no address for this Zap. Turn the Zap on again. (no target)`,
        );
      await new ProductAddress(run, good_name, parameter).take(targetUrl);
      const expiration_date = formatMoment(Math.floor(CLOCK.now() / 1000) + RENEWAL_SECONDS);
      return { target_url: targetUrl, good_name, expiration_date };
    }),
    performUnsubscribe: perform(async (run) => {
      const { good_name: subscribed, target_url: written } = run.hook.subscription;
      const good_name = typeof subscribed === 'string' ? subscribed : readInput(run, HOOK_FORM).good_name;
      const url = typeof written === 'string' ? written : run.hook.targetUrl;
      if (url !== undefined) await new ProductAddress(run, good_name, parameter).release(url);
      return { good_name };
    }),
    perform: perform((run) => received(run, (reported) => reported === event, NOTIFIED_ORDER.row)),
    performList: perform(async (run) => {
      const goodName = formOf(run).text(HOOK_FORM.field('good_name'));
      const orders = await recentOrders({ ...run, isLoadingSample: true }, list, goodName);
      return orders.map((order) => ({ ...order, confirmed: true }));
    }, 'editor'),
  };
}
