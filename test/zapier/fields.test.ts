import { Form } from '../../src/core/form';
import {
  choice,
  choiceList,
  fields,
  filledWith,
  inGroup,
  line,
  lineItems,
  list,
  money,
  moment,
  needed,
  orElse,
  pairs,
  payment,
  percent,
  quantity,
  readInput,
  shownOnlyIf,
  shownWith,
  text,
  wholeNumber,
  yesNo,
} from '../../src/zapier/fields';
import { problemOf } from '../support/problem';
import { step } from '../support/step';

const LETTER = { label: 'Letter', kind: choice({ html: 'HTML', text: 'Plain text' }) };

const FORM = fields({
  name: { label: 'Name', kind: line, required: true, help: 'Who it is.', group: 'person' },
  age: { label: 'Age', kind: wholeNumber(18, 99), placeholder: '18' },
  letter: LETTER,
  body: { label: 'Body', kind: text, required: true, when: filledWith('letter', LETTER, 'html') },
});

const read = (input: Record<string, unknown>): Record<string, unknown> => readInput(step({ input }), FORM);

const faultOf = async (input: Record<string, unknown>): Promise<string> =>
  (await problemOf(() => read(input))).message;

describe('a field that is shown on demand', () => {
  const DEMAND = { label: 'More', kind: choice({ sizes: 'Sizes', none: 'Nothing' }) };
  const onDemand = filledWith('more', DEMAND, 'sizes');
  const ROW = fields({
    name: { label: 'Name', kind: line },
    ...shownOnlyIf(onDemand, { width: { label: 'Width', kind: line } }),
  });
  const ON_DEMAND = fields({
    more: DEMAND,
    ...shownOnlyIf(onDemand, { length: { label: 'Length', kind: line } }),
    rows: { label: 'Rows', kind: lineItems('Row', ROW) },
  });
  const keysFor = (inputData?: Record<string, unknown>): string[] =>
    ON_DEMAND.input
      .flatMap((field) =>
        typeof field === 'function' ? field(undefined as never, { inputData } as never) : field,
      )
      .flatMap(({ key, children = [] }) => [key, ...children.map((child) => child.key)]);

  it('is hidden before, in rows too, and while Zapier tells nothing of what was filled in', () => {
    expect(keysFor()).toEqual(['more', 'rows', 'name']);
    expect(keysFor({ more: 'none' })).toEqual(['more', 'rows', 'name']);
    expect(keysFor({ more: 'Sizes' })).toEqual(['more', 'length', 'rows', 'name', 'width']);
  });

  it('is shown while it is filled in, by itself, in a row, or as Zapier tells rows a second time', () => {
    expect(keysFor({ length: '5' })).toEqual(['more', 'length', 'rows', 'name']);
    expect(keysFor({ rows: [{ name: 'a' }, { width: '5' }] })).toEqual(['more', 'rows', 'name', 'width']);
    expect(keysFor({ width: ['5'] })).toEqual(['more', 'rows', 'name', 'width']);
  });

  it('is read whenever it is filled in', () => {
    const input = { length: '5', rows: [{ name: 'a', width: '6' }] };
    expect(readInput(step({ input }), ON_DEMAND)).toMatchObject(input);
  });
});

describe('a table of fields', () => {
  const shown = (inputData: Record<string, unknown>): unknown[] =>
    FORM.input.flatMap((field) =>
      typeof field === 'function' ? field(undefined as never, { inputData } as never) : field,
    );

  it('gives the form that Zapier shows', () => {
    expect(shown({})).toEqual([
      { key: 'name', label: 'Name', helpText: 'Who it is.', group: 'person', required: true },
      { key: 'age', label: 'Age', placeholder: '18' },
      { key: 'letter', label: 'Letter', choices: { html: 'HTML', text: 'Plain text' } },
    ]);
  });

  it('shows a field with a condition only while that holds', () => {
    expect(shown({ letter: 'HTML' })).toContainEqual(expect.objectContaining({ key: 'body' }));
    expect(shown({ letter: 'text' })).not.toContainEqual(expect.objectContaining({ key: 'body' }));
  });

  it('reads what is filled in, and nothing of a field that is not on the form', () => {
    expect(read({ name: ' Anna ', letter: 'html', body: ' Hi ' })).toEqual({
      name: 'Anna',
      age: undefined,
      letter: 'html',
      body: ' Hi ',
    });
    expect(read({ name: 'Anna', letter: 'text', body: ['left over'] }).body).toBeUndefined();
  });

  it('tells all faults at once, those of more than one field among them', async () => {
    expect(await faultOf({ age: '17', letter: 'html' })).toBe(
      'Please correct 3 fields:\n- Name is required.\n- Age must be at least 18.\n- Body is required.',
    );
    const { message } = await problemOf(() =>
      readInput(step({ input: { name: 'Anna', age: '20' } }), FORM, ({ name, age }, form) => {
        form.fault(`${name} is not ${age ?? 0}.`);
      }),
    );
    expect(message).toBe('Anna is not 20.');
  });

  it('knows its fields by their keys', () => {
    expect(FORM.field('age')).toEqual({ key: 'age', label: 'Age' });
  });
});

