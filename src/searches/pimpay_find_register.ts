import { output, primary, text, texts, yesNo } from '../core/output';
import { registerStatus, type RegisterStatus } from '../services/pimpay/registers';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  id: {
    label: 'Register ID',
    kind: line,
    required: true,
    help: "The register's own number, under which it was sent (сверка).",
  },
});

const REGISTER = output<RegisterStatus>()({
  id: primary(text('Register ID', '6278', ({ id }) => id)),
  status: text('Status', 'discarded', ({ status }) => status),
  is_final: yesNo('Is Final', true, ({ status }) => status !== 'pending'),
  errors: texts('Errors', ['Неизвестный заказ 11113'], ({ errors }) => errors),
});

export default search({
  key: 'pimpay_find_register',
  noun: 'Register',
  label: 'Find PimPay Register',
  description:
    'Finds a money register (сверка) with its status (pending, matched or discarded), and why PimPay has discarded it.',
  form: FORM,
  output: REGISTER,
  perform: async (run, { id }) => {
    const status = await registerStatus(pimpayOf(run), id);
    return status ? [REGISTER.row(status)] : [];
  },
});
