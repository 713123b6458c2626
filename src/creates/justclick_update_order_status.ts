import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import { Form } from '../core/form';
import { output, primary, text, time } from '../core/output';
import { formatMoment } from '../core/time';
import type { OrderStatus, StatusChange } from '../services/justclick/order_requests';
import { BILL_ID, shopOf } from '../steps/justclick/shop';
import { choice, choiceList, fields, line, moment, shownWith } from '../zapier/fields';
import { create } from '../zapier/step';

/** The vendor's statuses, with its words for them. */
const STATUSES = {
  sent: 'Sent by post (отправлен)',
  paid: 'Paid (оплачен)',
  return: 'Returned by the buyer (возврат)',
  cancel: 'Cancelled (отменен)',
} as const satisfies Record<OrderStatus, string>;

const status = choice(STATUSES);

const FORM = fields({
  bill_id: BILL_ID,
  status: {
    label: 'New Status',
    kind: shownWith({ choices: choiceList(STATUSES), altersDynamicFields: true }, status),
    required: true,
    help: 'What happened to the order. Some need a date or a tracking number, which are then asked for.',
  },
});

const DATE = { label: 'Date', kind: moment } as const;
const RPO = { label: 'Tracking Number', kind: line } as const;

/** The vendor wants a date for sent and paid, and a tracking number for sent. */
const REST = {
  sent: fields({
    date: { ...DATE, required: true, help: 'When the parcel was posted.' },
    rpo: { ...RPO, required: true, help: 'The postal tracking number of the parcel (РПО).' },
  }),
  paid: fields({ date: { ...DATE, required: true, help: 'When the money came in.' } }),
  return: fields({}),
  cancel: fields({}),
};

/** While the status is not chosen, or taken from another step, whatever it may turn out to need can be filled in. */
const UNDECIDED = fields({
  date: {
    ...DATE,
    required: false,
    help: 'When the parcel was posted or the money came in. Needed for sent and paid.',
  },
  rpo: { ...RPO, required: false, help: 'The postal tracking number (РПО). Needed for sent.' },
});

function readStatus(form: Form): OrderStatus | undefined {
  return status.read(form, FORM.field('status'));
}

function fieldsOfStatus(_z: ZObject, bundle: Bundle): PlainInputField[] {
  const chosen = readStatus(new Form(bundle.inputData));
  const { input } = chosen === undefined ? UNDECIDED : REST[chosen];
  return input.filter((field) => typeof field !== 'function');
}

function readChange(form: Form): StatusChange {
  const { bill_id } = FORM.read(form);
  const chosen = readStatus(form);
  switch (chosen) {
    case 'sent':
      return { bill_id, status: chosen, ...REST.sent.read(form) };
    case 'paid':
      return { bill_id, status: chosen, ...REST.paid.read(form) };
    case 'return':
    case 'cancel':
      return { bill_id, status: chosen };
    case undefined:
      return form.refuse();
  }
}

const CHANGED = output<StatusChange>()({
  id: primary(text('ID', '100000', ({ bill_id }) => bill_id)),
  bill_id: text('Order Number', '100000', ({ bill_id }) => bill_id),
  status: text('Status', 'sent', (change) => change.status),
  status_label: text('Status Label', STATUSES.sent, (change) => STATUSES[change.status]),
  date: time('Date', '2013-03-02T20:00:00Z', (change) =>
    'date' in change ? formatMoment(change.date) : undefined,
  ),
  rpo: text('Tracking Number', '10000000000000', (change) => ('rpo' in change ? change.rpo : undefined)),
});

export default create({
  key: 'justclick_update_order_status',
  noun: 'Order',
  label: 'Update Shop Order Status',
  description:
    'Marks an order of an Expertam, JustClick or InfluencerSoft shop as sent, paid, returned or cancelled.',
  form: { input: [...FORM.input, fieldsOfStatus], read: readChange },
  output: CHANGED,
  perform: async (run, change) => {
    await shopOf(run).updateOrderStatus(change);
    return CHANGED.row(change);
  },
});