it.each([
  [line, ' a ', 'a'],
  [text, ' a\r\n', ' a\r\n'],
  [yesNo, 'нет', false],
  [wholeNumber(), '12', 12],
  [money, '1 250,50', 125050],
  [payment, '1', 100],
  [percent, '12,5', '12.50'],
  [quantity, '0,5', 500],
  [moment, '2013-03-03', 1362254400],
  [list, 'a, b,a', ['a', 'b']],
  [pairs, { a: '1' }, [['a', '1']]],
])('the kind %# reads %j as %j', (kind, typed, value) => {
  expect(readInput(step({ input: { it: typed } }), fields({ it: { label: 'It', kind } }))).toEqual({
    it: value,
  });
});

it('a list that is filled in names something', async () => {
  const FORM_OF_LIST = fields({ it: { label: 'It', kind: list } });
  expect(readInput(step({ input: { it: [] } }), FORM_OF_LIST).it).toBeUndefined();
  const { message } = await problemOf(() => readInput(step({ input: { it: ' , ' } }), FORM_OF_LIST));
  expect(message).toBe('It must name at least one value.');
});

describe('line items', () => {
  const DISHES = fields({
    dishes: {
      label: 'Dishes',
      kind: lineItems(
        'Dish',
        fields({
          code: { label: 'Code', kind: line, required: true },
          seat: { label: 'Seat', kind: wholeNumber(1) },
        }),
      ),
      required: true,
    },
  });

  it('are a form within the form', () => {
    expect(DISHES.input).toMatchObject([
      {
        key: 'dishes',
        children: [{ key: 'code', required: true }, { key: 'seat' }],
      },
    ]);
    expect(DISHES.read(new Form({ dishes: [{ code: '7' }, { code: '', seat: null }] })).dishes).toEqual([
      { code: '7', seat: undefined },
    ]);
  });

  it('name the row of a fault, and count as empty when all their rows are', async () => {
    const told = async (dishes: unknown): Promise<string> =>
      (await problemOf(() => readInput(step({ input: { dishes } }), DISHES))).message;
    expect(await told([{ code: '7' }, { seat: '2' }])).toBe('Dish 2: Code is required.');
    expect(await told([{ code: ' ' }])).toBe('Dishes is required.');
  });
});

it('line items may have rules of their own, about a row and the whole form', async () => {
  const DISH = fields({ code: { label: 'Code', kind: line }, seat: { label: 'Seat', kind: wholeNumber(1) } });
  const form = fields({
    seats: { label: 'Seats', kind: wholeNumber() },
    dishes: {
      label: 'Dishes',
      kind: lineItems('Dish', DISH, ({ seat }, row, whole) => {
        if (seat !== undefined && !whole.has({ key: 'seats', label: 'Seats' }))
          row.fault('There are no seats.');
      }),
    },
  });
  const input = { dishes: [{ code: '7' }, { code: '8', seat: '1' }] };
  const problem = await problemOf(() => readInput(step({ input }), form));
  expect(problem.message).toBe('Dish 2: There are no seats.');
  expect(readInput(step({ input: { ...input, seats: '1' } }), form).dishes).toHaveLength(2);
});

it('rows may share a group', () => {
  const { input } = fields(inGroup('person', { name: { label: 'Name', kind: line } }));
  expect(input).toEqual([{ key: 'name', label: 'Name', group: 'person' }]);
});

it('a kind can have a value for an empty field, or insist though Zapier does not', async () => {
  const FORM_OF_ROW = fields({
    count: { label: 'Count', kind: orElse(1, wholeNumber()) },
    code: { label: 'Code', kind: needed(line) },
  });
  expect(readInput(step({ input: { code: '7' } }), FORM_OF_ROW)).toEqual({ count: 1, code: '7' });
  expect((await problemOf(() => readInput(step({}), FORM_OF_ROW))).message).toBe('Code is required.');
});

it('a kind can be shown otherwise than it is read', () => {
  const { input } = fields({
    events: { label: 'Events', kind: shownWith({ choices: choiceList({ paid: 'Paid' }) }, list) },
  });
  expect(input).toEqual([
    {
      key: 'events',
      label: 'Events',
      list: true,
      choices: [{ value: 'paid', sample: 'paid', label: 'Paid' }],
    },
  ]);
  expect(() => choice({})).toThrow('A choice needs words to choose from.');
});
