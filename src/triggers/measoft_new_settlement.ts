import { SETTLEMENT } from '../services/measoft/settlements';
import { polledSettlements } from '../steps/measoft/settlements';
import { fields, yesNo } from '../zapier/fields';
import { polling } from '../zapier/step';

const FORM = fields({
  paid_only: {
    label: 'Paid Ones Only',
    kind: yesNo,
    help: 'Yes starts the Zap when the act is paid (дата оплаты), instead of when it is drawn up. No, if you leave it empty.',
  },
});

export default polling({
  key: 'measoft_new_settlement',
  noun: 'Settlement',
  label: 'New Courier Settlement',
  description:
    'Triggers when a MeaSoft courier company draws up a cash transfer act (акт передачи денег) of what it collected for you, with its lines.',
  form: FORM,
  output: SETTLEMENT,
  perform: (run, { paid_only: paidOnly = false }) => polledSettlements(run, paidOnly),
});
