import type { ProblemKind } from '../../../src/core/errors';
import { isTakenNumber, refusal, type ErrorTable } from '../../../src/services/measoft/problems';

const tell = (table: ErrorTable, code: string, text = ''): ReturnType<typeof refusal> =>
  refusal({ table, code, text });

describe('a refusal', () => {
  it('for a number in use is told from all else', () => {
    expect(isTakenNumber({ table: 'ordering', code: '17', text: '' })).toBe(true);
    expect(isTakenNumber({ table: 'general', code: '17', text: '' })).toBe(false);
    expect(isTakenNumber({ table: 'ordering', code: '67', text: '' })).toBe(false);
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

  it('is looked up in the other table where its own does not have it, but for an order', () => {
    expect(tell('either', '25').kind).toBe('connection');
    expect(tell('ordering', '25').kind).toBe('refused');
    expect(tell('general', '52').message).toContain('does not know this order');
  });
});

describe('a code that stands in no table', () => {
  it('is passed on with the service’s own words', () => {
    expect(tell('ordering', '900', 'Заказ уже нельзя изменить')).toMatchObject({
      kind: 'refused',
      code: '900',
      message:
        'The courier service refused this. Its own words stand at the end: correct what they name, or ask the courier company. (MeaSoft error 900: Заказ уже нельзя изменить)',
    });
  });

  it('comes with what is known of the function', () => {
    const problem = refusal({ table: 'ordering', code: '900', text: 'No' }, 'Orders are changed early.');
    expect(problem.message).toBe(
      'The courier service refused this. Its own words stand at the end: correct what they name, or ask the courier company. Orders are changed early. (MeaSoft error 900: No)',
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
    expect(message).toMatch(/х…\)$/);
    expect(message.length).toBeLessThan(460);
  });

  it('are cut in the place of a code, too', () => {
    const { message, code } = tell('general', '<'.repeat(100_000), 'Нет');
    expect(message).toMatch(/\(MeaSoft error <+…: Нет\)$/);
    expect([message.length < 300, code?.length]).toEqual([true, 41]);
  });

  it('may be missing', () => {
    expect(tell('general', '', '').message).toMatch(/\(MeaSoft\)$/);
    expect(tell('general', '77', ' ').message).toMatch(/\(MeaSoft error 77\)$/);
  });
});
