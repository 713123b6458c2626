import type { TillAnswer } from '../../../src/services/rkeeper/answer';
import { isLicenseRefusal, refusal } from '../../../src/services/rkeeper/problems';
import { element } from '../../../src/core/xml';

function answer(errorText: string, errorNumber?: string, status = 'Query Executing Error'): TillAnswer {
  return { status, errorNumber, errorText, serverVersion: '7.26.8.2001', data: element('RK7QueryResult') };
}

/** Our words for each number, and after how many seconds the step runs again by itself: not at all where it is 0. */
const SENTENCES: readonly (readonly [number: string, seconds: number, sentence: string])[] = [
  ['2128', 0, 'The order is closed on the till and cannot be changed any more. Open another one.'],
  ['2129', 30, 'The order is held by a station of the till. This step runs again by itself.'],
  [
    '2133',
    0,
    'The common shift (общая смена) has been open for too long, so the till takes no new orders. Close it on the till.',
  ],
  ['2142', 0, 'The card has reached a limit of its own. Use another one.'],
  [
    '2172',
    180,
    'The common shift (общая смена) is being closed on the till. This step runs again by itself.',
  ],
  [
    '2219',
    20,
    'The order is open on a station or with a waiter, who has to leave it first. This step runs again by itself.',
  ],
  ['3373', 0, 'The payments do not cover the order. Leave Amount empty to pay exactly what is unpaid.'],
  ['3444', 0, 'The order needs at least one guest. Fill in Guests.'],
  ['3813', 0, 'The card system refused the card. Use another one.'],
];
const OTHER =
  "The till refused this step. Its own words stand at the end: correct what they name, or ask the restaurant's dealer.";

describe('a refusal of the till', () => {
  it.each([...SENTENCES, ['9999', 0, OTHER] as const])(
    'with the number %s is told in plain words, with its number and text at the end',
    (number, seconds, sentence) => {
      const problem = refusal(answer('Визит 1159', number));
      expect(problem.message).toBe(`${sentence} (r_keeper error ${number}: Визит 1159)`);
      const kind = seconds === 0 ? 'refused' : 'later';
      expect([problem.kind, problem.code, problem.retryAfterSeconds ?? 0]).toEqual([kind, number, seconds]);
    },
  );

  it.each<readonly [text: string, sentence: string]>([
    [
      'Причина "Ошибка": нет флага \'При удалении чека\'',
      'This reason does not fit. Pick one from the list, which shows only those that fit.',
    ],
    ...['Официант Петров не зарегистрирован', 'Employee 77 is not registered at station 1'].map(
      (text) =>
        [
          text,
          'The till wants the employee to be registered at the station first. Register them at the till (регистрация работника на станции), ' +
            'or fill in the employee and Station: this step registers them then. Run it again.',
        ] as const,
    ),
    ['Карта кассира не зарегистрирована', OTHER],
    [
      'Не найден элемент 7 в коллекции Employees',
      'The till does not know something that was picked here any more. Pick it again from the list.',
    ],
  ])('without a number is known by its text: %s', (text, sentence) => {
    const problem = refusal(answer(text));
    expect(problem.message).toBe(`${sentence} (r_keeper error: ${text})`);
    expect([problem.kind, problem.code]).toEqual(['refused', 'Query Executing Error']);
  });

  it('to know a command is that of another kind of server', () => {
    const problem = refusal(answer('Unknown command CreateOrder', undefined, 'Bad Query Parameters'));
    expect([problem.kind, problem.code]).toEqual(['failed', 'unknown_command']);
    expect(problem.message).toMatch(/^What answers at this address is no cash server: a reference server /);
  });

  it('without any words at all names its status', () => {
    expect(refusal(answer('', undefined, 'Bad Query Parameters')).message).toMatch(
      / \(r_keeper error: Bad Query Parameters\)$/,
    );
  });

  it('is cut in the place of a status, too', () => {
    const { message, code } = refusal(answer('', undefined, 'x'.repeat(100_000)));
    expect(message).toMatch(/ \(r_keeper error: x+…\)$/);
    expect([message.length < 300, code?.length]).toEqual([true, 61]);
  });

  it('has its words cleaned of markup and line ends, and shortened', () => {
    const { message } = refusal(answer(`<b>No</b>\r\n${'x'.repeat(400)}`, '1'));
    expect(message).toMatch(/\(r_keeper error 1: No {2}x{200,300}…\)$/);
  });

  it.each(['Bad license anchor', 'License check: expired', 'error: license check failed'])(
    'of the licence is no matter of the login, so that it holds no other Zap: %s',
    (text) => {
      expect(isLicenseRefusal(answer(text))).toBe(true);
      const problem = refusal(answer(text, '1'));
      expect([problem.kind, problem.code]).toEqual(['failed', 'license_refused']);
      expect(problem.message).toBe(
        "The till does not accept the licence. Ask the restaurant's dealer whether the subscription for the XML interface is paid and belongs " +
          `to this restaurant. Then replay this run from the Zap's history. (r_keeper error 1: ${text})`,
      );
    },
  );
});
