import type { Search } from 'zapier-platform-core';
import { output, primary, text, texts, yesNo } from '../core/output';
import type { RegisterStatus } from '../services/pimpay/registers';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

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

export default {
  key: 'pimpay_find_register',
  noun: 'Register',
  display: {
    label: 'Find PimPay Register',
    description:
      'Finds a money register (сверка) with its status (pending, matched or discarded), and why PimPay has discarded it.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const status = await pimpayOf(run).registerStatus(readInput(run, FORM).id);
      return status ? [REGISTER.row(status)] : [];
    }),
    sample: REGISTER.sample,
    outputFields: REGISTER.fields,
  },
} satisfies Search;
