import { element } from '../../xml';
import { bit, integer, present } from '../attributes';
import { badParameters } from '../refusal';
import { many, reference, required } from '../shape';
import { type Command, commandShape, EMPLOYEE, REASON } from './command';
import { checkReason } from './orders';

/** The dishes that must not be sold, and those of which so much is left. */
export const getDishRests: Command = {
  shape: commandShape({}),
  run: (_, { restaurant: { references, remainders, stopped } }) => ({
    children: [...new Set([...stopped.keys(), ...remainders.keys()])].map((ident) => {
      const { code, name } = present(references.byIdent('MENUITEMS', ident));
      const quantity = remainders.get(ident) ?? 0;
      const reason = stopped.get(ident);
      return element(
        'DishRest',
        { id: ident, code, name, quantity, prohibited: bit(stopped.has(ident)) },
        reason && element('Reason', { id: reason.ident, code: reason.code, name: reason.name }),
      );
    }),
  }),
};

/** Changes the dishes that are named. The server wants a reason that fits even where a dish is sold again. */
export const setDishRests: Command = {
  shape: commandShape(
    {},
    required('Author', EMPLOYEE),
    required('Reason', REASON),
    many('DishRest', reference({ quantity: 'integer', prohibited: 'boolean', storeZeroQuantity: 'boolean' })),
  ),
  run: (command, { restaurant: { references, remainders, stopped } }) => {
    references.resolve('EMPLOYEES', present(command.child('Author')));
    const reason = checkReason(references, present(command.child('Reason')), 'ImplOnAddDishInStopList');
    const changes = command.all('DishRest').map((rest) => {
      const quantity = integer(rest, 'quantity');
      if (quantity !== undefined && quantity < 0)
        throw badParameters(`Bad integer attribute "RK7CMD/DishRest/@quantity" value: "${quantity}"`);
      return { rest, quantity, dish: references.resolve('MENUITEMS', rest) };
    });
    for (const { rest, quantity, dish } of changes) {
      if (quantity === 0 && rest.attribute('storeZeroQuantity') !== '1') remainders.delete(dish.ident);
      else if (quantity !== undefined) remainders.set(dish.ident, quantity);
      if (rest.attribute('prohibited') === '1') stopped.set(dish.ident, reason);
      else if (rest.attribute('prohibited') === '0') stopped.delete(dish.ident);
    }
    return {};
  },
};

export const getModifierStopList: Command = {
  shape: commandShape({}),
  run: (_, { restaurant: { references, stoppedModifiers } }) => ({
    children: [...stoppedModifiers].map((ident) => {
      const { code, name } = present(references.byIdent('MODIFIERS', ident));
      return element('Modifier', { id: ident, code, name });
    }),
  }),
};
