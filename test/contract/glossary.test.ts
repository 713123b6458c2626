import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import russian from '../../src/language/ru.json';

const ROOT = join(__dirname, '../..');
const page = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const comparable = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** The rows of the glossary's tables: an English term, and the stems of its Russian forms, which end at a dot. */
const TERMS = [...page('docs/glossary.md').matchAll(/^\| ([^|]+?) +\| ([^|]*·[^|]*?) +\|/gm)].map(
  ([, term = '', forms = '']) => ({
    term,
    stems: forms.split(', ').map((form) => comparable(form.split('·')[0] ?? '')),
  }),
);

/** An English text as its reader reads it: holes and addresses hold no terms. */
const TEXTS = Object.entries(russian).map(([english, translated]) => ({
  words: english.replaceAll(/\{[^}]*\}|https?:\/\/\S+/g, ' '),
  translated,
}));

const textsWith = (term: string): typeof TEXTS => {
  const asWord = (words: string): RegExp =>
    new RegExp(String.raw`(?<![\w-])${words}(?:s|es)?(?![\w-])`, 'gi');
  // A longer term that ends like this one is another thing: a reference table is no table.
  const longer = TERMS.filter((other) => other.term.endsWith(` ${term}`));
  const without = (words: string): string =>
    longer.reduce((left, other) => left.replaceAll(asWord(other.term), ' '), words);
  return TEXTS.filter(({ words }) => asWord(term).test(without(words)));
};

const isQuoted = (english: string, name: string): boolean =>
  [`«${name}»`, `(${name.toLowerCase()})`].some((quote) => english.includes(quote));

describe('the glossary', () => {
  it('has terms of each platform', () => {
    expect(TERMS.map(({ term }) => term)).toEqual(
      expect.arrayContaining(['till', 'means of payment', 'collection', 'buyer']),
    );
  });

  it.each(TERMS)('$term is one thing in both editions', ({ term, stems }) => {
    const texts = textsWith(term);
    expect(texts).not.toEqual([]);
    // A status whose Russian name the English text quotes keeps the vendor's own words.
    const others = texts.filter(({ words, translated }) => !isQuoted(words, translated));
    const isKept = (text: string): boolean => stems.some((stem) => comparable(text).includes(stem));
    expect(others.map(({ translated }) => translated).filter((text) => !isKept(text))).toEqual([]);
  });
});

it.each(globSync('docs/ru/*.md', { cwd: ROOT }))(
  '%s calls steps, fields and choices as the Russian edition does',
  (file) => {
    const named = [...page(file).matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label);
    const texts: readonly string[] = Object.values(russian);
    expect(named.filter((label) => !texts.includes(label))).toEqual([]);
  },
);

interface Section {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
}

/** The Zaps and steps of a recipe, each with the rows of its table: a field or condition, what is entered, and more. */
function stepsOf(file: string): Section[] {
  const sections = page(file).split(/^(?=# Zap \d|## )/m);
  return sections
    .filter((section) => /^# Zap \d|^## \d/.test(section))
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const rows = lines.filter((line) => line.startsWith('|')).slice(2);
      const cells = rows.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
      return { heading, rows: cells.map((row) => row.slice(1)) };
    });
}

const RUSSIAN: Readonly<Record<string, string>> = russian;

/** A step or field of the app by its bold Russian name; one of Zapier or of another app keeps its own. */
const inRussian = (name: string): string => (name in RUSSIAN ? `**${RUSSIAN[name] ?? ''}**` : name);

/** An English step as its Russian page has to tell it. */
function translatedStep({ heading, rows }: Section): Section {
  const [, number = '', kind = '', name = ''] = /^(## \d+\. )(Trigger|Action): (.*)/.exec(heading) ?? [];
  const title = `${number}${kind === 'Trigger' ? 'Триггер' : 'Действие'}: ${inRussian(name)}`;
  return {
    heading: kind === '' ? heading : title,
    rows: rows.map(([field = '', ...others]) => [inRussian(field), ...others]),
  };
}

/**
 * What no translation changes: the number of a Zap, the kind and name of a step, conditions, the fields of a step of the app
 * with their values, and of other rows, whose fixed texts are Russian, what they map.
 */
const withoutProse = ({ heading, rows }: Section): Section => ({
  heading: heading.replace(/^(# Zap \d+:).*/, '$1'),
  rows: heading.endsWith('Filter by Zapier')
    ? rows
    : rows.map((row) =>
        heading.includes('**') ? row.slice(0, 2) : (row.join(' ').match(/\{\{[^}]*\}\}/g) ?? []),
      ),
});

/** The recipes that say where their Russian page is. */
const TRANSLATED = globSync('docs/recipes/*.md', { cwd: ROOT }).flatMap((english) => {
  const [, name] = /^По-русски: \[[^\]]*\]\(\.\.\/ru\/(.*)\)$/m.exec(page(english)) ?? [];
  return name === undefined ? [] : [{ english, translation: `docs/ru/${name}` }];
});

describe('a recipe in Russian', () => {
  it('belongs to an English one', () => {
    const withZaps = globSync('docs/ru/*.md', { cwd: ROOT }).filter((file) => /^# Zap \d/m.test(page(file)));
    expect(withZaps).not.toEqual([]);
    expect(TRANSLATED.map(({ translation }) => translation).toSorted()).toEqual(withZaps.toSorted());
  });

  it.each(TRANSLATED)(
    '$translation has the Zaps, steps and fields of $english',
    ({ english, translation }) => {
      const steps = stepsOf(english).map(translatedStep).map(withoutProse);
      expect(stepsOf(translation).map(withoutProse)).toEqual(steps);
    },
  );
});
