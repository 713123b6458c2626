import { type ErrorCode, type Outcome, Refusal, success } from '../answers';
import type { Parameters } from '../parameters';
import type { Order, Shop } from '../shop';
import type { Call } from '../service';

/** UpdateOrderStatus: `sent` and `return` concern the parcel, `paid` and `cancel` the payment. */
export function updateOrderStatus({ parameters, shop }: Call): Outcome {
  const order = orderNamed(parameters, shop, 200);
  switch (parameters.required('status')) {
    case 'sent':
      shop.send(order, requiredSeconds(parameters, 'date'), parameters.required('rpo'));
      break;
    case 'paid':
      pay(shop, order, requiredSeconds(parameters, 'date'));
      break;
    case 'return':
      order.delivery_status = 'return';
      break;
    case 'cancel':
      if (order.pay_status !== 'cancel') {
        shop.cancel(order);
      }
      break;
    default:
      throw new Refusal(201);
  }
  return success(undefined, 'order status changed');
}

/** DeleteOrder. */
export function deleteOrder({ parameters, shop, rules }: Call): Outcome {
  const order = orderNamed(parameters, shop, rules.unknownOrderOnDeleteCode);
  shop.orders.delete(order.id);
  return success(undefined, 'order deleted');
}

/** The order that `bill_id` names; a missing number is 203, an unknown one `unknown`. */
export function orderNamed(parameters: Parameters, shop: Shop, unknown: ErrorCode): Order {
  const number = parameters.required('bill_id', 203);
  const order = /^[1-9]\d*$/.test(number) ? shop.orders.get(Number(number)) : undefined;
  if (order === undefined) throw new Refusal(unknown);
  return order;
}

function pay(shop: Shop, order: Order, time: number): void {
  if (order.pay_status === 'cancel') throw new Refusal(202);
  if (order.pay_status === 'waiting') {
    shop.pay(order, time);
  }
}

function requiredSeconds(parameters: Parameters, name: string): number {
  const time = parameters.seconds(name);
  if (time === undefined) throw new Refusal(3);
  return time;
}
