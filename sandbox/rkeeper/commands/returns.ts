import { element, type XmlElement } from '../../xml';
import { integer, present } from '../attributes';
import { amountOf, type DishLine, LINE_STATE, type Receipt } from '../order';
import { receiptAnswer } from '../order_view';
import { cannotExecute } from '../refusal';
import { anything, optional, required, shape, some } from '../shape';
import { type Command, commandShape, EMPLOYEE, LICENSE_INFO, REASON, STATION, TYPE } from './command';
import { checkReason } from './orders';

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
  run: (command, { orders, switches, restaurant: { references } }) => {
    const station = references.resolve('CASHES', present(command.child('Station')));
    const cashier = references.resolve('EMPLOYEES', present(command.child('Cashier')));
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

const RANGE = shape({ ValueL: 'text', ValueH: 'text' });

export const findReceiptsForReturn: Command = {
  shape: commandShape(
    {},
    required('Station', STATION),
    required('Cashier', EMPLOYEE),
    optional('CheckNum', RANGE),
    optional('CloseTime', RANGE),
    optional('PaySum', RANGE),
  ),
  run: (command, { orders, restaurant: { references } }) => {
    references.resolve('CASHES', present(command.child('Station')));
    references.resolve('EMPLOYEES', present(command.child('Cashier')));
    const found = orders.receipts.filter(
      (receipt) =>
        !receipt.order.source &&
        !receipt.deletion &&
        within(receipt.number, command.child('CheckNum'), Number) &&
        within(receipt.amount, command.child('PaySum'), Number) &&
        within(receipt.printed, command.child('CloseTime'), String),
    );
    return {
      children: [
        element(
          'Items',
          {},
          ...found.map((receipt) =>
            element('Receipt', {
              CheckNum: receipt.number,
              BasicSum: receipt.amount,
              OrderId: receipt.order.ident,
              GuidString: receipt.guid,
              CloseDateTime: receipt.printed,
            }),
          ),
        ),
      ],
    };
  },
};

function within<Value extends string | number>(
  value: Value,
  range: XmlElement | undefined,
  read: (text: string) => Value,
): boolean {
  const low = range?.attribute('ValueL');
  const high = range?.attribute('ValueH');
  return (low === undefined || value >= read(low)) && (high === undefined || value <= read(high));
}
