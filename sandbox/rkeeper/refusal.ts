/** The values of `Status` other than success that this till uses. */
export type RefusalStatus = 'Query Parse Error' | 'Bad Query Parameters' | 'Query Executing Error';

/** One bad line of SaveOrder: it comes back with the XML that was wrong. */
export interface FaultyLine {
  readonly text: string;
  readonly xml: string;
}

/** What a part of the till, such as its printer, complains of. */
export interface Complaint {
  readonly component: 'Printer' | 'Authorization terminal' | 'PDS' | 'Rights';
  readonly code: number;
  readonly text: string;
}

/** A command the till does not carry out; becomes `Status`, `ErrorText` and, where the vendor has one, `RK7ErrorN`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: RefusalStatus,
    readonly text: string,
    readonly code?: number,
    readonly faultyLines: readonly FaultyLine[] = [],
    readonly complaints: readonly Complaint[] = [],
  ) {
    super(text);
  }
}

/** Wrong or missing parameters: a bug of the client. */
export function badParameters(text: string): Refusal {
  return new Refusal('Bad Query Parameters', text);
}

/** The restaurant's rules say no. */
export function cannotExecute(text: string, code?: number): Refusal {
  return new Refusal('Query Executing Error', text, code);
}

export const unreadable = (text: string): Refusal => new Refusal('Query Parse Error', text);

export const visitClosed = (visit: number): Refusal => cannotExecute(`Визит ${visit} закрыт!`, 2128);

export const orderLocked = (station: string, operator: number): Refusal =>
  cannotExecute(
    `Не получается заблокировать. Заказ заблокирован другим ключом блокировки (станция ${station}, оператор ${operator}).`,
    2219,
  );

export const shiftTooOld = (shift: number): Refusal =>
  cannotExecute(`Общая смена ${shift} была открыта слишком давно. Нужно закрыть`, 2133);

export const shiftClosing = (): Refusal =>
  new Refusal('Query Parse Error', 'UCSERR(2172): В данный момент закрывается общая смена', 2172);

export const notEnoughMoney = (): Refusal =>
  cannotExecute('Недостаточно денег для полной оплаты заказа', 3373);

export const noGuests = (): Refusal => cannotExecute('Количество гостей не может быть равно нулю', 3444);

/** Its text is in no documentation, and neither is its number. */
export const notRegistered = (employee: string, station: string): Refusal =>
  cannotExecute(`Работник "${employee}" не зарегистрирован на станции "${station}"`);

/** Told by the printer alone: the text of the command's own error stays empty. The number is made up. */
export const noPaper = (): Refusal =>
  new Refusal(
    'Query Executing Error',
    '',
    undefined,
    [],
    [{ component: 'Printer', code: 3201, text: 'нет бумаги' }],
  );

export const badLicenseAnchor = (): Refusal => cannotExecute('Bad license anchor');

export const licenseCheckFailed = (reason: string): Refusal => cannotExecute(`License check: ${reason}`);

export const instanceUnknown = (): Refusal => cannotExecute('Инстанс лицензии не найден.', 5304);

/** The wording, its mistake included, is the vendor's. */
export const wrongSeqNumber = (allowed: readonly number[]): Refusal =>
  cannotExecute(
    `В инстансе неверно заполнен атрибут SeqNumber. Атрибут должен именить значение из множества [${allowed.join(', ')}].`,
    5305,
  );

export const seqNumberMustGrow = (): Refusal => cannotExecute('SeqNumber должен быть увеличен.', 5310);
