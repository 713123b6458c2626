import type { Trigger } from 'zapier-platform-core';
import { receiptPoll } from '../steps/rkeeper/operations';

export default {
  key: 'rkeeper_receipt_returned',
  noun: 'Receipt',
  display: {
    label: 'Till Receipt Returned',
    description:
      'Triggers when dishes are returned on the r_keeper till, where it lists the receipts of returns.',
  },
  operation: receiptPoll('returns'),
} satisfies Trigger;
