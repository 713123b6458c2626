import type { ProblemKind } from '../../src/core/errors';

/** A code, what it is for a user, the service's own words, and what the user is told to do. */
export type ErrorRow = readonly [code: number, kind: ProblemKind, words: string, remedy: string];

const LOGIN = 'Connect the account again with the ones that the company gave you.';
const SUPPORT = 'Tell whoever invited you to this app what the step was to do.';
const LOOK_UP = 'Pick it from the list, or look it up with Find Courier Town';
const TELEPHONE = 'ask the courier company what it expects.';
const AGAIN = 'This step runs again by itself.';

/** "Table A: ordering functions" of the vendor's wiki, with what it tells as `errormsgru` where that is known. */
export const ORDERING_ERRORS: readonly ErrorRow[] = [
  [1, 'connection', 'Ошибка авторизации', LOGIN],
  [2, 'failed', 'Отправлен пустой запрос', SUPPORT],
  [
    3,
    'refused',
    'Некорректно указана сумма заказа',
    'Check Amount to Collect, Delivery Price and the prices',
  ],
  [4, 'refused', 'Некорректный общий вес заказа', 'Check Weight'],
  [5, 'refused', 'Не найден город получатель', LOOK_UP],
  [6, 'refused', 'Не найден город отправитель', LOOK_UP],
  [7, 'refused', 'Не заполнен адрес получателя', 'Fill in Receiver Address.'],
  [8, 'refused', 'Не заполнен телефон получателя', 'Fill in Receiver Phone.'],
  [9, 'refused', 'Не заполнено контактное имя получателя', 'Fill in Receiver Name.'],
  [10, 'refused', 'Не заполнено название компании получателя', 'Fill in Receiver Company.'],
  [11, 'refused', 'Некорректная сумма объявленной ценности', 'Correct Declared Value'],
  [12, 'refused', 'Артикул не найден', 'Leave Article and Warehouse Code of goods of your own empty.'],
  [13, 'refused', 'Не заполнено название компании отправителя', 'Fill in Sender Company.'],
  [14, 'refused', 'Не заполнено контактное имя отправителя', 'Fill in Sender Name.'],
  [15, 'refused', 'Не заполнен телефон отправителя', 'Fill in Sender Phone.'],
  [16, 'refused', 'Не заполнен адрес отправителя', 'Fill in Sender Address.'],
  [17, 'refused', 'Заказ с таким номером уже существует', 'use another number or prefix'],
  [18, 'refused', 'Дата доставки выпадает на выходной день', 'Choose another Delivery Date.'],
  [52, 'refused', 'The order is not found', 'Check its number or its code.'],
  [67, 'refused', 'Order barcode already exists in the database.', 'Use another Barcode'],
];

/** "Table B: calculator, mobile and general functions", as clients have it; 16 and 17 are absent. */
export const GENERAL_ERRORS: readonly ErrorRow[] = [
  [1, 'failed', 'Неверный xml', SUPPORT],
  [2, 'failed', 'Широта не указана', TELEPHONE],
  [3, 'failed', 'Долгота не указана', TELEPHONE],
  [4, 'failed', 'Дата и время запроса не указаны', TELEPHONE],
  [5, 'failed', 'Точность не указана', TELEPHONE],
  [6, 'failed', 'Идентификатор телефона не указан', TELEPHONE],
  [7, 'failed', 'Идентификатор телефона не найден', TELEPHONE],
  [8, 'failed', 'Неверная широта', TELEPHONE],
  [9, 'failed', 'Неверная долгота', TELEPHONE],
  [10, 'failed', 'Неверная точность', TELEPHONE],
  [11, 'refused', 'Заказы не найдены', 'Check the number or the code.'],
  [12, 'refused', 'Неверные дата и время запроса', 'Check the dates in this step.'],
  [13, 'later', 'Ошибка mysql', AGAIN],
  [14, 'failed', 'Неизвестная функция', 'Not every company offers all of them: ask yours.'],
  [15, 'refused', 'Тариф не найден', 'Try another service or town'],
  [18, 'refused', 'Город отправления не указан', 'Fill in From Town.'],
  [19, 'refused', 'Город назначения не указан', 'Fill in To Town.'],
  [20, 'refused', 'Неверная масса', 'Check Weight.'],
  [21, 'refused', 'Город отправления не найден', LOOK_UP],
  [22, 'refused', 'Город назначения не найден', LOOK_UP],
  [23, 'refused', 'Масса не указана', 'Fill in Weight.'],
  [24, 'connection', 'Логин не указан', LOGIN],
  [25, 'connection', 'Ошибка авторизации', LOGIN],
  [26, 'refused', 'Логин уже существует', 'Ask the courier company about it.'],
  [27, 'refused', 'Клиент уже существует', 'Ask the courier company about it.'],
  [28, 'refused', 'Адрес не указан', 'Fill in the address.'],
  [29, 'failed', 'Более не поддерживается', 'Ask the company what takes its place.'],
  [30, 'failed', 'Настройка sip не выполнена', 'Ask the company about it.'],
  [31, 'refused', 'Телефон не указан', 'Fill in the phone.'],
  [32, 'refused', 'Телефон курьера не указан', 'Ask it to fill it in.'],
  [33, 'later', 'Ошибка соединения', AGAIN],
  [34, 'refused', 'Неверный номер', 'Check the numbers in this step.'],
  [35, 'refused', 'Неверный номер', 'Check the numbers in this step.'],
  [36, 'refused', 'Ошибка определения тарифа', 'Check towns, weight and service'],
  [37, 'refused', 'Ошибка определения тарифа', 'Check towns, weight and service'],
  [38, 'refused', 'Тариф не найден', 'Try another service or town'],
  [39, 'refused', 'Тариф не найден', 'Try another service or town'],
];
