import type { Trigger } from 'zapier-platform-core';
import { courierVault, eventOutput, polledEvents } from '../courier';
import { STATUSES_FIELD } from '../courier_fields';
import { isFirstTime } from '../first_time';
import { EVENT_SAMPLE, ORDER_FIELDS, type OrderOutput } from '../services/measoft/order_output';
import { isWanted, readStatusQuery } from '../services/measoft/status_query';
import { readWebhook } from '../services/measoft/webhook';
import { formOf, perform } from '../zapier';

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
    cleanInputData: false,
    inputFields: [STATUSES_FIELD],
    perform: perform(async (step): Promise<OrderOutput[]> => {
      const form = formOf(step);
      const query = readStatusQuery(form);
      form.check();
      const event = readWebhook(step.hook.content);
      if (!event) {
        step.log('Ignored something that is no status of an order.');
        return [];
      }
      if (!isWanted(event, query)) return [];
      return (await isFirstTime(step, courierVault(step), event.id)) ? [eventOutput(event)] : [];
    }),
    performList: perform(async (step) => {
      const query = readStatusQuery(formOf(step));
      return polledEvents({ ...step, isLoadingSample: true }, query, eventOutput);
    }),
    sample: EVENT_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Trigger;
