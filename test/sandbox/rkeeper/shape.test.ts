import { refusal, tillForEachTest, verdictOn } from './conversation';

const stage = tillForEachTest();
const GUESTS = '<Guests><Guest guestLabel="1"/></Guests>';
const TABLE = '<Table id="1000100"/>';
const create = (content: string, attributes = ''): string =>
  `<RK7CMD CMD="CreateOrder"><Order ${attributes}>${content}</Order></RK7CMD>`;

it.each([
  ['a missing child', create(GUESTS), 'Error: child element "Table" not found'],
  [
    'a missing attribute',
    create(`${TABLE}<Guests><Guest/></Guests>`),
    'Attribute "RK7CMD/Order/Guests/Guest/@guestLabel" is not found',
  ],
  ['a repeated child', create(`${TABLE}${TABLE}${GUESTS}`), 'is repeated'],
  [
    'a name for a reference',
    create(`<Table name="5"/>${GUESTS}`),
    'unknown attribute "RK7CMD/Order/Table/@name"',
  ],
  [
    'id and code together',
    create(`<Table id="1000100" code="1"/>${GUESTS}`),
    'exactly one of id, code, guid',
  ],
  ['neither id, code nor guid', create(`<Table/>${GUESTS}`), 'exactly one of id, code, guid'],
  ['a misspelt attribute', create(TABLE + GUESTS, 'persistentcomment="x"'), 'unknown attribute'],
  ['children in another order than the schema’s', create(GUESTS + TABLE), 'is out of order'],
  ['a misspelt child', create(`${TABLE}<guests/>`), 'unknown child element "guests"'],
  [
    'a guid without braces',
    create(TABLE, 'guid="6002FD3A-68B6-4FC9-8EB1-D53A697C286C"'),
    'Bad guid attribute',
  ],
  [
    'a guid in lower case',
    create(TABLE, 'guid="{6002fd3a-68b6-4fc9-8eb1-d53a697c286c}"'),
    'Bad guid attribute',
  ],
  ['a time with a zone', create(TABLE, 'openTime="2026-10-03T16:05:00Z"'), 'Bad datetime attribute'],
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
])('refuses %s', async (_, command, words) => {
  const text = expect.stringContaining(words) as string;
  expect(await verdictOn(stage.till, command)).toEqual({
    ...refusal(''),
    status: 'Bad Query Parameters',
    text,
  });
});
