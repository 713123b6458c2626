import type { Create } from 'zapier-platform-core';
import { output, primary, text } from '../core/output';
import { offsetAt, withOffset } from '../core/time';
import type { OrderState } from '../services/pimpay/orders';
import { status } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line, moment, money, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  id: {
    label: 'Order Number',
    kind: line,
    required: true,
    help: 'The order that PimPay knows by this number.',
  },
  uniformPimpayDeliveryStatus: {
    label: 'Status',
    kind: status,
    required: true,
    help:
      'Pick it, or map the code of a MeaSoft status such as COMPLETE, which is translated into one of these. A code that has no counterpart is ' +
      'reported as unknown.',
  },
  customDeliveryStatus: {
    label: 'Own Status',
    kind: line,
    help: 'What the courier company calls the status. The MeaSoft code or the code of the status above, if you leave it empty.',
  },
  time: {
    label: 'Time',
    kind: moment,
    help: 'When the order got the status. PimPay is told no time, if you leave it empty.',
  },
  cost: {
    label: 'New Cost',
    kind: money,
    help: 'Only where the cost of the order has changed. For example "1250.50" or "1 250,50".',
  },
});

const REPORTED = output<OrderState>()({
  id: primary(text('Order Number', '11111', ({ id }) => id)),
  status: text('Status', 'delivered', (state) => state.status.uniform),
  custom_status: text('Own Status', 'COMPLETE', (state) => state.status.custom),
});

export default {
  key: 'pimpay_report_status',
  noun: 'Order Status',
  display: {
    label: 'Report PimPay Order Status',
    description: 'Tells PimPay the status of an order, also by the code of a MeaSoft status.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const {
        id,
        uniformPimpayDeliveryStatus: told,
        customDeliveryStatus,
        time,
        cost,
      } = readInput(run, FORM);
      const state = {
        id,
        cost,
        status: { ...told, custom: customDeliveryStatus ?? told.custom },
        time: time === undefined ? undefined : withOffset(time, offsetAt(time, run.timeZone)),
      };
      await pimpayOf(run).reportState(state);
      return REPORTED.row(state);
    }),
    sample: REPORTED.sample,
    outputFields: REPORTED.fields,
  },
} satisfies Create;
