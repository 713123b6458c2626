/**
 * The place of a status in an order's life. `settled`: the outcome of the delivery is known, goods still travel back.
 * `preliminary`: told by the courier and not yet by an operator, hidden by `quickstatus` NO.
 */
export type Stage = 'new' | 'under way' | 'preliminary' | 'settled' | 'final';

export interface StatusKind {
  /** The Russian name, as `title` tells it. */
  readonly title: string;
  readonly stage: Stage;
}

/** The known statuses; the vendor's list is open. */
export const STATUSES: ReadonlyMap<string, StatusKind> = new Map<string, StatusKind>([
  ['AWAITING_SYNC', { title: 'Ожидание синхронизации', stage: 'new' }],
  ['NEW', { title: 'Новый', stage: 'new' }],
  ['NEWPICKUP', { title: 'Создан забор', stage: 'new' }],
  ['PICKUP', { title: 'Забран у отправителя', stage: 'under way' }],
  ['WMSASSEMBLED', { title: 'Скомплектован на складе', stage: 'under way' }],
  ['WMSDISASSEMBLED', { title: 'Разукомплектован', stage: 'under way' }],
  ['ACCEPTED', { title: 'Получен складом', stage: 'under way' }],
  ['CUSTOMSPROCESS', { title: 'Таможенный контроль', stage: 'under way' }],
  ['CUSTOMSFINISHED', { title: 'Таможенный контроль произведен', stage: 'under way' }],
  ['CONFIRM', { title: 'Согласована доставка', stage: 'under way' }],
  ['UNCONFIRM', { title: 'Не удалось согласовать доставку', stage: 'under way' }],
  ['DEPARTURING', { title: 'Планируется отправка', stage: 'under way' }],
  ['DEPARTURE', { title: 'Отправлено со склада', stage: 'under way' }],
  ['INVENTORY', { title: 'Инвентаризация', stage: 'under way' }],
  ['PICKUPREADY', { title: 'Готов к выдаче', stage: 'under way' }],
  ['DELIVERY', { title: 'Выдан курьеру на доставку', stage: 'under way' }],
  ['COURIERDELIVERED', { title: 'Доставлен (предварительно)', stage: 'preliminary' }],
  ['COURIERPARTIALLY', { title: 'Частично доставлен (предварительно)', stage: 'preliminary' }],
  ['COURIERCANCELED', { title: 'Отказ (предварительно)', stage: 'preliminary' }],
  ['COURIERRETURN', { title: 'Курьер вернул на склад', stage: 'under way' }],
  ['DATECHANGE', { title: 'Перенос', stage: 'under way' }],
  ['COMPLETE', { title: 'Доставлен', stage: 'final' }],
  ['PARTIALLY', { title: 'Доставлен частично', stage: 'settled' }],
  ['CANCELED', { title: 'Не доставлен (Возврат/Отмена)', stage: 'settled' }],
  ['RETURNING', { title: 'Планируется возврат', stage: 'settled' }],
  ['RETURNED', { title: 'Возвращен', stage: 'final' }],
  ['PARTLYRETURNING', { title: 'Планируется возврат остатков', stage: 'settled' }],
  ['PARTLYRETURNED', { title: 'Остаток возвращен', stage: 'final' }],
  ['LOST', { title: 'Утрачен', stage: 'final' }],
  ['TRANSACCEPTED', { title: 'Прибыл на склад перевозчика', stage: 'under way' }],
  ['PICKUPTRANS', { title: 'Забран у перевозчика', stage: 'under way' }],
]);

/** A status that nobody knows yet counts as under way. */
export function stageOf(code: string): Stage {
  return STATUSES.get(code)?.stage ?? 'under way';
}
