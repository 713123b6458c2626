import type { Trigger } from 'zapier-platform-core';
import { receiptPoll } from '../steps/rkeeper/operations';

export default {
  key: 'rkeeper_receipt_paid',
  noun: 'Receipt',
  display: {
    label: 'Till Receipt Paid',
    description: 'Triggers when a receipt of a sale is paid and printed on the r_keeper till.',
  },
  operation: receiptPoll('sales'),
} satisfies Trigger;
