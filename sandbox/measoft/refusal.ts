import { element, type XmlElement } from '../xml';

/** A text in both languages, as far as the vendor's tables are known. */
interface ErrorText {
  readonly english: string;
  readonly russian: string | undefined;
}

function both(english: string, russian?: string): ErrorText {
  return { english, russian };
}

/** Table A: the ordering functions. */
export const ORDER_ERRORS: ReadonlyMap<number, ErrorText> = new Map([
  [0, both('Success', 'Ошибок нет')],
  [1, both('Authorization error', 'Ошибка авторизации')],
  [2, both('Empty request', 'Отправлен пустой запрос')],
  [3, both('Order amount is set incorrectly', 'Некорректно указана сумма заказа')],
  [4, both('Order weight is set incorrectly', 'Некорректный общий вес заказа')],
  [5, both("Receiver's town is not found", 'Не найден город получатель')],
  [6, both("Sender's town is not found", 'Не найден город отправитель')],
  [7, both("Receiver's address is not filled in", 'Не заполнен адрес получателя')],
  [8, both("Receiver's phone number is not filled in", 'Не заполнен телефон получателя')],
  [9, both("Receiver's contact name is not filled in", 'Не заполнено контактное имя получателя')],
  [10, both("Receiver's company name is not filled in", 'Не заполнено название компании получателя')],
  [11, both('The amount of declared value is incorrect', 'Некорректная сумма объявленной ценности')],
  [12, both('Article number is not found', 'Артикул не найден')],
  [13, both("Sender's company name is not filled in", 'Не заполнено название компании отправителя')],
  [14, both("Sender's contact name is not filled in", 'Не заполнено контактное имя отправителя')],
  [15, both("Sender's phone number is not filled in", 'Не заполнен телефон отправителя')],
  [16, both("Sender's address is not filled in", 'Не заполнен адрес отправителя')],
  [17, both('Order number already exists in the database.', 'Заказ с таким номером уже существует')],
  [18, both('Delivery date falls on a day off', 'Дата доставки выпадает на выходной день')],
  // The vendor's own sample of cancelorder has English in both attributes.
  [52, both('order not found', 'The order is not found')],
  [67, both('Order barcode already exists in the database.')],
]);

/** Table B: calculator, mobile and general functions; known in Russian only. 16 and 17 are absent. */
export const GENERAL_ERRORS: ReadonlyMap<number, string> = new Map([
  [0, 'OK'],
  [1, 'Неверный xml'],
  [2, 'Широта не указана'],
  [3, 'Долгота не указана'],
  [4, 'Дата и время запроса не указаны'],
  [5, 'Точность не указана'],
  [6, 'Идентификатор телефона не указан'],
  [7, 'Идентификатор телефона не найден'],
  [8, 'Неверная широта'],
  [9, 'Неверная долгота'],
  [10, 'Неверная точность'],
  [11, 'Заказы не найдены'],
  [12, 'Неверные дата и время запроса'],
  [13, 'Ошибка mysql'],
  [14, 'Неизвестная функция'],
  [15, 'Тариф не найден'],
  [18, 'Город отправления не указан'],
  [19, 'Город назначения не указан'],
  [20, 'Неверная масса'],
  [21, 'Город отправления не найден'],
  [22, 'Город назначения не найден'],
  [23, 'Масса не указана'],
  [24, 'Логин не указан'],
  [25, 'Ошибка авторизации'],
  [26, 'Логин уже существует'],
  [27, 'Клиент уже существует'],
  [28, 'Адрес не указан'],
  [29, 'Более не поддерживается'],
  [30, 'Настройка sip не выполнена'],
  [31, 'Телефон не указан'],
  [32, 'Телефон курьера не указан'],
  [33, 'Ошибка соединения'],
  [34, 'Неверный номер'],
  [35, 'Неверный номер'],
  [36, 'Ошибка определения тарифа'],
  [37, 'Ошибка определения тарифа'],
  [38, 'Тариф не найден'],
  [39, 'Тариф не найден'],
]);

/**
 * The vendor does not tell which code refuses a change of an order that is in process: this one is made up, and stands in
 * neither table so that nobody relies on it.
 */
export const NOT_CHANGEABLE = 900;

function orderErrorText(code: number): ErrorText {
  if (code === NOT_CHANGEABLE) {
    return both('The order can not be changed any more', 'Заказ уже нельзя изменить');
  }
  return ORDER_ERRORS.get(code) ?? both(`Unknown error ${code}`, `Неизвестная ошибка ${code}`);
}

function generalErrorText(code: number): string {
  return GENERAL_ERRORS.get(code) ?? `Неизвестная ошибка ${code}`;
}

/** The place in which the code of a refused request stands: in an `error` element within `request`, or on the root itself. */
export type Envelope = 'request' | 'root';

/** Refuses a whole request: nothing of it is carried out. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly toXml: (functionName: string) => XmlElement) {
    super('The request is refused.');
  }
}

/** Refuses one order of a request; the others are carried out. */
export class OrderRefusal extends Error {
  override readonly name = 'OrderRefusal';

  constructor(readonly code: number) {
    super(orderErrorText(code).english);
  }
}

/** `<request><error error="1" errormsg="…"/></request>` with a text of table A, or `<calculator error="18">…` of table B. */
export function refused(code: number, envelope: Envelope): Refusal {
  return new Refusal((functionName) =>
    envelope === 'request'
      ? element('request', {}, element('error', errorAttributes(code)))
      : element(functionName, { error: code }, generalErrorText(code)),
  );
}

/** An `error` without attributes: what cannot be read as XML, or not as a request of that name. */
export function unreadable(reason: string): Refusal {
  return new Refusal(() => element('request', {}, element('error', {}, `Ошибка синтаксиса XML: ${reason}`)));
}

/** How the outcome of one order is told. Texts that are not known in Russian stay English. */
export function errorAttributes(code: number): Readonly<Record<string, string | number | undefined>> {
  const { english, russian } = orderErrorText(code);
  return { error: code, errormsg: english, errormsgru: russian };
}
