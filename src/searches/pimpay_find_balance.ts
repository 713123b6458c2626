import type { Search } from 'zapier-platform-core';
import { number, output, primary, text } from '../core/output';
import type { Balance } from '../services/pimpay/clients';
import { tins } from '../steps/pimpay/kinds';
import { amount } from '../steps/pimpay/payment_output';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  tins: { label: 'Client INNs', kind: tins, required: true, help: 'The INN (ИНН) of one or more clients.' },
});

const BALANCE = output<Balance>()({
  id: primary(text('Client INN', '7700000000', ({ tin }) => tin ?? '')),
  legalEntityName: text('Name', 'ООО Свеча', ({ legalEntityName }) => legalEntityName),
  status: text('Status', 'ok', ({ status }) => status),
  customerBalance: number('Balance', 1500.5, ({ customerBalance }) => amount(customerBalance)),
  depositBalance: number('Deposit', 0, ({ depositBalance }) => amount(depositBalance)),
});

export default {
  key: 'pimpay_find_balance',
  noun: 'Balance',
  display: {
    label: 'Find PimPay Balance',
    description: 'Finds how much money of its clients PimPay holds, by their INN (ИНН).',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) =>
      (await pimpayOf(run).balances(readInput(run, FORM).tins)).map((balance) => BALANCE.row(balance)),
    ),
    sample: BALANCE.sample,
    outputFields: BALANCE.fields,
  },
} satisfies Search;
