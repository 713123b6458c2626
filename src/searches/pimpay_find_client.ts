import type { Search } from 'zapier-platform-core';
import { CLIENT } from '../steps/pimpay/client_output';
import { tin } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  tin: { label: 'Client INN', kind: tin, required: true, help: 'The INN (ИНН) of the client.' },
});

export default {
  key: 'pimpay_find_client',
  noun: 'Client',
  display: {
    label: 'Find PimPay Client',
    description: 'Finds a client at PimPay by the INN (ИНН), and whether money can be passed on.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const client = await pimpayOf(run).client(readInput(run, FORM).tin);
      return client ? [CLIENT.row(client)] : [];
    }),
    sample: CLIENT.sample,
    outputFields: CLIENT.fields,
  },
} satisfies Search;
