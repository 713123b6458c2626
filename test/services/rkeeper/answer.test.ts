import { NetworkFailure } from '../../../src/core/http';
import { parseTillAnswer, succeeded, type TillAnswer } from '../../../src/services/rkeeper/answer';

const parse = (xml: string): TillAnswer => parseTillAnswer(Buffer.from(xml));

function failureOf(xml: string): unknown {
  try {
    return parse(xml);
  } catch (error) {
    return error;
  }
}

describe('an answer of the till', () => {
  it('to RK7CMD holds its result and its data on the root', () => {
    const answer = parse(
      '<RK7QueryResult ServerVersion="7.6.5.92" Status="Ok" CMD="GetSystemInfo" ErrorText=""><SystemInfo ProcessID="1"/></RK7QueryResult>',
    );
    expect(answer).toMatchObject({
      status: 'Ok',
      errorNumber: undefined,
      errorText: '',
      serverVersion: '7.6.5.92',
    });
    expect(answer.data.child('SystemInfo')?.attribute('ProcessID')).toBe('1');
  });

  it('to RK7Command holds them in a result of its own', () => {
    const answer = parse(
      '<RK7QueryResult ServerVersion="7.6.5.92" Status="Ok" Processed="0"><CommandResult CMD="PayOrder" Status="Query Executing Error" ' +
        'ErrorText="Визит 1159 закрыт!" RK7ErrorN="2128"/></RK7QueryResult>',
    );
    expect(answer).toMatchObject({
      status: 'Query Executing Error',
      errorNumber: '2128',
      errorText: 'Визит 1159 закрыт!',
      serverVersion: '7.6.5.92',
    });
  });

  it('may tell what is wrong beside an empty text, by the part of the till that complains', () => {
    const answer = parse(
      '<RK7QueryResult Status="Query Executing Error" ErrorText="" RK7ErrorN="0"><Errors><Error RK7ErrorN="3813" Component="PDS">Карта не найдена</Error>' +
        '<Error Component="Printer">В принтере нет бумаги</Error></Errors></RK7QueryResult>',
    );
    expect(answer).toMatchObject({
      errorNumber: '3813',
      errorText: 'PDS: Карта не найдена; Printer: В принтере нет бумаги',
    });
  });

  it('to a command that was only started is none: it may be carried out or not', () => {
    expect(failureOf('<RK7QueryResult Status="Execution Started"/>')).toMatchObject({
      reason: 'timeout',
      maybeReceived: true,
    });
  });

  it('may tell the number of an error in its text alone', () => {
    const { errorNumber } = parse(
      '<RK7QueryResult Status="Query Parse Error" ErrorText="UCSERR(2172): В данный момент закрывается общая смена"/>',
    );
    expect(errorNumber).toBe('2172');
  });

  it.each([
    ['Ok', true],
    ['No changes', true],
    ['Query Executing Error', false],
    ['Bad Query Parameters', false],
    ['Query Parse Error', false],
  ])('of the status "%s" is a success: %s', (status, success) => {
    expect(succeeded(parse(`<RK7QueryResult Status="${status}"/>`))).toBe(success);
  });

  it.each(['Result Writing Error', 'Query Processing Internal Error'])(
    'of the status "%s" does not tell whether the command was carried out',
    (status) => {
      expect(failureOf(`<RK7QueryResult Status="${status}"/>`)).toMatchObject({
        reason: 'no_answer',
        maybeReceived: true,
        code: status,
      });
    },
  );

  it.each([
    ['without a status', '<RK7QueryResult/>'],
    ['of another root', '<html><body/></html>'],
    ['cut off', '<RK7QueryResult Status="Ok"><Order'],
    ['empty', ''],
    ['with an entity', '<!DOCTYPE x [<!ENTITY a "b">]><RK7QueryResult Status="Ok" ErrorText="&a;"/>'],
  ])('%s is none, and leaves doubt', (_, xml) => {
    const failure = failureOf(xml);
    expect(failure).toBeInstanceOf(NetworkFailure);
    expect(failure).toMatchObject({ reason: 'no_answer', maybeReceived: true });
  });
});
