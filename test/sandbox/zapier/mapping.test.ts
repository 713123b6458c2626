import { type Field } from '../../../sandbox/zapier/definition';
import { mapped, stepsReferredTo, type Template } from '../../../sandbox/zapier/mapping';

const outputs = {
  trigger: {
    id: 17,
    paid: true,
    email: 'anna@shop.example',
    nothing: null,
    braces: '{{trigger.id}}',
    buyer: { name: 'Анна' },
    lines: [
      { name: 'Чай', pieces: 2 },
      { name: 'Торт', pieces: 1.5 },
    ],
  },
  order: { guid: '{A}' },
};

/** What a template becomes in a field. */
function value(template: Template, field: Omit<Field, 'key'> = {}): unknown {
  return mapped({ field: template }, outputs, [{ key: 'field', ...field }]).field;
}

describe('a reference', () => {
  test('becomes text, as the value of another step does on Zapier', () => {
    expect(value('{{trigger.id}}')).toBe('17');
    expect(value('{{ order.guid }}')).toBe('{A}');
    expect(value('{{trigger.paid}}')).toBe('true');
    expect(value('{{trigger.buyer}}')).toBe('{"name":"Анна"}');
  });

  test('becomes a number or a yes or no where the field says so', () => {
    expect(value('{{trigger.id}}', { type: 'integer' })).toBe(17);
    expect(value('{{trigger.lines.pieces}}', { type: 'number', list: true })).toEqual([2, 1.5]);
    expect(value('{{trigger.paid}}', { type: 'boolean' })).toBe(true);
    expect(value('{{trigger.email}}', { type: 'number' })).toBe('anna@shop.example');
    expect(value('{{trigger.email}}', { type: 'boolean' })).toBe('anna@shop.example');
  });

  test('may stand inside a text, beside others', () => {
    expect(value('Order {{trigger.id}} of {{trigger.buyer.name}}')).toBe('Order 17 of Анна');
  });

  test('is not looked for in what it refers to', () => {
    expect(value('{{trigger.braces}}')).toBe('{{trigger.id}}');
  });

  test.each(['{{trigger.nothing}}', '{{trigger.phone}}', '{{trigger.phone}}{{trigger.nothing}}'])(
    'to nothing leaves the field out: %s',
    (template) => {
      expect(mapped({ field: template }, outputs, [])).toEqual({});
    },
  );
});

test('values that the user chose stay as they are', () => {
  expect(mapped({ a: 5, b: false, c: { x: ['{{trigger.id}}', 'y'] } }, outputs, [])).toEqual({
    a: 5,
    b: false,
    c: { x: ['17', 'y'] },
  });
});

describe('line items', () => {
  const children: Field[] = [{ key: 'dish' }, { key: 'pieces', type: 'number' }, { key: 'comment' }];

  test('fill a field with children row by row; what is no line item is the same in every row', () => {
    const template = {
      dish: '{{trigger.lines.name}}',
      pieces: '{{trigger.lines.pieces}}',
      comment: 'for {{trigger.buyer.name}}',
    };
    expect(value(template, { children })).toEqual([
      { dish: 'Чай', pieces: 2, comment: 'for Анна' },
      { dish: 'Торт', pieces: 1.5, comment: 'for Анна' },
    ]);
  });

  test('may be written out row by row too', () => {
    const template = [{ dish: 'Кофе', pieces: 1 }, { dish: '{{trigger.lines.name}}' }];
    expect(value(template, { children })).toEqual([
      { dish: 'Кофе', pieces: 1 },
      { dish: 'Чай' },
      { dish: 'Торт' },
    ]);
  });

  test('fill a list field entry by entry', () => {
    expect(value('{{trigger.lines.name}}', { list: true })).toEqual(['Чай', 'Торт']);
    expect(value(['{{trigger.lines.name}}', 'Кофе'], { list: true })).toEqual(['Чай', 'Торт', 'Кофе']);
    expect(value('{{trigger.email}}', { list: true })).toEqual(['anna@shop.example']);
    expect(value('{{trigger.phone}}', { list: true })).toBeUndefined();
  });

  test('in any other field stand with commas between them', () => {
    expect(value('{{trigger.lines.name}}')).toBe('Чай,Торт');
    expect(value('Buy {{trigger.lines.name}}')).toBe('Buy Чай,Торт');
  });

  test('cannot be poured into a field with children as a whole', () => {
    expect(() => value('{{trigger.lines}}', { children })).toThrow('a template for each child');
  });
});

test('the steps that templates refer to are known', () => {
  const templates = { a: '{{trigger.id}} {{order__guid}}', b: [{ c: '{{ find.id }}' }], d: 'none' };
  expect(stepsReferredTo(templates)).toEqual(['trigger', 'order', 'find']);
});
