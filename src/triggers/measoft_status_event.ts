import { Problem } from '../core/errors';
import { output, yesNo } from '../core/output';
import type { CourierClient } from '../services/measoft/client';
import { confirmedEvent, parseWebhook, type StatusEvent } from '../services/measoft/status_events';
import { courierOf, courierVault } from '../steps/measoft/courier';
import { EVENT_SAMPLE, ORDER } from '../steps/measoft/order_output';
import { isWanted, polledEvents, STATUS_SOURCE, STATUSES } from '../steps/measoft/status_events';
import { unlessSeenBefore } from '../steps/seen_before';
import { fields } from '../zapier/fields';
import { formOf } from '../zapier/run';
import { hook } from '../zapier/step';

const FORM = fields({ statuses: STATUSES });

/** An event with what the courier service itself says of its order, where it could be asked. */
interface Checked extends StatusEvent {
  readonly confirmed: boolean;
}

const EVENT = output<Checked>()({
  ...ORDER.columns,
  confirmed: yesNo('Is Confirmed by the Courier Service', true, ({ confirmed }) => confirmed),
});

/**
 * Asks the courier service for the order of an event, since anybody who knows the address can send one.
 *
 * @returns undefined where there is no such order.
 */
async function checkedBy(courier: CourierClient, told: StatusEvent): Promise<Checked | undefined> {
  const { orderCode, orderNo } = told.order;
  try {
    const order = await courier.anyOrder({ orderCode, orderNo });
    return order && { ...confirmedEvent(order, told), confirmed: true };
  } catch (error) {
    // A service that cannot be asked shall not keep an event from its Zap.
    if (error instanceof Problem) return { ...told, confirmed: false };
    throw error;
  }
}

export default hook({
  key: 'measoft_status_event',
  noun: 'Status Event',
  label: 'Courier Order Status (Instant)',
  description: 'Triggers when a MeaSoft courier company reports a status of an order to this Zap.',
  directions:
    "Copy the address below, and treat it as a secret: MeaSoft signs nothing, so that whoever knows it can start this Zap. In the courier company's cabinet («Личный кабинет») open «Настройки», then «Интеграция», add an integration of the " +
    'type "Webhook" and paste the address as its URL. ⚠ MeaSoft demands a certain answer to each report (обязательный ответ), which Zapier ' +
    'cannot give, and whose text is not published. MeaSoft may therefore count reports as failed, send them again, or stop: this Zap starts ' +
    'once for each, but test it for a day. If reports stay away, use the trigger Courier Order Status Changed, which needs no answer. Before the Zap ' +
    'starts, the order is read from the courier service, whose status and amounts count; Is Confirmed by the Courier Service says whether that worked.',
  form: FORM,
  output: EVENT,
  sample: { ...EVENT_SAMPLE, confirmed: true },
  perform: async (run, filter) => {
    const told = parseWebhook(run.hook.content);
    if (!told) {
      run.log('Ignored something that is no status of an order.');
      return [];
    }
    if (!isWanted(told, filter)) return [];
    const event = await checkedBy(courierOf(run), told);
    if (!event) {
      run.log('Ignored a status of an order that the courier service does not know.');
      return [];
    }
    if (!isWanted(event, filter)) return [];
    // What is not confirmed may be forged, and must not stand in the way of the real event.
    const id = event.confirmed ? event.id : `unconfirmed ${event.id}`;
    return unlessSeenBefore(run, courierVault(run), { id, isDated: true }, () => EVENT.row(event));
  },
  examples: async (run, filter) => {
    const samples = await polledEvents(run, STATUS_SOURCE.read(formOf(run)), filter);
    return samples.map((sample) => ({ ...sample, confirmed: true }));
  },
});
