import type { Trigger } from 'zapier-platform-core';
import { LISTED_RECEIPT_FIELDS, LISTED_RECEIPT_SAMPLE } from '../services/rkeeper/list_output';
import { polledReceipts } from '../steps/rkeeper/till';
import { perform } from '../zapier/run';

export default {
  key: 'rkeeper_receipt_deleted',
  noun: 'Receipt',
  display: {
    label: 'Receipt Deleted',
    description: 'Triggers when a receipt is deleted on the r_keeper till.',
  },
  operation: {
    type: 'polling',
    perform: perform((run) => polledReceipts(run, ({ deleted }) => deleted)),
    sample: LISTED_RECEIPT_SAMPLE,
    outputFields: [...LISTED_RECEIPT_FIELDS],
  },
} satisfies Trigger;
