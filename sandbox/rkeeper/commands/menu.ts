import { element } from '../../xml';
import { present } from '../attributes';
import { optional, required } from '../shape';
import { CATEGORY, type Command, commandShape, EMPLOYEE, ORDER_REFERENCE, STATION, TABLE } from './command';

/** What the station can sell now, at which price. Names come from MENUITEMS. */
export const getOrderMenu: Command = {
  shape: commandShape(
    { dateTime: 'dateTime', checkrests: 'boolean' },
    required('Station', STATION),
    optional('Order', ORDER_REFERENCE),
    optional('Waiter', EMPLOYEE),
    optional('Table', TABLE),
    optional('OrderCategory', CATEGORY),
  ),
  run: (command, { restaurant, orders }) => {
    const { references, prices, remainders, stopped } = restaurant;
    references.resolve('CASHES', present(command.child('Station')));
    references.resolveOptional('EMPLOYEES', command.child('Waiter'));
    references.resolveOptional('TABLES', command.child('Table'));
    references.resolveOptional('UNCHANGEABLEORDERTYPES', command.child('OrderCategory'));
    const order = command.child('Order');
    if (order) orders.find(order);
    const dishes = references
      .items('MENUITEMS')
      .filter(
        ({ ident, status }) =>
          status === 'rsActive' && !stopped.has(ident) && remainders.get(ident) !== 0 && prices.has(ident),
      )
      .map((item) =>
        element('Item', {
          Ident: item.ident,
          Price: prices.get(item.ident),
          quantity: remainders.get(item.ident),
        }),
      );
    const modifiers = references
      .items('MODIFIERS')
      .filter(({ status }) => status === 'rsActive')
      .map((item) =>
        element('Item', { Ident: item.ident, ID: item.ident, Price: prices.get(item.ident) ?? 0 }),
      );
    const types = references
      .items('CHANGEABLEORDERTYPES')
      .map((item) => element('Item', { Ident: item.ident }));
    return {
      children: [
        element('PriceScale', { id: 3, code: 1, name: 'Основная' }),
        element('TradeGroup', { id: 7, code: 1, name: 'По умолчанию' }),
        element('Dishes', {}, ...dishes),
        element('Modifiers', {}, ...modifiers),
        element('OrderTypes', {}, ...types),
      ],
    };
  },
};
