import { courierConnection } from '../../connection';
import { uniqueById } from '../../core/output';
import { localTime } from '../../core/time';
import { Newest } from '../../core/newest';
import { Vault } from '../../core/vault';
import { CourierClient } from '../../services/measoft/client';
import { orderOutput, type OrderOutput } from '../../services/measoft/order_output';
import { identityOf, type Order } from '../../services/measoft/orders';
import { isWanted, readStatusQuery, type StatusQuery } from '../../services/measoft/status_query';
import { eventsOf, momentOf, type StatusEvent } from '../../services/measoft/status_events';
import { formOf, type Run } from '../../zapier/run';

/** The client of the connected courier company. */
export function courierOf({ authData, http, store }: Run): CourierClient {
  return new CourierClient(courierConnection(authData), http, store);
}

/** What is remembered for the connected account. */
export function courierVault({ authData, store }: Run): Vault {
  const { courierCode, login, password } = courierConnection(authData);
  return new Vault(store, [courierCode, login, password]);
}

/** `YYYY-MM-DD HH:MM:SS` on the clocks of the Zap's zone. */
export function nowFor({ timeZone }: Run): string {
  return localTime(Math.floor(Date.now() / 1000), timeZone);
}

/** The day so many days from now, `YYYY-MM-DD` in the Zap's zone. */
export function dayFromNow(days: number, { timeZone }: Run): string {
  return localTime(Math.floor(Date.now() / 1000) + days * 24 * 60 * 60, timeZone).slice(0, 10);
}

/** More no poll hands over that finds the same again next time; Zapier takes at most 20 MB. */
const MOST_EVENTS = 10_000;
const SAMPLES = 3;

type Shown = Pick<OrderOutput, 'id'>;

/**
 * What lately happened to orders, the newest first. One request, and in a stream at most one commit before it. Samples for
 * the editor never touch a stream: who reads it moves it on. The poll that turns a Zap on tells all that there is, by ids
 * alone, which is what Zapier keeps.
 */
export async function polledEvents(
  run: Run,
  query: StatusQuery,
  show: (event: StatusEvent) => OrderOutput,
): Promise<Shown[]> {
  const { source, side, quickStatus } = query;
  const { isLoadingSample, isPopulating } = run;
  const client = courierOf(run);
  const isStream = source.kind === 'stream' && !isLoadingSample;
  const events = new Newest<Shown>(isStream || isPopulating ? Infinity : MOST_EVENTS);
  let turn = 0;
  const take = (order: Order): void => {
    for (const event of eventsOf(order)) {
      if (!isWanted(event, query)) continue;
      const shown = show(event);
      // What happened within one second stays in its order.
      turn += 1;
      events.take(isPopulating ? { id: shown.id } : shown, momentOf(event.status), turn);
    }
  };
  if (isStream) {
    const { streamId } = source;
    const changed = await client.changes({ side, quickStatus, streamId, mayCommit: !isPopulating });
    changed.forEach(take);
  } else {
    const dateFrom = dayFromNow(source.kind === 'window' ? -source.days : -30, run);
    await client.eachOrder({ side, quickStatus, dateFrom }, take);
  }
  // An order that is told twice counts as it was told last.
  const newest = uniqueById(events.newestFirst());
  return isLoadingSample ? newest.slice(0, SAMPLES) : newest;
}

/**
 * The orders that have come to one of these ends, each order once per end: one that an operator corrects and enters again
 * is no news.
 */
export async function polledOutcomes(run: Run, statuses: readonly string[]): Promise<Shown[]> {
  const form = formOf(run);
  const query = { ...readStatusQuery(form), statuses };
  form.check();
  return polledEvents(run, query, ({ order, status }) => ({
    ...orderOutput(order, status),
    id: `${identityOf(order)}:${status.code}`,
  }));
}

/** A change of status as every trigger gives it to a Zap. */
export function eventOutput({ id, order, status }: StatusEvent): OrderOutput {
  return { ...orderOutput(order, status), id };
}
