import { CLIENT, findClient } from '../services/pimpay/clients';
import { tin } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  tin: { label: 'Client INN', kind: tin, required: true, help: 'The INN (ИНН) of the client.' },
});

export default search({
  key: 'pimpay_find_client',
  noun: 'Client',
  label: 'Find PimPay Client',
  description: 'Finds a client at PimPay by the INN (ИНН), and whether money can be passed on.',
  form: FORM,
  output: CLIENT,
  perform: async (run, values) => {
    const client = await findClient(pimpayOf(run), values.tin);
    return client ? [client] : [];
  },
});
