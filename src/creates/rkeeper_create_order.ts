import { output, alreadyExisted } from '../core/output';
import type { Order } from '../services/rkeeper/orders';
import type { Told } from '../steps/rkeeper/columns';
import { itemField, picked } from '../steps/rkeeper/kinds';
import { NEW_ORDER, orderRequest } from '../steps/rkeeper/new_order';
import { ORDER } from '../steps/rkeeper/orders';
import { tillWrite } from '../steps/rkeeper/till';
import { fields, line } from '../zapier/fields';

const FORM = fields({
  ...NEW_ORDER,
  external_id: {
    label: 'Your Order Number',
    kind: line,
    help:
      'Your own number of the order, such as the one on your website. With it, a run that is repeated finds the order that is there ' +
      'already and does not open a second one, and later steps can name the order by it. Upper and lower case differ.',
  },
  station: itemField('Station', picked('stations'), 'Where the order is opened (касса).'),
});

const OPENED = output<Told<Order & { readonly alreadyExisted: boolean }>>()({
  ...ORDER.columns,
  already_existed: alreadyExisted,
});

export default tillWrite({
  key: 'rkeeper_create_order',
  noun: 'Order',
  label: 'Create Till Order',
  description: 'Opens an empty order at a table of an r_keeper 7 restaurant.',
  form: FORM,
  output: OPENED,
  perform: async (till, values) => {
    const { order, alreadyExisted } = await till.createOrder(orderRequest(values));
    return { ...order, alreadyExisted };
  },
});
