import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { breaches, type Fact, factsOfApp, parseFacts, writeFacts } from '../support/facts';

const FILE = join(__dirname, 'definition.facts.txt');

/** The version whose facts were kept stands in the first line. */
const [version = '', ...lines] = readFileSync(FILE, 'utf8').split('\n');
const kept = lines.join('\n');
const majorOf = (text: string): string => text.split('.')[0] ?? '';

describe('Zaps that exist', () => {
  it('go on working, or the major version is another', async () => {
    const now = await factsOfApp();
    if (majorOf(packageJson.version) === majorOf(version))
      expect(breaches(parseFacts(kept), now)).toEqual([]);
    const text = `${packageJson.version}\n${writeFacts(now)}`;
    // `npm run snapshot` keeps the facts as they are now.
    if (process.env.KEEP_FACTS) writeFileSync(FILE, text);
    else expect(text).toBe(`${version}\n${kept}`);
  });
});

describe('the facts', () => {
  it('can be read back from their lines', async () => {
    const facts = await factsOfApp();
    expect(parseFacts(writeFacts(facts))).toEqual(facts);
  });
});

describe('what breaks Zaps that exist', () => {
  const sum: Fact = { place: 'creates.pay in sum', type: 'string', choices: ['a', 'b'] };
  const step: Fact = { place: 'creates.pay', type: 'action' };
  const id: Fact = { place: 'creates.pay out id', type: 'string', primary: true };
  const login: Fact = { place: 'connection in login', type: 'string' };
  const before = [login, step, sum, id];

  it.each<[string, readonly Fact[]]>([
    ['creates.pay is gone', [login]],
    ['creates.pay was action and is search', [login, { ...step, type: 'search' }, sum, id]],
    ['connection in login is gone', [step, sum, id]],
    ['connection in login must be filled in', [{ ...login, required: true }, step, sum, id]],
    ['creates.pay in sum is gone', [login, step, id]],
    ['creates.pay in sum was string and is number', [login, step, { ...sum, type: 'number' }, id]],
    ['creates.pay in sum was string and is a list of string', [login, step, { ...sum, list: true }, id]],
    ['creates.pay in sum must be filled in', [login, step, { ...sum, required: true }, id]],
    ['creates.pay in sum takes fewer values', [login, step, { ...sum, choices: ['a'] }, id]],
    [
      'creates.pay in till is new and must be filled in',
      [...before, { place: 'creates.pay in till', type: 'string', required: true }],
    ],
    ['creates.pay out id is gone', [login, step, sum]],
    ['creates.pay out id was string and is integer', [login, step, sum, { ...id, type: 'integer' }]],
    [
      'creates.pay out id tells events apart otherwise',
      [login, step, sum, { place: id.place, type: id.type }],
    ],
  ])('%s', (breach, after) => {
    expect(breaches(before, after)).toEqual([breach]);
  });

  it('is not what is added, or asked for no longer', () => {
    const after: Fact[] = [
      ...[login, step, id, { ...sum, choices: ['a', 'b', 'c'] }],
      { place: 'creates.pay in note', type: 'string' },
      { place: 'creates.pay out sum', type: 'number' },
      { place: 'creates.refund', type: 'action' },
      { place: 'creates.refund in sum', type: 'string', required: true },
    ];
    expect(breaches([login, step, id, { ...sum, required: true }], after)).toEqual([]);
  });

  it('is a drop-down where anything could be entered before', () => {
    const free = [login, step, { place: sum.place, type: 'string' }, id];
    expect(breaches(free, before)).toEqual(['creates.pay in sum takes fewer values']);
    expect(breaches(before, free)).toEqual([]);
  });
});
