import { attributeOf, element, type XmlElement } from '../../xml';
import type { Draft, Order } from '../order';
import { EDIT_ORDER, NEW_ORDER } from '../order_shape';
import { priceOfDelivery } from '../order_view';
import { shortAmount } from '../../money';
import { errorAttributes, OrderRefusal, refused } from '../refusal';
import { group, value } from '../shape';
import {
  type AccountCall,
  attempt,
  changeEach,
  type CourierFunction,
  findOrder,
  isOwn,
  type World,
} from './function';

/** Reads every order before any is kept, so that a request that is refused as a whole leaves nothing behind. */
function each(
  { root, account, planned }: AccountCall,
  world: World,
  keep: (sent: XmlElement, draft: Draft) => XmlElement,
): XmlElement {
  const sent = root.all('order');
  if (sent.length === 0) throw refused(2, 'request');
  const readings = sent.map((order, index) => ({
    order,
    draft: planned(index) ?? attempt(() => world.orders.read(order, account)),
  }));
  return element(
    root.name,
    {},
    ...readings.map(({ order, draft }) => {
      const outcome = draft instanceof OrderRefusal ? draft : attempt(() => keep(order, draft));
      if (!(outcome instanceof OrderRefusal)) return outcome;
      return element('createorder', {
        orderno: attributeOf(order, 'orderno'),
        ...errorAttributes(outcome.code),
      });
    }),
  );
}

/** There is no `ordercode` in it: clients read the order again to learn it. */
function created(order: Order, { company }: World): XmlElement {
  return element('createorder', {
    orderno: order.number,
    barcode: order.barcode,
    ...errorAttributes(0),
    orderprice: shortAmount(priceOfDelivery(order, company).total),
  });
}

export const neworder: CourierFunction = {
  access: 'account',
  errors: 'request',
  shape: NEW_ORDER,
  perform: (call, world) =>
    each(call, world, (sent, draft) => created(world.orders.add(sent, call.account, draft), world)),
};

export const editorder: CourierFunction = {
  access: 'account',
  errors: 'request',
  shape: EDIT_ORDER,
  perform: (call, world) =>
    each(call, world, (sent, draft) => {
      const order = findOrder(sent, isOwn(call.account), world);
      world.orders.edit(order, draft);
      return created(order, world);
    }),
};

export const cancelorder: CourierFunction = {
  access: 'account',
  errors: 'request',
  shape: group({ order: value('text', { orderno: 'text', ordercode: 'text' }) }),
  perform: (call, world) =>
    changeEach(
      call,
      (named) => {
        const order = findOrder(named, isOwn(call.account), world);
        world.orders.cancel(order);
        return order;
      },
      // The words of the vendor's sample.
      ({ number, code }) =>
        element('order', {
          orderno: number,
          ordercode: code,
          error: '0',
          errormsg: 'OK',
          errormsgru: 'Successfully',
        }),
    ),
};
