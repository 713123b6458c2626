import type { Form } from '../core/form';
import { say } from '../language/language';
import { employee, itemField, picked } from '../steps/rkeeper/kinds';
import { NEW_ORDER } from '../steps/rkeeper/new_order';
import { tillWrite } from '../steps/rkeeper/till';
import { FOUND_ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER } from '../steps/rkeeper/orders';
import { fields, type Values } from '../zapier/fields';

const CHANGES = fields({
  persistent_comment: NEW_ORDER.persistent_comment,
  non_persistent_comment: NEW_ORDER.non_persistent_comment,
  external_properties: {
    ...NEW_ORDER.external_properties,
    help: "Names and values of your own, such as a CRM's deal and its id. Those that are there under other names stay.",
  },
  waiter: itemField('Waiter', employee, 'Whose order it becomes (официант).'),
  table: itemField('Table', picked('tables'), 'Where it moves to (стол).'),
  order_type: NEW_ORDER.order_type,
});

const FORM = fields({
  ...FOUND_ORDER_REF,
  ...CHANGES.rows,
  manager: itemField('Manager', employee, 'Who allows it (менеджер), where the till asks for a manager.'),
});

function checkChanges(_values: Values<typeof FORM.rows>, form: Form): void {
  const keys = Object.keys(CHANGES.rows) as (keyof typeof CHANGES.rows)[];
  if (!keys.some((key) => form.has(CHANGES.field(key))))
    form.fault(say`Fill in what shall change: a comment, for instance.`);
}

export default tillWrite({
  key: 'rkeeper_update_order',
  noun: 'Order',
  label: 'Update Till Order',
  description:
    'Changes comments, properties, waiter, table or type of an open order of an r_keeper 7 restaurant; empty fields keep what is there.',
  form: FORM,
  check: checkChanges,
  output: ORDER,
  perform: (till, { order_guid: order, manager, ...changes }) =>
    till.updateOrder(
      order,
      {
        table: changes.table,
        waiter: changes.waiter,
        orderType: changes.order_type,
        persistentComment: changes.persistent_comment,
        nonPersistentComment: changes.non_persistent_comment,
        externalProperties: changes.external_properties,
      },
      manager,
    ),
});
