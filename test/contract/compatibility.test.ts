import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaches, type FieldShape, type Shape, shapeOfApp } from '../support/shape';

const FILE = join(__dirname, 'definition_shape.json');
const KEEP = 'Run `npm run snapshot` to keep the definition as it is now.';

const kept = JSON.parse(readFileSync(FILE, 'utf8')) as Shape;
const majorOf = ({ version }: Shape): string => version.split('.')[0] ?? '';

describe('Zaps that exist', () => {
  it('go on working, or the major version is another', async () => {
    const now = await shapeOfApp();
    if (majorOf(now) === majorOf(kept)) expect(breaches(kept, now)).toEqual([]);
    if (process.env.KEEP_SHAPE) writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`);
    else expect({ hint: KEEP, ...kept }).toEqual({ hint: KEEP, ...now });
  });
});

describe('what breaks Zaps that exist', () => {
  const field: FieldShape = { type: 'string', choices: ['a', 'b'] };
  const before = shapeWith({ sum: field }, { id: { type: 'string', primary: true } });

  function shapeWith(
    input: Readonly<Record<string, FieldShape>>,
    output: Readonly<Record<string, FieldShape>> = { id: { type: 'string', primary: true } },
  ): Shape {
    return {
      version: '1.0.0',
      connection: { login: { type: 'string' } },
      operations: { 'creates.pay': { input, output } },
    };
  }

  it.each<[string, Shape]>([
    ['creates.pay is gone', { ...before, operations: {} }],
    ['connection login is gone', { ...before, connection: {} }],
    [
      'connection login must be filled in',
      { ...before, connection: { login: { type: 'string', required: true } } },
    ],
    ['creates.pay input sum is gone', shapeWith({})],
    ['creates.pay input sum was string and is number', shapeWith({ sum: { ...field, type: 'number' } })],
    [
      'creates.pay input sum was string and is a list of string',
      shapeWith({ sum: { ...field, list: true } }),
    ],
    ['creates.pay input sum must be filled in', shapeWith({ sum: { ...field, required: true } })],
    ['creates.pay input sum takes fewer values', shapeWith({ sum: { ...field, choices: ['a'] } })],
    [
      'creates.pay input till is new and must be filled in',
      shapeWith({ sum: field, till: { type: 'string', required: true } }),
    ],
    ['creates.pay output id is gone', shapeWith({ sum: field }, {})],
    [
      'creates.pay output id was string and is integer',
      shapeWith({ sum: field }, { id: { type: 'integer', primary: true } }),
    ],
    [
      'creates.pay output id tells events apart otherwise',
      shapeWith({ sum: field }, { id: { type: 'string' } }),
    ],
  ])('%s', (breach, after) => {
    expect(breaches(before, after)).toEqual([breach]);
  });

  it('is not what is added, or asked for no longer', () => {
    const required = shapeWith({ sum: { ...field, required: true } });
    const after = shapeWith(
      { sum: { ...field, choices: ['a', 'b', 'c'] }, note: { type: 'string' } },
      { id: { type: 'string', primary: true }, sum: { type: 'number' } },
    );
    expect(breaches(required, after)).toEqual([]);
  });

  it('is a drop-down where anything could be entered before', () => {
    const free = shapeWith({ sum: { type: 'string' } });
    expect(breaches(free, before)).toEqual(['creates.pay input sum takes fewer values']);
    expect(breaches(before, free)).toEqual([]);
  });
});
