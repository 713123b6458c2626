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
