import { integer, present } from '../attributes';
import { cannotExecute } from '../refusal';
import { optional, required } from '../shape';
import { type Command, commandShape, EMPLOYEE, MAKET, REASON } from './command';
import { checkReason } from './orders';

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
