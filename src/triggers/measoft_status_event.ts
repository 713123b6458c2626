import type { Trigger } from 'zapier-platform-core';
import { courierVault, eventOutput, polledEvents } from '../steps/measoft/courier';
import { STATUSES_FIELD } from '../steps/measoft/fields';
import { isFirstTime } from '../steps/seen_before';
import { EVENT_SAMPLE, ORDER_FIELDS, type OrderOutput } from '../services/measoft/order_output';
import { isWanted, readStatusQuery } from '../services/measoft/status_query';
import { readWebhook } from '../services/measoft/webhook';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'measoft_status_event',
  noun: 'Status Event',
  display: {
    label: 'Order Status (Instant)',
    description: 'Triggers when a MeaSoft courier company reports a status of an order to this Zap.',
    directions:
      "Copy the address below. In the courier company's cabinet («Личный кабинет») open «Настройки», then «Интеграция», add an integration of the " +
      'type "Webhook" and paste the address as its URL. ⚠ MeaSoft demands a certain answer to each report (обязательный ответ), which Zapier ' +
      'cannot give, and whose text is not published. MeaSoft may therefore count reports as failed, send them again, or stop: this Zap starts ' +
      'once for each, but test it for a day. If reports stay away, use the trigger Order Status Changed, which needs no answer.',
  },
  operation: {
    type: 'hook',
    inputFields: [STATUSES_FIELD],
    perform: perform(async (run): Promise<OrderOutput[]> => {
      const form = formOf(run);
      const query = readStatusQuery(form);
      form.check();
      const event = readWebhook(run.hook.content);
      if (!event) {
        run.log('Ignored something that is no status of an order.');
        return [];
      }
      if (!isWanted(event, query)) return [];
      return (await isFirstTime(run, courierVault(run), event.id)) ? [eventOutput(event)] : [];
    }),
    performList: perform(async (run) => {
      const query = readStatusQuery(formOf(run));
      return polledEvents({ ...run, isLoadingSample: true }, query, eventOutput);
    }),
    sample: EVENT_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Trigger;
