import { parseAnswer } from '../../../src/services/justclick/answer';
import { answer, API_KEY } from '../../support/shop';

const read = (text: string, key = API_KEY): ReturnType<typeof parseAnswer> =>
  parseAnswer(Buffer.from(text), key);

describe('an answer of the shop', () => {
  it('is read with its result, whatever that is', () => {
    for (const result of [[], [{ id: 1 }], { bill_id: 5 }, 12, 'text', null])
      expect(read(answer(0, 'OK', result))).toEqual({ code: 0, text: 'OK', result, genuine: true });
  });

  it('may have no result', () => {
    expect(read(answer(0, 'ok'))).toEqual({ code: 0, text: 'ok', result: undefined, genuine: true });
  });

  it('keeps Cyrillic, escapes and letter case, which its hash covers', () => {
    const escaped = String.raw`{"error_code":604,"error_text":"product not exist: \u0422\u043e\u0432\u0430\u0440\/1","hash":"b7e42d424745d60a6fbd8d0eaaa4db32"}`;
    expect(read(escaped)).toMatchObject({ code: 604, text: 'product not exist: Товар/1', genuine: true });
  });

  it('may write its code as text', () => {
    expect(read(answer(4, 'x').replace('"error_code":4', '"error_code":"4"'))).toMatchObject({
      code: 4,
      genuine: true,
    });
  });

  it('is not genuine under another key, without a hash, or with one that is no text', () => {
    expect(read(answer(0, 'ok'), 'another key')?.genuine).toBe(false);
    expect(read('{"error_code":0,"error_text":"ok"}')?.genuine).toBe(false);
    expect(
      read('{"error_code":0,"error_text":"ok","hash":["ffe12101a35998cbb60b510662de528e"]}')?.genuine,
    ).toBe(false);
  });

  it('without a text is read as one with an empty text', () => {
    expect(read('{"error_code":3}')).toMatchObject({ code: 3, text: '' });
    expect(read('{"error_code":3,"error_text":null}')).toMatchObject({ code: 3, text: '' });
  });

  it.each([
    '',
    'null',
    '0',
    '"ok"',
    '[]',
    '{}',
    '{"error_code":null}',
    '{"error_code":""}',
    '{"error_code":[0]}',
    '{"error_code":true}',
    '{"error_code":1.5}',
    '{"error_code":-1}',
    '{"error_code":"0x1"}',
    '{"error_code":"1234567890"}',
    '{"error_code":0',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
