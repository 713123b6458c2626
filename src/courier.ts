import { courierConnection } from './connection';
import { distinct } from './core/distinct';
import { localTime } from './core/moment';
import { Vault } from './core/vault';
import { CourierClient } from './services/measoft/client';
import { orderOutput, type OrderOutput } from './services/measoft/order_output';
import { identityOf } from './services/measoft/orders';
import { isWanted, readStatusQuery, type StatusQuery } from './services/measoft/status_query';
import { StatusEvents, type StatusEvent } from './services/measoft/status_events';
import { formOf, type Step } from './zapier';

/** The client of the connected courier company. */
export function courierOf({ authData, http, store }: Step): CourierClient {
  return new CourierClient(courierConnection(authData), http, store);
}

/** What is remembered for the connected account. */
export function courierVault({ authData, store }: Step): Vault {
  const { courierCode, login, password } = courierConnection(authData);
  return new Vault(store, [courierCode, login, password]);
}

/** `YYYY-MM-DD HH:MM:SS` on the clocks of the Zap's zone. */
export function nowFor({ timeZone }: Step): string {
  return localTime(Math.floor(Date.now() / 1000), timeZone);
}

/** The day so many days from now, `YYYY-MM-DD` in the Zap's zone. */
export function dayFromNow(days: number, { timeZone }: Step): string {
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
  step: Step,
  query: StatusQuery,
  show: (event: StatusEvent) => OrderOutput,
): Promise<Shown[]> {
  const { source, side, quickStatus } = query;
  const { isLoadingSample, isPopulating } = step;
  const client = courierOf(step);
  const pick = (event: StatusEvent): Shown | undefined => {
    if (!isWanted(event, query)) return undefined;
    const shown = show(event);
    return isPopulating ? { id: shown.id } : shown;
  };
  if (source.kind === 'stream' && !isLoadingSample) {
    const events = new StatusEvents(pick);
    const { streamId } = source;
    for (const order of await client.changes({ side, quickStatus, streamId, mayCommit: !isPopulating }))
      events.take(order);
    return events.newestFirst();
  }
  const events = new StatusEvents(pick, isLoadingSample ? SAMPLES : isPopulating ? Infinity : MOST_EVENTS);
  const dateFrom = dayFromNow(source.kind === 'window' ? -source.days : -30, step);
  await client.eachOrder({ side, quickStatus, dateFrom }, (order) => {
    events.take(order);
  });
  return events.newestFirst();
}

/**
 * The orders that have come to one of these ends, each order once per end: one that an operator corrects and enters again
 * is no news.
 */
export async function polledOutcomes(step: Step, statuses: readonly string[]): Promise<Shown[]> {
  const form = formOf(step);
  const query = { ...readStatusQuery(form), statuses };
  form.check();
  const outcomes = await polledEvents(step, query, ({ order, status }) => ({
    ...orderOutput(order, status),
    id: `${identityOf(order)}:${status.code}`,
  }));
  return distinct(outcomes);
}

/** A change of status as every trigger gives it to a Zap. */
export function eventOutput({ id, order, status }: StatusEvent): OrderOutput {
  return { ...orderOutput(order, status), id };
}
