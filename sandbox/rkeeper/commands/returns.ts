import { type XmlElement } from '../../xml';
import { integer, present } from '../attributes';
import { amountOf, type DishLine, LINE_STATE, type Receipt } from '../order';
import { receiptAnswer } from '../order_view';
import { cannotExecute } from '../refusal';
import { anything, optional, required, shape, some } from '../shape';
import { type Command, commandShape, EMPLOYEE, LICENSE_INFO, MAKET, REASON, STATION, TYPE } from './command';
import { checkReason } from './orders';
import { checkRegistration } from './registration';

export const makeReturnGoods: Command = {
  licensed: true,
  shape: commandShape(
    { persistentComment: 'text', nonPersistentComment: 'text' },
    LICENSE_INFO,
    required('Station', STATION),
    required('Cashier', EMPLOYEE),
    required('Reason', REASON),
    optional('ReceiptMaket', anything),
    optional('OrderType', TYPE),
    required('PrintCheck', shape({ line_guid: 'guid!' })),
    required('Dishes', shape({}, some('Dish', shape({ line_guid: 'guid!', quantity: 'integer!' })))),
  ),
  run: (command, world) => {
    const { orders, switches, restaurant } = world;
    const { references } = restaurant;
    const station = references.resolve('CASHES', present(command.child('Station')));
    const cashier = references.resolve('EMPLOYEES', present(command.child('Cashier')));
    checkRegistration(world, cashier, station);
    const reason = checkReason(references, present(command.child('Reason')), 'ImplOnDishReturn');
    references.resolveOptional('CHANGEABLEORDERTYPES', command.child('OrderType'));
    const guid = command.child('PrintCheck')?.attribute('line_guid');
    const receipt = orders.receipts.find((receipt) => receipt.guid === guid);
    if (!receipt || receipt.deletion || receipt.order.source) throw cannotExecute('Чек не найден');
    const returned = readReturned(present(command.child('Dishes')), receipt);

    const { details } = receipt.order;
    const texts = { ...details.texts, ...textsOf(command) };
    const order = orders.open(undefined, { ...details, texts }, undefined, receipt.order);
    const dishes = returned.map(({ line, quantity }): DishLine => {
      line.returned += quantity;
      return {
        ...line,
        ...order.nextLine(),
        quantity,
        ordered: quantity,
        returned: quantity,
        source: line.guid,
        state: LINE_STATE.closed,
      };
    });
    const packet = { ...order.nextLine(), id: 101, station, author: cashier, draft: false, printed: true };
    order.packets.push({ ...packet, dishes, discounts: [], prepayments: [] });
    // The discount of the whole order is given back in proportion.
    const { list, order: paid } = receipt.order.sums();
    const amount = list === 0 ? 0 : amountOf(paid / list, order.sums().list * 1000);
    const payments = receipt.payments.slice(0, 1).map(({ currency }) => ({ currency, amount }));
    const given = orders.close(order, { amount, cashier, station, reason, dishes }, payments);
    return { children: receiptAnswer(given, switches) };
  },
};

function readReturned(sent: XmlElement, receipt: Receipt): readonly { line: DishLine; quantity: number }[] {
  const asked = new Map<DishLine, number>();
  for (const dish of sent.all('Dish')) {
    const line = receipt.dishes.find(({ guid }) => guid === dish.attribute('line_guid'));
    if (!line) throw cannotExecute('Блюдо не найдено в чеке');
    const quantity = present(integer(dish, 'quantity'));
    const total = (asked.get(line) ?? 0) + quantity;
    if (quantity <= 0) throw cannotExecute('Неверное количество');
    if (total > line.quantity - line.returned) {
      throw cannotExecute(`Нельзя вернуть больше, чем продано: "${line.dish.name}"`);
    }
    asked.set(line, total);
  }
  return [...asked].map(([line, quantity]) => ({ line, quantity }));
}

function textsOf(command: XmlElement): Record<string, string> {
  const { persistentComment, nonPersistentComment } = command.attributes;
  return {
    ...(persistentComment === undefined ? {} : { persistentComment }),
    ...(nonPersistentComment === undefined ? {} : { nonPersistentComment }),
  };
}

/** Removes a receipt of this shift together with its order, on a manager's word. */
export const deleteReceipt: Command = {
  shape: commandShape(
    { ReceiptNum: 'integer!', ManagerPassword: 'text!' },
    required('Manager', EMPLOYEE),
    MAKET,
    optional('DeleteReason', REASON),
  ),
  run: (command, { orders, restaurant: { references, managerPasswords } }) => {
    const manager = references.resolve('EMPLOYEES', present(command.child('Manager')));
    if (managerPasswords.get(manager.ident) !== command.attribute('ManagerPassword'))
      throw cannotExecute('Неверный пароль менеджера');
    const sent = command.child('DeleteReason');
    const reason = sent && checkReason(references, sent, 'ImplOnCheckVoid');
    const number = integer(command, 'ReceiptNum');
    const receipt = orders.shownReceipts().find((one) => one.number === number);
    if (!receipt || receipt.deletion || receipt.order.source) throw cannotExecute('Чек не найден');
    if (receipt.dishes.some(({ returned }) => returned > 0))
      throw cannotExecute('По чеку был возврат блюд, удалить его нельзя');
    orders.deleteReceipt(receipt, manager, reason);
    return {};
  },
};
