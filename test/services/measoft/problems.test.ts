import { GENERAL_ERRORS, ORDER_ERRORS } from '../../../sandbox/measoft/error_tables';
import type { ProblemKind } from '../../../src/core/errors';
import { isTakenNumber, refusal, type ErrorTable } from '../../../src/services/measoft/problems';

type Row = readonly [code: number, kind: ProblemKind, words: string];

/** Table A: neworder, editorder and cancelorder. */
const ORDERING: readonly Row[] = [
  [1, 'connection', 'does not accept the login («Логин»), the password («Пароль»)'],
  [2, 'failed', 'found no order in the request'],
  [3, 'refused', 'The amount of the order (сумма заказа) is not accepted. Check Amount to Collect'],
  [4, 'refused', 'The weight of the order (общий вес заказа) is not accepted. Check Weight'],
  [5, 'refused', "The receiver's town (город получателя) is not known. Pick it from the list"],
  [6, 'refused', "The sender's town (город отправителя) is not known. Pick it from the list"],
  [7, 'refused', "The receiver's address (адрес получателя) is missing. Fill in Receiver Address."],
  [8, 'refused', "The receiver's phone (телефон получателя) is missing. Fill in Receiver Phone."],
  [9, 'refused', "The receiver's name (контактное имя получателя) is missing. Fill in Receiver Name."],
  [10, 'refused', "The receiver's company (компания получателя) is missing. Fill in Receiver Company."],
  [11, 'refused', 'The declared value (объявленная ценность) is not accepted. Correct Declared Value'],
  [12, 'refused', "An article (артикул) is not among the goods in the courier's warehouse."],
  [13, 'refused', "The sender's company (компания отправителя) is missing. Fill in Sender Company."],
  [14, 'refused', "The sender's name (контактное имя отправителя) is missing. Fill in Sender Name."],
  [15, 'refused', "The sender's phone (телефон отправителя) is missing. Fill in Sender Phone."],
  [16, 'refused', "The sender's address (адрес отправителя) is missing. Fill in Sender Address."],
  [17, 'refused', 'An order with this number (номер заказа) exists already in this calendar year.'],
  [52, 'refused', 'does not know this order. Check its number or its code.'],
  [67, 'refused', 'An order with this barcode (штрих-код) exists already. Use another Barcode'],
];

/** Table B: all other functions. */
const GENERAL: readonly Row[] = [
  [1, 'failed', 'could not read the request (неверный xml)'],
  [2, 'refused', 'The latitude (широта) is missing.'],
  [3, 'refused', 'The longitude (долгота) is missing.'],
  [4, 'refused', 'The date and time of the request (дата и время запроса) are missing.'],
  [5, 'refused', 'The accuracy of the position (точность) is missing.'],
  [6, 'refused', 'The identifier of the telephone (идентификатор телефона) is missing.'],
  [7, 'refused', 'The identifier of the telephone (идентификатор телефона) is not known.'],
  [8, 'refused', 'The latitude (широта) is wrong.'],
  [9, 'refused', 'The longitude (долгота) is wrong.'],
  [10, 'refused', 'The accuracy of the position (точность) is wrong.'],
  [11, 'refused', 'found no such orders (заказы не найдены). Check the number or the code.'],
  [12, 'refused', 'The date and time (дата и время запроса) are wrong.'],
  [13, 'later', 'has trouble with its database (ошибка mysql). This step runs again by itself.'],
  [14, 'failed', 'does not know this function (неизвестная функция).'],
  [15, 'refused', 'has no tariff (тариф) for this delivery.'],
  [18, 'refused', 'The town that the parcel is sent from (город отправления) is missing. Fill in From Town.'],
  [19, 'refused', 'The town that the parcel is sent to (город назначения) is missing. Fill in To Town.'],
  [20, 'refused', 'The weight (масса) is wrong. Check Weight.'],
  [21, 'refused', 'The town that the parcel is sent from (город отправления) is not known.'],
  [22, 'refused', 'The town that the parcel is sent to (город назначения) is not known.'],
  [23, 'refused', 'The weight (масса) is missing. Fill in Weight.'],
  [24, 'connection', 'Connect the account again with the ones that the company gave you.'],
  [25, 'connection', 'Connect the account again with the ones that the company gave you.'],
  [26, 'refused', 'This login (логин) exists already.'],
  [27, 'refused', 'This client (клиент) exists already.'],
  [28, 'refused', 'The address (адрес) is missing.'],
  [29, 'failed', 'does not support this any more (более не поддерживается).'],
  [30, 'failed', 'Telephony is not set up at the courier company (настройка sip не выполнена).'],
  [31, 'refused', 'The phone (телефон) is missing.'],
  [32, 'refused', "The courier's phone (телефон курьера) is missing at the courier company."],
  [33, 'later', 'lost a connection of its own (ошибка соединения). This step runs again by itself.'],
  [34, 'refused', 'A number is wrong (неверный номер).'],
  [35, 'refused', 'A number is wrong (неверный номер).'],
  [36, 'refused', 'could not tell which tariff (тариф) applies.'],
  [37, 'refused', 'could not tell which tariff (тариф) applies.'],
  [38, 'refused', 'has no tariff (тариф) for this delivery.'],
  [39, 'refused', 'has no tariff (тариф) for this delivery.'],
];

