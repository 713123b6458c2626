import { Problem } from '../../core/errors';
import { carried, output, yesNo } from '../../core/output';
import { CLOCK } from '../../core/time';
import {
  confirmed,
  parseNotification,
  unconfirmed,
  type OrderEvent,
  type OrderNews,
  type Rejection,
} from '../../services/justclick/notifications';
import { ORDER } from '../../services/justclick/orders';
import type { Run } from '../../zapier/run';
import { unlessSeenBefore } from '../seen_before';
import { shopConnection, shopOf, shopVault } from './shop';

/** A shop may tell of a payment a moment before it is noted. */
const SECOND_LOOK_MILLISECONDS = 2000;

/** An order of which a notification told. */
export const NOTIFIED_ORDER = output<OrderNews>()({
  ...carried(ORDER, ({ order }: OrderNews) => order),
  confirmed: yesNo('Is Confirmed by the Shop', true, (news) => news.confirmed),
});

/**
 * What the notification that a hook brought starts, if it is genuine, wanted and did not come before. Its signature covers
 * little, so the shop is asked for the order. Where nothing starts, the developer's log says why.
 */
export async function received<Event>(
  run: Run,
  isWanted: (event: OrderEvent) => boolean,
  start: (news: OrderNews) => Event,
): Promise<Event[]> {
  const notification = parseNotification(run.hook.content, shopConnection(run.authData));
  if (!('rejected' in notification) && !isWanted(notification.event)) {
    run.log(`Ignored a notification of another kind: ${notification.event}.`);
    return [];
  }
  const news =
    'rejected' in notification
      ? notification
      : await askedBack(
          run,
          async () => confirmed(notification, await shopOf(run).order(notification.order.bill_id)),
          () => unconfirmed(notification),
        );
  if ('rejected' in news) {
    run.log(`Ignored a ${news.rejected} notification.`);
    return [];
  }
  if (!news.isTelling) return [start(news)];
  return unlessSeenBefore(run, shopVault(run), news, () => start(news));
}

/** What the shop says of a notification; a contradiction is looked at twice. Where it cannot be asked, `unasked` counts. */
export async function askedBack<News extends object>(
  run: Run,
  ask: () => Promise<News | Rejection>,
  unasked: () => News | Rejection,
): Promise<News | Rejection> {
  try {
    const news = await ask();
    if (!('rejected' in news) || news.rejected !== 'contradicted') return news;
    await CLOCK.sleep(SECOND_LOOK_MILLISECONDS);
    return await ask();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    run.log(`The shop could not be asked: ${error.message}`);
    return unasked();
  }
}
