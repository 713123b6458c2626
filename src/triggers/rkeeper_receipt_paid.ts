import type { Trigger } from 'zapier-platform-core';
import { LISTED_RECEIPT_FIELDS, LISTED_RECEIPT_SAMPLE } from '../services/rkeeper/list_output';
import { polledReceipts } from '../steps/rkeeper/till';
import { perform } from '../zapier/run';

export default {
  key: 'rkeeper_receipt_paid',
  noun: 'Receipt',
  display: {
    label: 'Receipt Paid',
    description: 'Triggers when a receipt is paid and printed on the r_keeper till.',
  },
  operation: {
    type: 'polling',
    perform: perform((run) => polledReceipts(run, ({ bill, deleted }) => !bill && !deleted)),
    sample: LISTED_RECEIPT_SAMPLE,
    outputFields: [...LISTED_RECEIPT_FIELDS],
  },
} satisfies Trigger;