const tell = (table: ErrorTable, code: string, text = ''): ReturnType<typeof refusal> =>
  refusal({ table, code, text });

describe('a refusal of the ordering functions', () => {
  it('is known for every code of the vendor’s table', () => {
    expect(ORDERING.map(([code]) => code)).toEqual([...ORDER_ERRORS.keys()].filter((code) => code !== 0));
  });

  it.each(ORDERING)('%i is of the kind %s and says: %s', (code, kind, words) => {
    const text = ORDER_ERRORS.get(code)?.russian ?? '';
    const problem = tell('ordering', String(code), text);
    expect(problem).toMatchObject({ kind, code: String(code) });
    expect(problem.message).toContain(words);
    expect(problem.message).toMatch(new RegExp(`\\(MeaSoft error ${code}(: .+)?\\)$`));
    expect(problem.message).toContain(text);
  });

  it('tells a number in use from all else', () => {
    expect(isTakenNumber({ table: 'ordering', code: '17', text: '' })).toBe(true);
    expect(isTakenNumber({ table: 'general', code: '17', text: '' })).toBe(false);
    expect(isTakenNumber({ table: 'ordering', code: '67', text: '' })).toBe(false);
  });
});

describe('a refusal of the other functions', () => {
  it('is known for every code of the clients’ table', () => {
    expect(GENERAL.map(([code]) => code)).toEqual([...GENERAL_ERRORS.keys()].filter((code) => code !== 0));
  });

  it.each(GENERAL)('%i is of the kind %s and says: %s', (code, kind, words) => {
    const text = GENERAL_ERRORS.get(code) ?? '';
    const problem = tell('general', String(code), text);
    expect(problem).toMatchObject({ kind, code: String(code) });
    expect(problem.message).toContain(words);
    expect(problem.message).toContain(`(MeaSoft error ${code}: ${text})`);
  });

  it('is tried again after a while where only time helps', () => {
    expect(tell('general', '13').retryAfterSeconds).toBe(300);
    expect(tell('general', '33').retryAfterSeconds).toBe(120);
    expect(tell('general', '15').retryAfterSeconds).toBeUndefined();
  });
});

describe('a code that means two things', () => {
  it.each<readonly [ErrorTable, string, string, ProblemKind]>([
    ['general', '1', 'Ошибка авторизации', 'connection'],
    ['general', '1', 'Authorization error', 'connection'],
    ['general', '1', 'Неверный xml', 'failed'],
    ['general', '1', '', 'failed'],
    ['ordering', '1', 'Authorization error', 'connection'],
    ['ordering', '1', '', 'connection'],
    ['ordering', '1', 'Неверный xml', 'failed'],
    ['ordering', '', 'Ошибка синтаксиса XML: Start tag expected', 'failed'],
    ['ordering', '', 'Ошибка авторизации', 'connection'],
  ])('is told apart by its table and text: %s %s "%s" is %s', (table, code, text, kind) => {
    expect(tell(table, code, text).kind).toBe(kind);
  });

  it('is looked up in the other table where its own does not have it', () => {
    expect(tell('ordering', '25').kind).toBe('connection');
    expect(tell('general', '52').message).toContain('does not know this order');
  });
});

describe('a code that stands in no table', () => {
  it('is passed on with the service’s own words', () => {
    expect(tell('ordering', '900', 'Заказ уже нельзя изменить')).toMatchObject({
      kind: 'refused',
      code: '900',
      message:
        'The courier service refused this; its own words stand at the end. (MeaSoft error 900: Заказ уже нельзя изменить)',
    });
  });

  it('comes with what is known of the function', () => {
    const problem = refusal({ table: 'ordering', code: '900', text: 'No' }, 'Orders are changed early.');
    expect(problem.message).toBe(
      'The courier service refused this; its own words stand at the end. Orders are changed early. (MeaSoft error 900: No)',
    );
  });

  it.each(['Превышен лимит запросов', 'Too many requests', 'Ваш IP заблокирован'])(
    'is waited out where it speaks of too many queries: %s',
    (text) => {
      expect(tell('general', '99', text)).toMatchObject({ kind: 'later', retryAfterSeconds: 900 });
    },
  );
});

describe('the words of the service', () => {
  it('lose markup and line ends, and are cut where they are long', () => {
    const { message } = tell('general', '77', `<b>Нет</b>\n${'х'.repeat(400)}`);
    expect(message).not.toMatch(/[<>\n]/);
    expect(message.length).toBeLessThan(420);
  });

  it('may be missing', () => {
    expect(tell('general', '', '').message).toMatch(/\(MeaSoft\)$/);
    expect(tell('general', '77', ' ').message).toMatch(/\(MeaSoft error 77\)$/);
  });
});
