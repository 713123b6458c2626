import type { Trigger } from 'zapier-platform-core';
import { eventOutput, polledEvents } from '../steps/measoft/courier';
import { STATUS_SOURCE, STATUSES_FIELD, STORE_FIELD } from '../steps/measoft/fields';
import { EVENT_SAMPLE, ORDER_FIELDS } from '../services/measoft/order_output';
import { readStatusQuery } from '../services/measoft/status_query';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'measoft_status_changed',
  noun: 'Status Change',
  display: {
    label: 'Order Status Changed',
    description:
      'Triggers when an order at a MeaSoft courier company gets one of the statuses that you choose, once for every change.',
  },
  operation: {
    type: 'polling',
    inputFields: [STATUSES_FIELD, ...STATUS_SOURCE, STORE_FIELD],
    perform: perform(async (run) => {
      const form = formOf(run);
      const query = readStatusQuery(form);
      form.check();
      return polledEvents(run, query, eventOutput);
    }),
    sample: EVENT_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Trigger;
