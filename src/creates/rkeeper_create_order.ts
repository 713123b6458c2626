import type { Create } from 'zapier-platform-core';
import { EXTERNAL_ID } from '../services/rkeeper/fields';
import { readNewOrder } from '../services/rkeeper/new_order_form';
import { ORDER_FIELDS, ORDER_SAMPLE, orderOutput } from '../services/rkeeper/order_output';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../steps/rkeeper/till';
import { NEW_ORDER, station } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'rkeeper_create_order',
  noun: 'Order',
  display: {
    label: 'Create Till Order',
    description: 'Opens an empty order at a table of an r_keeper 7 restaurant.',
  },
  operation: {
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: [
      {
        ...EXTERNAL_ID,
        helpText:
          'Your own id of the order, such as its number on your website. With it, a run that is repeated finds the order that is there ' +
          'already and does not open a second one, and later steps can name the order by it. Upper and lower case differ.',
      },
      ...NEW_ORDER,
      station('Where the order is opened (касса).', false),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const request = readNewOrder(form);
      form.check();
      const { order, alreadyExisted } = await tillOf(run).createOrder(request);
      return { ...orderOutput(order, run.timeZone), already_existed: alreadyExisted };
    }),
    sample: { ...ORDER_SAMPLE, already_existed: false },
    outputFields: [...ORDER_FIELDS, { key: 'already_existed', label: 'Existed Already', type: 'boolean' }],
  },
} satisfies Create;
