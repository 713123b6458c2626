import { roubles } from '../core/money';
import { number, output, primary, text } from '../core/output';
import { findBalances, type Balance } from '../services/pimpay/clients';
import { tins } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  tins: { label: 'Client INNs', kind: tins, required: true, help: 'The INN (ИНН) of one or more clients.' },
});

const BALANCE = output<Balance>()({
  id: primary(text('Client INN', '7700000000', ({ tin }) => tin ?? '')),
  legalEntityName: text('Name', 'ООО Свеча', ({ legalEntityName }) => legalEntityName),
  status: text('Status', 'ok', ({ status }) => status),
  customerBalance: number('Balance', 1500.5, ({ customerBalance }) => roubles(customerBalance)),
  depositBalance: number('Deposit', 0, ({ depositBalance }) => roubles(depositBalance)),
});

export default search({
  key: 'pimpay_find_balance',
  noun: 'Balance',
  label: 'Find PimPay Balance',
  description: 'Finds how much money of its clients PimPay holds, by their INN (ИНН).',
  form: FORM,
  output: BALANCE,
  perform: async (run, values) =>
    (await findBalances(pimpayOf(run), values.tins)).map((balance) => BALANCE.row(balance)),
});
