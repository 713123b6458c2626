import { output, primary, text } from '../core/output';
import { formatMomentAt } from '../core/time';
import { reportState, type OrderState } from '../services/pimpay/orders';
import { status } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line, moment, money } from '../zapier/fields';
import { create } from '../zapier/step';

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

export default create({
  key: 'pimpay_report_status',
  noun: 'Order Status',
  label: 'Report PimPay Order Status',
  description: 'Tells PimPay the status of an order, also by the code of a MeaSoft status.',
  form: FORM,
  output: REPORTED,
  perform: async (run, { id, uniformPimpayDeliveryStatus: told, customDeliveryStatus, time, cost }) => {
    const state = {
      id,
      cost,
      status: { ...told, custom: customDeliveryStatus ?? told.custom },
      time: time === undefined ? undefined : formatMomentAt(time, run.timeZone),
    };
    await reportState(pimpayOf(run), state);
    return REPORTED.row(state);
  },
});
