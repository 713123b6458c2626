import { BALANCE, findBalances } from '../services/pimpay/clients';
import { tins } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  tins: { label: 'Client INNs', kind: tins, required: true, help: 'The INN (ИНН) of one or more clients.' },
});

export default search({
  key: 'pimpay_find_balance',
  noun: 'Balance',
  label: 'Find PimPay Balance',
  description: 'Finds how much money of its clients PimPay holds, by their INN (ИНН).',
  form: FORM,
  output: BALANCE,
  perform: (run, { tins: asked }) => findBalances(pimpayOf(run), asked),
});
