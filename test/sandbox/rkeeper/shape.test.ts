import { TillDouble } from '../../../sandbox/rkeeper/till';
import { ask, verdict } from './conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

describe('the shape of a command', () => {
  const create = (content: string, attributes = ''): string =>
    `<RK7CMD CMD="CreateOrder"><Order ${attributes}>${content}</Order></RK7CMD>`;
  const GUESTS = '<Guests><Guest guestLabel="1"/></Guests>';

  it.each([
    ['a missing child', create(GUESTS), 'Error: child element "Table" not found'],
    [
      'a missing attribute',
      create('<Table id="1000100"/><Guests><Guest/></Guests>'),
      'Attribute "RK7CMD/Order/Guests/Guest/@guestLabel" is not found',
    ],
    ['a repeated child', create(`<Table id="1000100"/><Table id="1000101"/>${GUESTS}`), 'is repeated'],
    [
      'a name where a reference is expected',
      create(`<Table name="5"/>${GUESTS}`),
      'unknown attribute "RK7CMD/Order/Table/@name"',
    ],
    [
      'id and code together',
      create(`<Table id="1000100" code="1"/>${GUESTS}`),
      'exactly one of id, code, guid',
    ],
    ['neither id, code nor guid', create(`<Table/>${GUESTS}`), 'exactly one of id, code, guid'],
    [
      'a misspelt attribute',
      create(`<Table id="1000100"/>${GUESTS}`, 'persistentcomment="x"'),
      'unknown attribute',
    ],
    ['a misspelt child', create(`<Table id="1000100"/><guests/>`), 'unknown child element "guests"'],
    [
      'a guid without braces',
      create('<Table id="1000100"/>', 'guid="6002FD3A-68B6-4FC9-8EB1-D53A697C286C"'),
      'Bad guid attribute',
    ],
    [
      'a guid in lower case',
      create('<Table id="1000100"/>', 'guid="{6002fd3a-68b6-4fc9-8eb1-d53a697c286c}"'),
      'Bad guid attribute',
    ],
    [
      'a time with a zone',
      create('<Table id="1000100"/>', 'openTime="2026-10-03T16:05:00Z"'),
      'Bad datetime attribute',
    ],
    [
      'a boolean in words',
      '<RK7CMD CMD="GetOrderList" onlyOpened="true"/>',
      'Bad integer attribute "RK7CMD/@onlyOpened" value: "true"',
    ],
    [
      'a fraction',
      '<RK7CMD CMD="GetOrder"><Order visit="1.5" orderIdent="256"/></RK7CMD>',
      'Bad integer attribute',
    ],
    ['text', '<RK7CMD CMD="GetSystemInfo">hello</RK7CMD>', 'unexpected text'],
  ])('refuses %s', async (_, command, text) => {
    const answer = await ask(till, command);
    expect(verdict(answer).status).toBe('Bad Query Parameters');
    expect(answer.attribute('ErrorText')).toContain(text);
  });

  it('holds clients to the order of the schema, unless told to be as lenient as the real server', async () => {
    const order = create(`${GUESTS}<Table id="1000100"/>`);
    expect(verdict(await ask(till, order))).toMatchObject({ status: 'Bad Query Parameters' });
    till.switches.requireChildOrder = false;
    expect(verdict(await ask(till, order)).status).toBe('Ok');
  });

  it('can ignore unknown markup as the real server does', async () => {
    till.switches.refuseUnknownMarkup = false;
    expect(
      verdict(await ask(till, '<RK7CMD CMD="GetSystemInfo" colour="red"><Extra/></RK7CMD>')).status,
    ).toBe('Ok');
  });
});
