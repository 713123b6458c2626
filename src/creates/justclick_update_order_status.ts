import type { Bundle, Create, PlainInputField, ZObject } from 'zapier-platform-core';
import { Form } from '../core/form';
import { formatMoment } from '../core/time';
import {
  DATE,
  ORDER_STATUSES,
  readStatus,
  readStatusChange,
  RPO,
  STATUS,
  type OrderStatus,
} from '../services/justclick/order_status';
import { orderField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

const dateField = (helpText: string): PlainInputField => ({
  ...DATE,
  type: 'datetime',
  required: true,
  helpText,
});

const trackingField: PlainInputField = {
  ...RPO,
  required: true,
  helpText: 'The postal tracking number of the parcel (РПО).',
};

/** The vendor wants a date for sent and paid, and a tracking number for sent. */
function fieldsOfStatus(status: OrderStatus | undefined): PlainInputField[] {
  switch (status) {
    case 'sent':
      return [dateField('When the parcel was posted.'), trackingField];
    case 'paid':
      return [dateField('When the money came in.')];
    case 'return':
    case 'cancel':
      return [];
    // Nothing chosen yet, or taken from another step: then whatever the status may turn out to need can be filled in.
    case undefined:
      return [
        {
          ...dateField('When the parcel was posted or the money came in. Needed for sent and paid.'),
          required: false,
        },
        { ...trackingField, required: false, helpText: 'The postal tracking number (РПО). Needed for sent.' },
      ];
  }
}

function dynamicFields(_z: ZObject, bundle: Bundle): PlainInputField[] {
  return fieldsOfStatus(readStatus(new Form(bundle.inputData)));
}

export default {
  key: 'justclick_update_order_status',
  noun: 'Order',
  display: {
    label: 'Update Shop Order Status',
    description:
      'Marks an order of an Expertam, JustClick or InfluencerSoft shop as sent, paid, returned or cancelled.',
  },
  operation: {
    inputFields: [
      orderField(),
      {
        ...STATUS,
        required: true,
        choices: ORDER_STATUSES.map(({ value, label }) => ({ value, sample: value, label })),
        altersDynamicFields: true,
      },
      dynamicFields,
    ],
    perform: perform(async (run) => {
      const change = readStatusChange(formOf(run));
      const { code, text } = await shopOf(run).updateOrderStatus(change);
      return {
        id: change.billId,
        bill_id: change.billId,
        status: change.status,
        status_label: ORDER_STATUSES.find(({ value }) => value === change.status)?.label ?? change.status,
        date: 'date' in change ? formatMoment(change.date) : null,
        rpo: 'rpo' in change ? change.rpo : null,
        error_code: code,
        message: text,
      };
    }),
    sample: {
      id: '100000',
      bill_id: '100000',
      status: 'sent',
      status_label: 'Sent by post (отправлен)',
      date: '2013-03-02T20:00:00Z',
      rpo: '10000000000000',
      error_code: 0,
      message: 'order status changed',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'bill_id', label: 'Order Number', type: 'string' },
      { key: 'status', label: 'Status', type: 'string' },
      { key: 'status_label', label: 'Status Label', type: 'string' },
      { key: 'date', label: 'Date', type: 'datetime' },
      { key: 'rpo', label: 'Tracking Number', type: 'string' },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
