import type { Trigger } from 'zapier-platform-core';
import { EVENT_SAMPLE, ORDER } from '../steps/measoft/order_output';
import { polledEvents, STATUS_BRANCH, STATUS_SOURCE, STATUSES } from '../steps/measoft/status_events';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({ statuses: STATUSES, ...STATUS_SOURCE.rows, eventstore: STATUS_BRANCH });

export default {
  key: 'measoft_status_changed',
  noun: 'Status Change',
  display: {
    label: 'Courier Order Status Changed',
    description:
      'Triggers when an order at a MeaSoft courier company gets one of the statuses that you choose, once for every change.',
  },
  operation: {
    type: 'polling',
    inputFields: FORM.input,
    perform: perform((run) => {
      const query = readInput(run, FORM);
      return polledEvents(run, query, query);
    }),
    sample: EVENT_SAMPLE,
    outputFields: ORDER.fields,
  },
} satisfies Trigger;
