import type { Trigger } from 'zapier-platform-core';
import { parseWebhook } from '../services/measoft/webhook';
import { courierVault } from '../steps/measoft/courier';
import { EVENT_SAMPLE, ORDER, type OrderOutput } from '../steps/measoft/order_output';
import { isWanted, polledEvents, STATUS_SOURCE, STATUSES } from '../steps/measoft/status_events';
import { unlessSeenBefore } from '../steps/seen_before';
import { fields, readInput } from '../zapier/fields';
import { formOf, perform } from '../zapier/run';

const FORM = fields({ statuses: STATUSES });

export default {
  key: 'measoft_status_event',
  noun: 'Status Event',
  display: {
    label: 'Courier Order Status (Instant)',
    description: 'Triggers when a MeaSoft courier company reports a status of an order to this Zap.',
    directions:
      "Copy the address below. In the courier company's cabinet («Личный кабинет») open «Настройки», then «Интеграция», add an integration of the " +
      'type "Webhook" and paste the address as its URL. ⚠ MeaSoft demands a certain answer to each report (обязательный ответ), which Zapier ' +
      'cannot give, and whose text is not published. MeaSoft may therefore count reports as failed, send them again, or stop: this Zap starts ' +
      'once for each, but test it for a day. If reports stay away, use the trigger Courier Order Status Changed, which needs no answer.',
  },
  operation: {
    type: 'hook',
    inputFields: FORM.input,
    perform: perform(async (run): Promise<OrderOutput[]> => {
      const filter = readInput(run, FORM);
      const event = parseWebhook(run.hook.content);
      if (!event) {
        run.log('Ignored something that is no status of an order.');
        return [];
      }
      if (!isWanted(event, filter)) return [];
      return unlessSeenBefore(run, courierVault(run), { id: event.id, isDated: true }, () =>
        ORDER.row(event),
      );
    }),
    performList: perform((run) => {
      const form = formOf(run);
      return polledEvents({ ...run, isLoadingSample: true }, STATUS_SOURCE.read(form), FORM.read(form));
    }),
    sample: EVENT_SAMPLE,
    outputFields: ORDER.fields,
  },
} satisfies Trigger;
