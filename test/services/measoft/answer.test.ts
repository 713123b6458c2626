import { NetworkFailure } from '../../../src/core/http';
import { parseXml } from '../../../src/core/xml';
import {
  listReader,
  parseAnswer,
  parseList,
  refusalOf,
  refusalOn,
} from '../../../src/services/measoft/answer';

const refused = (xml: string, functionName: string): ReturnType<typeof refusalOf> =>
  refusalOf(parseXml(xml), functionName);

describe('the refusal of a whole request', () => {
  it.each([
    [
      'an error element in an envelope',
      '<request><error error="1" errormsg="Authorization error"/></request>',
      'statusreq',
      { table: 'ordering', code: '1', text: 'Authorization error' },
    ],
    [
      'an error element of a function that takes no orders',
      '<request><error error="13" errormsg="Ошибка mysql"/></request>',
      'statusreq',
      { table: 'general', code: '13', text: 'Ошибка mysql' },
    ],
    [
      'an error element in the function’s own root',
      '<neworder><error error="2" errormsg="Empty request" errormsgru="Отправлен пустой запрос"/></neworder>',
      'neworder',
      { table: 'ordering', code: '2', text: 'Отправлен пустой запрос' },
    ],
    [
      'an error element without attributes',
      '<request><error>Ошибка синтаксиса XML: Premature end</error></request>',
      'neworder',
      { table: 'general', code: '', text: 'Ошибка синтаксиса XML: Premature end' },
    ],
    ['an error as the root', '<error>Нет</error>', 'client', { table: 'general', code: '', text: 'Нет' }],
    [
      'a code on the root',
      '<calculator error="18">Город отправления не указан</calculator>',
      'calculator',
      { table: 'general', code: '18', text: 'Город отправления не указан' },
    ],
    [
      'a code on the root of an ordering function',
      '<cancelorder error=" 1 " errormsg="Authorization error"/>',
      'cancelorder',
      { table: 'either', code: '1', text: 'Authorization error' },
    ],
    ['a code without words', '<client error="25"/>', 'client', { table: 'general', code: '25', text: '' }],
  ])('is %s', (_name, xml, functionName, refusal) => {
    expect(refused(xml, functionName)).toEqual(refusal);
  });

  it.each([
    ['<statusreq count="0"/>', 'statusreq'],
    ['<commitlaststatus error="0"/>', 'commitlaststatus'],
    ['<request><error error="0" errormsg="Success"/></request>', 'neworder'],
    ['<client error=""><code>1082</code></client>', 'client'],
    // The request was accepted; one order of it was not.
    ['<neworder><createorder orderno="1" error="17" errormsg="exists"/></neworder>', 'neworder'],
  ])('is not %s', (xml, functionName) => {
    expect(refused(xml, functionName)).toBeUndefined();
  });
});

describe('the refusal of one order', () => {
  it('counts before its number, which comes with it', () => {
    const [fine, taken] = parseXml(
      '<neworder><createorder orderno="1" error="0" errormsg="Success"/>' +
        '<createorder orderno="2" error="17" errormsg="exists" errormsgru="уже есть"/></neworder>',
    ).all('createorder');
    expect(fine && refusalOn(fine, 'ordering')).toBeUndefined();
    expect(taken && refusalOn(taken, 'ordering')).toEqual({
      table: 'ordering',
      code: '17',
      text: 'уже есть',
    });
  });
});

describe('an answer', () => {
  it.each([
    ['nothing', ''],
    ['a web page', '<!DOCTYPE html><html><body>blocked</body></html>'],
    ['a well-formed web page', '<?xml version="1.0"?><html><body/></html>'],
    ['words', 'Ошибка сервиса'],
    ['half of one', '<statusreq count="1"><order'],
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "b">]><statusreq>&a;</statusreq>'],
  ])('that is %s is none: what was asked for may have been done', (_name, body) => {
    const failure = (() => {
      try {
        return parseAnswer(Buffer.from(body));
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(NetworkFailure);
    expect(failure).toMatchObject({ reason: 'no_answer', maybeReceived: true });
  });

  it('may be in the encoding of old servers', () => {
    const text = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    const body = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a>'),
      text,
      Buffer.from('</a>'),
    ]);
    expect(parseAnswer(body).text).toBe('Привет');
  });

  it('is too large, and not wrong, where it holds more of something than is read', () => {
    const answer = Buffer.from(`<waybill><content>${'A'.repeat(5 * 1024 * 1024)}</content></waybill>`);
    expect(() => parseAnswer(answer)).toThrow(
      new NetworkFailure('too_large', true, 'The XML is too large: 5242918 bytes, at most 4194304 are read.'),
    );
  });

  it('to a label may be as large as the largest list, and is not read beyond that', () => {
    const label = (bytes: number): readonly number[] => {
      const reader = listReader({ name: 'content', items: ({ text }) => [text.length] });
      reader.push(Buffer.from(`<waybill><content>${'A'.repeat(bytes)}</content></waybill>`));
      return parseList(reader).items;
    };
    expect(label(15_000_000)).toEqual([15_000_000]);
    expect(() => label(17 * 1024 * 1024)).toThrow(
      new NetworkFailure('too_large', true, 'The XML has a text that is too long.'),
    );
  });
});
