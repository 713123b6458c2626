import { fingerprint } from './fingerprint';
import { RUSSIAN } from './table';

/**
 * A text of the app in the language of this build; what is not a text of the app stays as it is. The packaging writes the
 * language in the place of the setting, so that the English build holds no other.
 */
export function inLanguage(text: string): string {
  return process.env.ZAKAZ_LANGUAGE === 'ru' ? (RUSSIAN[fingerprint(text)] ?? text) : text;
}

/** What stands in the place of a hole, by the name of the hole. */
type Hole = Readonly<Record<string, string | number>>;

/**
 * A whole sentence for a person, in the language of this build: say`The order ${{ number }} is closed.` is looked up as
 * "The order {number} is closed.", so that a translation can put each hole where its grammar wants it. Sentences are never
 * glued from parts, since Russian cases do not survive that.
 *
 * A long sentence may go on in the next line; the break counts as a space.
 *
 * For a word that follows a number, a translation gives its forms: "{count} {count|поле|поля|полей}".
 */
export function say(parts: TemplateStringsArray, ...holes: readonly Hole[]): string {
  const names = holes.map((hole) => Object.keys(hole).join());
  const english = parts.reduce((text, part, index) => `${text}{${names[index - 1] ?? ''}}${part}`);
  return filled(
    inLanguage(unbroken(english)),
    Object.fromEntries(holes.flatMap((hole) => Object.entries(hole))),
  );
}

/** Fills the holes of a sentence that was told before they were known: one of a table, say`Tell {support} about it.` */
export function filled(sentence: string, holes: Hole): string {
  return sentence.replaceAll(/\{(\w+)(?:\|([^}]*))?\}/g, (hole, name: string, forms?: string) => {
    const value = holes[name] ?? hole;
    return forms === undefined ? String(value) : formOf(Number(value), forms.split('|'));
  });
}

/** A sentence as one line. */
export function unbroken(sentence: string): string {
  return sentence.replaceAll(/\s*\n\s*/g, ' ');
}

/** The form of a word that Russian puts behind a number: 1 поле, 2 поля, 5 полей. */
function formOf(count: number, [one = '', few = '', many = '']: readonly string[]): string {
  const rule = new Intl.PluralRules('ru').select(count);
  return rule === 'one' ? one : rule === 'few' ? few : many;
}
