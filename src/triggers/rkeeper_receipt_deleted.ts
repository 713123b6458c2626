import type { Trigger } from 'zapier-platform-core';
import { deletedReceiptPoll } from '../steps/rkeeper/operations';

export default {
  key: 'rkeeper_receipt_deleted',
  noun: 'Receipt',
  display: {
    label: 'Till Receipt Deleted',
    description: 'Triggers when a receipt is deleted on the r_keeper till.',
  },
  operation: deletedReceiptPoll(),
} satisfies Trigger;
