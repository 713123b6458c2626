import type { Trigger } from 'zapier-platform-core';
import { polledSettlements } from '../steps/measoft/settlements';
import { SETTLEMENT_FIELDS, SETTLEMENT_SAMPLE } from '../services/measoft/settlements';
import { formOf, perform } from '../zapier/run';

const PAID_ONLY = { key: 'paid_only', label: 'Paid Ones Only' } as const;

export default {
  key: 'measoft_new_settlement',
  noun: 'Settlement',
  display: {
    label: 'New Settlement',
    description:
      'Triggers when a MeaSoft courier company draws up a cash transfer act (акт передачи денег) of what it collected for you, with its lines.',
  },
  operation: {
    type: 'polling',
    inputFields: [
      {
        ...PAID_ONLY,
        type: 'boolean',
        helpText:
          'Yes starts the Zap when the act is paid (дата оплаты), instead of when it is drawn up. No, if you leave it empty.',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const paidOnly = form.flag(PAID_ONLY) ?? false;
      form.check();
      return polledSettlements(run, paidOnly);
    }),
    sample: SETTLEMENT_SAMPLE,
    outputFields: [...SETTLEMENT_FIELDS],
  },
} satisfies Trigger;
