import { carried, output, alreadyExisted } from '../core/output';
import { say } from '../language/language';
import { CLIENT, registerClient, type RegisteredClient } from '../services/pimpay/clients';
import { mobile, tin } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line, matching } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  tin: {
    label: 'Client INN',
    kind: tin,
    required: true,
    help: 'The INN (ИНН). A client whose INN PimPay knows already stays as it is.',
  },
  legalEntityName: {
    label: 'Legal Name',
    kind: line,
    required: true,
    help: 'The name of the company or entrepreneur (юридическое лицо, ИП).',
  },
  shopName: { label: 'Shop Name', kind: line, required: true, help: 'What the shop is called.' },
  email: {
    label: 'Email',
    kind: matching(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, say`must be one email address`),
    required: true,
    help: 'Where PimPay writes to.',
  },
  mobile: {
    label: 'Mobile Phone',
    kind: mobile,
    required: true,
    help: 'One number, such as +7 999 123-45-67. Russian ones may begin with 8.',
  },
  agreement: { label: 'Contract', kind: line, help: 'The number of the contract (договор).' },
  extra: { label: 'Note', kind: line, help: 'What else PimPay shall know (extra).' },
});

const REGISTERED = output<RegisteredClient>()({
  ...carried(CLIENT, (client: RegisteredClient) => client),
  already_existed: alreadyExisted,
});

export default create({
  key: 'pimpay_register_client',
  noun: 'Client',
  label: 'Register PimPay Client',
  description: 'Makes a client of the courier company known to PimPay, once for each INN (ИНН).',
  form: FORM,
  output: REGISTERED,
  perform: async (run, values) => {
    return REGISTERED.row(await registerClient(pimpayOf(run), values));
  },
});
