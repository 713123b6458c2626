import { courierConnection } from './connection';
import { distinct } from './core/distinct';
import { localTime } from './core/moment';
import { Vault } from './core/vault';
import { CourierClient } from './services/measoft/client';
import { orderOutput, type OrderOutput } from './services/measoft/order_output';
import { identityOf } from './services/measoft/orders';
import { isWanted, readStatusQuery, type StatusQuery } from './services/measoft/status_query';
import { statusEvents, type StatusEvent } from './services/measoft/status_events';
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

const SAMPLES = 3;

/**
 * What lately happened to orders, the newest first. One request, and in a stream at most one commit before it. Samples for
 * the editor never touch a stream: who reads it moves it on.
 */
export async function polledEvents(step: Step, query: StatusQuery): Promise<readonly StatusEvent[]> {
  const { source, side, quickStatus } = query;
  const client = courierOf(step);
  const orders =
    source.kind === 'stream' && !step.isLoadingSample
      ? await client.changes({ side, quickStatus, streamId: source.streamId, mayCommit: !step.isPopulating })
      : await client.orders({
          side,
          quickStatus,
          dateFrom: dayFromNow(source.kind === 'window' ? -source.days : -30, step),
        });
  const events = statusEvents(orders).filter((event) => isWanted(event, query));
  return step.isLoadingSample ? events.slice(0, SAMPLES) : events;
}

/**
 * The orders that have come to one of these ends, each order once per end: one that an operator corrects and enters again
 * is no news.
 */
export async function polledOutcomes(step: Step, statuses: readonly string[]): Promise<OrderOutput[]> {
  const form = formOf(step);
  const query = { ...readStatusQuery(form), statuses };
  form.check();
  const outcomes = (await polledEvents(step, query)).map(({ order, status }) => ({
    id: `${identityOf(order)}:${status.code}`,
    order,
    status,
  }));
  return distinct(outcomes).map(eventOutput);
}

/** A change of status as every trigger gives it to a Zap. */
export function eventOutput({ id, order, status }: StatusEvent): OrderOutput {
  return { ...orderOutput(order, status), id };
}
