import type { BasicHookOperation } from 'zapier-platform-core';
import { GOOD_NAME } from '../../services/justclick/fields';
import type { GoodParameterKey } from '../../services/justclick/good_parameters';
import type { OrderEvent } from '../../services/justclick/notifications';
import type { FlatOrder } from '../../services/justclick/orders';
import { Problem } from '../../core/errors';
import { flat, productField, receive, recentOrders, shopOf } from './shop';
import { formOf, perform, type Run } from '../../zapier/run';

/** A notification of one product, and the parameter of UpdateGood that says where it goes. */
export interface ProductHook {
  readonly parameter: GoodParameterKey & ('good_api_url_new_order' | 'good_api_url_notif');
  readonly event: OrderEvent;
  readonly list: 'all' | 'paid';
}

type Mechanics = Required<
  Pick<
    BasicHookOperation,
    'type' | 'inputFields' | 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe'
  >
>;

/**
 * A REST hook on one product: Zapier's address is written into the product, its price read first and sent again. The API
 * cannot tell what address stood there before, so the form warns that it is replaced.
 */
export function productHook({ parameter, event, list }: ProductHook): Mechanics {
  return {
    type: 'hook',
    inputFields: [
      productField({
        required: true,
        helpText:
          '⚠ A notification address that was entered for this product by hand, or by another Zap, is replaced. For several Zaps on one ' +
          'product use the trigger without "Instant".',
      }),
    ],
    performSubscribe: perform(async (run) => {
      const goodName = goodOf(run);
      const { targetUrl } = run.hook;
      if (targetUrl === undefined)
        throw new Problem(
          'failed',
          'Zapier named no address for this Zap. Turn the Zap on again. (no target)',
        );
      await shopOf(run).updateGood(goodName, { [parameter]: targetUrl });
      return { target_url: targetUrl, good_name: goodName };
    }),
    performUnsubscribe: perform(async (run) => {
      const { good_name: subscribed } = run.hook.subscription;
      const goodName = typeof subscribed === 'string' ? subscribed : goodOf(run);
      await shopOf(run).updateGood(goodName, { [parameter]: '' });
      return { good_name: goodName };
    }),
    perform: perform(async (run): Promise<FlatOrder[]> => {
      const notification = await receive(run);
      if (!notification) return [];
      if (notification.event === event) return [flat(run, notification.order)];
      run.log(`Ignored a notification of another kind: ${notification.event}.`);
      return [];
    }),
    performList: perform(async (run) => [...(await recentOrders(run, list))].slice(0, 3)),
  };
}

function goodOf(run: Run): string {
  const form = formOf(run);
  const goodName = form.requiredText(GOOD_NAME);
  form.check();
  return goodName;
}
