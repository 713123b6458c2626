import { folded } from '../../services/measoft/elements';
import { say } from '../../language/language';

interface StatusMeaning {
  readonly label: string;
  readonly russian: string;
  /** `settled`: the outcome of the delivery is known, and goods still travel back. */
  readonly stage: 'under way' | 'settled' | 'final';
}

const underWay = (label: string, russian: string): StatusMeaning => ({ label, russian, stage: 'under way' });
const settled = (label: string, russian: string): StatusMeaning => ({ label, russian, stage: 'settled' });
const final = (label: string, russian: string): StatusMeaning => ({ label, russian, stage: 'final' });

/** The statuses that clients of the API know. The vendor has no list of them, and adds new ones. */
const STATUSES: Readonly<Record<string, StatusMeaning>> = {
  AWAITING_SYNC: underWay('Waiting to be taken over by the courier', 'Ожидание синхронизации'),
  NEW: underWay('New', 'Новый'),
  NEWPICKUP: underWay('Pickup order created', 'Создан забор'),
  PICKUP: underWay('Collected from the sender', 'Забран у отправителя'),
  WMSASSEMBLED: underWay('Assembled in the warehouse', 'Скомплектован на складе'),
  WMSDISASSEMBLED: underWay('Disassembled back to stock', 'Разукомплектован'),
  ACCEPTED: underWay('Received by the warehouse', 'Получен складом'),
  CUSTOMSPROCESS: underWay('In customs control', 'Таможенный контроль'),
  CUSTOMSFINISHED: underWay('Cleared by customs', 'Таможенный контроль произведен'),
  CONFIRM: underWay('Delivery agreed with the receiver', 'Согласована доставка'),
  UNCONFIRM: underWay('Delivery could not be agreed', 'Не удалось согласовать доставку'),
  DEPARTURING: underWay('Dispatch to another warehouse planned', 'Планируется отправка'),
  DEPARTURE: underWay('Dispatched to another warehouse', 'Отправлено со склада'),
  INVENTORY: underWay('Found at stocktaking', 'Инвентаризация'),
  PICKUPREADY: underWay('Ready at the pickup point', 'Готов к выдаче'),
  DELIVERY: underWay('Out for delivery', 'Выдан курьеру на доставку'),
  COURIERDELIVERED: underWay('Delivered, says the courier', 'Доставлен (предварительно)'),
  COURIERPARTIALLY: underWay('Delivered in part, says the courier', 'Частично доставлен (предварительно)'),
  COURIERCANCELED: underWay('Refused, says the courier', 'Отказ (предварительно)'),
  COURIERRETURN: underWay('Brought back to the warehouse', 'Курьер вернул на склад'),
  DATECHANGE: underWay('Delivery date moved', 'Перенос'),
  COMPLETE: final('Delivered', 'Доставлен'),
  PARTIALLY: settled('Delivered in part', 'Доставлен частично'),
  CANCELED: settled('Not delivered', 'Не доставлен (Возврат/Отмена)'),
  RETURNING: settled('Return planned', 'Планируется возврат'),
  RETURNED: final('Returned', 'Возвращен'),
  PARTLYRETURNING: settled('Return of the rest planned', 'Планируется возврат остатков'),
  PARTLYRETURNED: final('Rest returned', 'Остаток возвращен'),
  LOST: final('Lost', 'Утрачен'),
  TRANSACCEPTED: underWay("Arrived at the carrier's warehouse", 'Прибыл на склад перевозчика'),
  PICKUPTRANS: underWay('Collected from the carrier', 'Забран у перевозчика'),
};

/** What drop-downs offer: codes, and what the user reads. */
export const STATUS_CHOICES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(STATUSES).map(([code, { label, russian }]) => [code, `${label} («${russian}»)`]),
);

/**
 * The code of a status that a person or a list names: a code, known here or not, or either of its names.
 *
 * @returns undefined for anything else.
 */
export function statusCode(named: string): string | undefined {
  const name = folded(named.replace(/[«»"]/g, ''));
  const [known] = Object.entries(STATUSES).filter(([code, { label, russian }]) =>
    [code, label, russian, `${label} (${russian})`].some((one) => folded(one) === name),
  );
  return known?.[0] ?? (/^[A-Z_]+$/i.test(named) ? named.toUpperCase() : undefined);
}

export const STATUS_RULE = say`must be picked from the list, or be the code of a status such as DELIVERY`;

export interface StatusLabels {
  readonly label: string;
  readonly russian: string | null;
  /** Whether nothing more happens; null for a status that is not known here. */
  readonly final: boolean | null;
}

/**
 * What a status means. One that is not known here is passed on as it is.
 *
 * @param title the Russian name, where the courier service told one.
 */
export function describeStatus(code: string, title?: string): StatusLabels {
  const known = Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined;
  if (!known) return { label: title ?? code, russian: title ?? null, final: null };
  return { label: known.label, russian: title ?? known.russian, final: known.stage === 'final' };
}
