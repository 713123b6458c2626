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
const children: Field[] = [{ key: 'dish' }, { key: 'pieces', type: 'number' }, { key: 'comment' }];

test.each<[string, Template, Omit<Field, 'key'>, unknown]>([
  ['becomes text, as on Zapier', '{{trigger.id}}', {}, '17'],
  ['may have spaces round it', '{{ order.guid }}', {}, '{A}'],
  ['to a yes becomes text', '{{trigger.paid}}', {}, 'true'],
  ['to an object becomes JSON', '{{trigger.buyer}}', {}, '{"name":"Анна"}'],
  ['becomes a number where the field says so', '{{trigger.id}}', { type: 'integer' }, 17],
  ['becomes numbers', '{{trigger.lines.pieces}}', { type: 'number', list: true }, [2, 1.5]],
  ['becomes a yes or no', '{{trigger.paid}}', { type: 'boolean' }, true],
  ['stays text where it is no number', '{{trigger.email}}', { type: 'number' }, 'anna@shop.example'],
  ['stays text where it is no yes or no', '{{trigger.email}}', { type: 'boolean' }, 'anna@shop.example'],
  ['may stand beside others', 'Order {{trigger.id}} of {{trigger.buyer.name}}', {}, 'Order 17 of Анна'],
  ['is not looked for in what it refers to', '{{trigger.braces}}', {}, '{{trigger.id}}'],
  ['to null leaves the field out', '{{trigger.nothing}}', {}, undefined],
  ['to nothing leaves the field out', '{{trigger.phone}}{{trigger.nothing}}', {}, undefined],
  ['stands inside of lists and objects too', { x: ['{{trigger.id}}', 'y'] }, {}, { x: ['17', 'y'] }],
  ['to line items fills a list', '{{trigger.lines.name}}', { list: true }, ['Чай', 'Торт']],
  ['adds to a list', ['{{trigger.lines.name}}', 'Кофе'], { list: true }, ['Чай', 'Торт', 'Кофе']],
  ['to one value fills a list too', '{{trigger.email}}', { list: true }, ['anna@shop.example']],
  ['to nothing fills no list', '{{trigger.phone}}', { list: true }, undefined],
  ['to line items has commas in any other field', 'Buy {{trigger.lines.name}}', {}, 'Buy Чай,Торт'],
  [
    'to line items fills rows; what is none is the same in every row',
    {
      dish: '{{trigger.lines.name}}',
      pieces: '{{trigger.lines.pieces}}',
      comment: 'for {{trigger.buyer.name}}',
    },
    { children },
    [
      { dish: 'Чай', pieces: 2, comment: 'for Анна' },
      { dish: 'Торт', pieces: 1.5, comment: 'for Анна' },
    ],
  ],
  [
    'may stand in rows that are written out',
    [{ dish: 'Кофе', pieces: 1 }, { dish: '{{trigger.lines.name}}' }],
    { children },
    [{ dish: 'Кофе', pieces: 1 }, { dish: 'Чай' }, { dish: 'Торт' }],
  ],
])('a reference %s', (_, template, field, value) => {
  expect(mapped({ field: template }, outputs, [{ key: 'field', ...field }]).field).toEqual(value);
});

test('values that the user chose stay as they are', () => {
  expect(mapped({ a: 5, b: false }, outputs, [])).toEqual({ a: 5, b: false });
});

test('line items cannot be poured into a field with children as a whole', () => {
  const pour = () => mapped({ rows: '{{trigger.lines}}' }, outputs, [{ key: 'rows', children }]);
  expect(pour).toThrow('a template for each child');
});

test('the steps that templates refer to are known', () => {
  const templates = { a: '{{trigger.id}} {{order__guid}}', b: [{ c: '{{ find.id }}' }], d: 'none' };
  expect(stepsReferredTo(templates)).toEqual(['trigger', 'order', 'find']);
});
