import { output, alreadyExisted } from '../core/output';
import { createOrder, type CreatedOrder } from '../services/cdek/order_creation';
import { cdekOf } from '../steps/cdek/cdek';
import { checkNewOrder, NEW_ORDER, newOrder } from '../steps/cdek/new_order';
import { ORDER, present, type OrderEvent } from '../steps/cdek/order_output';
import {} from '../zapier/fields';
import { create } from '../zapier/step';

const CREATED = output<CreatedOrder & OrderEvent>()({
  ...ORDER.columns,
  already_existed: alreadyExisted,
});

export default create({
  key: 'cdek_create_order',
  noun: 'Order',
  label: 'Create CDEK Order',
  description:
    'Gives an order to CDEK (СДЭК). CDEK makes it within seconds; where State of the Request still is ACCEPTED, look it up later with Find CDEK Order.',
  form: NEW_ORDER,
  check: checkNewOrder,
  output: CREATED,
  perform: async (run, values) => {
    const cdek = cdekOf(run);
    const created = await createOrder(cdek, await newOrder(values, cdek), values.if_number_exists);
    return CREATED.row({ ...created, ...present(created.order) });
  },
});
