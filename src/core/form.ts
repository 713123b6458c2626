import { inLanguage, say } from '../language/language';
import { serverUrlFault, serverUrlOf } from './address';
import { formProblem } from './errors';
import { isObject } from './json';
import {
  AmountError,
  formatKopecks,
  parseKopecks,
  parseThousandths,
  roundToKopecks,
  withoutRoubles,
  type Kopecks,
  type Thousandths,
} from './money';
import { excerpt } from './redact';
import { localTime } from './time';
import { MomentError, parseMoment } from './typed_time';
import { forbiddenIn } from './xml/characters';

/** A field of a Zap's form: where its value lies, and what the user sees it called. */
export interface Field {
  readonly key: string;
  readonly label: string;
  /** `password`: what is typed is hidden. */
  readonly type?: string;
}

const YES = new Set(['1', 'true', 'yes', 'y', 'on', 'да']);
const NO = new Set(['0', 'false', 'no', 'n', 'off', 'нет']);
/** More choices than this are not listed in a fault. */
const MOST_NAMED = 15;

/**
 * Reads what Zapier hands over into values that the services take, and collects every fault on the way.
 * A faulty or missing field reads as `undefined` (or as a stand-in, for the `required…` methods);
 * `check` throws before any of it can be used.
 */
export class Form {
  readonly #faults: Set<string>;

  /**
   * @param input Zapier may leave it out while a form is filled in.
   * @param row for a row of a larger form: the faults it shares with that form, and what they call the row.
   */
  constructor(
    private readonly input: Readonly<Record<string, unknown>> = {},
    private readonly timeZone = 'UTC',
    private readonly row?: { readonly name: string; readonly faults: Set<string> },
  ) {
    this.#faults = row?.faults ?? new Set();
  }

  /** @throws Problem naming all faults at once, of the kind that says where they are to be mended. */
  check(kind: 'input' | 'connection' = 'input'): void {
    if (this.#faults.size > 0) throw formProblem(kind, [...this.#faults]);
  }

  /** Whether nothing was wrong so far: only then do rules about sums make sense, and is what reads as nothing surely empty. */
  get isSound(): boolean {
    return this.#faults.size === 0;
  }

  /** Adds a fault that concerns more than one field. */
  fault(sentence: string): void {
    this.#faults.add(this.row ? `${this.row.name}: ${sentence}` : sentence);
  }

  /** For a field whose absence leaves nothing more to read. */
  require(field: Field): void {
    if (!this.has(field)) this.#reject(field, say`is required`);
  }

  /** Ends the reading of a form that `check` would not let pass. */
  refuse(): never {
    this.check();
    throw new Error('A form without faults was refused.');
  }

  has({ key }: Field): boolean {
    return !isEmpty(this.input[key]);
  }

  /**
   * One line of text without the spaces around it.
   *
   * @param unwanted what is left out of it, which may be characters that cannot be sent.
   */
  text(field: Field, unwanted?: RegExp): string | undefined {
    return this.#scalar(field, unwanted)?.trim();
  }

  requiredText(field: Field): string {
    this.require(field);
    return this.text(field) ?? '';
  }

  /** Text as it is, with its spaces and line breaks. */
  wholeText(field: Field): string | undefined {
    return this.#scalar(field);
  }

  /** Text of a given form. `rule` completes the sentence "{label} …". What may be a secret is not quoted. */
  matching(field: Field, pattern: RegExp, rule: string): string | undefined {
    const text = this.text(field);
    if (text === undefined || pattern.test(text)) return text;
    this.#reject(
      field,
      field.type === 'password' ? rule : say`${{ rule }}, not "${{ text: excerpt(text) }}"`,
    );
    return undefined;
  }

  requiredMatching(field: Field, pattern: RegExp, rule: string): string {
    this.require(field);
    return this.matching(field, pattern, rule) ?? '';
  }

  /**
   * One of some values, named by itself, by what the user reads ("Paid (оплачен)"), or by a part of that.
   *
   * @param choices the values with what the user reads.
   */
  choice<Value extends string>(field: Field, choices: Readonly<Record<Value, string>>): Value | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const chosen = valueNamed(text, choices);
    if (chosen === undefined) this.#rejectChoice(field, choices, text);
    return chosen;
  }

  /** Some of some values, named as for {@link choice}, each once: a list, or one text with commas between them. */
  choices<Value extends string>(field: Field, choices: Readonly<Record<Value, string>>): Value[] {
    const chosen = this.list(field).flatMap((text) => {
      const value = valueNamed(text, choices);
      if (value === undefined) this.#rejectChoice(field, choices, text);
      return value ?? [];
    });
    return [...new Set(chosen)];
  }

  flag(field: Field): boolean | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    // "Yes (да)" is what the choice is called in the form.
    const word = text.toLowerCase().replace(/\s*\(.*\)$/, '');
    if (YES.has(word)) return true;
    if (NO.has(word)) return false;
    this.#reject(field, say`must be yes or no, not "${{ text: excerpt(text) }}"`);
    return undefined;
  }

  /** A whole number from `least` up, to `most` where there is a limit. */
  integer(field: Field, least = 0, most = Infinity): number | undefined {
    const text = this.matching(field, /^\d{1,15}(?:[.,]0+)?$/, say`must be a whole number`);
    if (text === undefined) return undefined;
    const number = Number.parseInt(text, 10);
    if (number >= least && number <= most) return number;
    this.#reject(
      field,
      number < least ? say`must be at least ${{ least }}` : say`must be at most ${{ most }}`,
    );
    return undefined;
  }

  /** Money in roubles or dollars, not negative. */
  money(field: Field): Kopecks | undefined {
    return this.#parsed(field, (text) => payable(notNegative(parseKopecks(withoutRoubles(text)))));
  }

  /** Money in roubles or dollars, more than nothing. */
  payment(field: Field): Kopecks | undefined {
    return this.#parsed(field, (text) => payable(moreThanNothing(parseKopecks(withoutRoubles(text)))));
  }

  /** Money that another system may have computed: more than two decimal digits are rounded. Below nothing only where that is said. */
  roundedMoney(field: Field, mayBeNegative = false): Kopecks | undefined {
    return this.#parsed(field, (text) => {
      const amount = payable(roundToKopecks(withoutRoubles(text)));
      return mayBeNegative ? amount : notNegative(amount);
    });
  }

  /** A share in per cent with at most two decimal digits, as hundredths of a per cent. */
  percent(field: Field, most: number): string | undefined {
    return this.#parsed(field, (text) => {
      const hundredths = notNegative(parseKopecks(text.replace(/\s*%$/, '')));
      if (hundredths > most * 100) throw new AmountError(say`must not be more than ${{ most }} %`);
      return formatKopecks(hundredths);
    });
  }

  /**
   * Pieces or kilograms, more than nothing.
   *
   * @param units the words that may stand behind the number, each with how much of what is read it stands for.
   */
  quantity(field: Field, units: Readonly<Record<string, number>> = {}): Thousandths | undefined {
    return this.#parsed(field, (text) => {
      const [, digits = text, unit = ''] = /^(.*\d)\s*(\p{L}+)\.?$/u.exec(text) ?? [];
      const factor = units[unit.toLowerCase()];
      return factor === undefined
        ? moreThanNothing(parseThousandths(text))
        : (Math.round(moreThanNothing(parseThousandths(digits)) * factor) as Thousandths);
    });
  }

  /** A point in time as unix seconds; without a zone it is meant in the Zap's. */
  moment(field: Field): number | undefined {
    return this.#parsed(field, (text) => parseMoment(text, this.timeZone));
  }

  /** A point in time on the clocks of the Zap's zone: `2024-03-24 10:20:00`; its first ten characters are the date. */
  localTime(field: Field): string | undefined {
    const moment = this.moment(field);
    return moment === undefined ? undefined : localTime(moment, this.timeZone);
  }

  /** An absolute web address, kept as it was typed: Cyrillic addresses stay readable. */
  link(field: Field): string | undefined {
    return this.matching(
      field,
      /^https?:\/\/[^\s/?#]+\S*$/i,
      say`must be a web address that starts with https://`,
    );
  }

  /** The address of a server that credentials are sent to; `https://` may be left out. */
  serverUrl(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const url = serverUrlOf(text);
    const fault = serverUrlFault(url);
    if (fault === undefined) return url;
    this.#reject(field, fault);
    return undefined;
  }

  /**
   * Several values: a list, or one text with commas between them.
   *
   * @param members whether commas part the members of a list, too, or belong to them.
   */
  list(field: Field, members: 'parted' | 'whole' = 'parted'): readonly string[] {
    const value = this.input[field.key];
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = parts.filter((part) => !isEmpty(part)).map(scalarText);
    if (!texts.every((text) => text !== undefined)) {
      this.#reject(field, say`must be a list of plain values`);
      return [];
    }
    if (texts.length > 0 && texts.every((text) => /^[\s,]*$/.test(text)))
      this.#reject(field, say`must name at least one value`);
    return texts
      .filter((text) => this.#isSendable(field, text))
      .flatMap((text) => (members === 'whole' && Array.isArray(value) ? [text] : text.split(',')))
      .flatMap((text) => text.trim() || []);
  }

  /** The rows of a line-item group without the empty ones. A fault says its row, counted as the user sees them: "Dish 2: …". */
  rows(field: Field, name: string): readonly Form[] {
    const value = this.input[field.key];
    if (isEmpty(value)) return [];
    const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!rows.every((row) => isObject(row) || isEmpty(row))) this.#reject(field, say`must be rows of fields`);
    return rows.flatMap((row, index) =>
      isObject(row) && !isEmpty(row)
        ? [new Form(row, this.timeZone, { name: `${inLanguage(name)} ${index + 1}`, faults: this.#faults })]
        : [],
    );
  }

  /** Names with their values, as the user typed them side by side; names without a value are left out. */
  pairs(field: Field): readonly (readonly [name: string, value: string])[] {
    const value = this.input[field.key];
    if (isEmpty(value)) return [];
    const entries = isObject(value) ? Object.entries(value).filter(([, entry]) => !isEmpty(entry)) : [];
    const pairs = entries.flatMap(([name, entry]) => {
      const text = scalarText(entry);
      return text === undefined ? [] : [[name.trim(), text] as const];
    });
    if (!pairs.flat().every((text) => this.#isSendable(field, text))) return [];
    if (!isObject(value) || pairs.length < entries.length)
      this.#reject(field, say`must be names with one value each`);
    return pairs;
  }

  #parsed<Value>(field: Field, parse: (text: string) => Value): Value | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof AmountError || error instanceof MomentError)) throw error;
      this.#reject(field, error.message);
      return undefined;
    }
  }

  #scalar(field: Field, unwanted?: RegExp): string | undefined {
    const value = this.input[field.key];
    if (isEmpty(value)) return undefined;
    const whole = scalarText(value);
    const text = unwanted === undefined ? whole : whole?.replace(unwanted, '');
    if (text === undefined) this.#reject(field, say`must be a single value, not a list`);
    return text !== undefined && this.#isSendable(field, text) ? text : undefined;
  }

  /** XML has no way to write some characters, and no shop wants them: nobody typed them on purpose. */
  #isSendable({ label }: Field, text: string): boolean {
    const forbidden = forbiddenIn(text);
    if (forbidden === undefined) return true;
    this.fault(
      say`${{ label }} holds the invisible character ${{ forbidden }}, which cannot be sent. Remove it.`,
    );
    return false;
  }

  #rejectChoice(field: Field, choices: Readonly<Record<string, string>>, text: string): void {
    const labels = Object.values(choices).map(inLanguage);
    const named = labels.slice(0, MOST_NAMED).map((label) => `"${label}"`);
    if (named.length < labels.length) named.push('…');
    this.#reject(field, say`must be one of ${{ named: named.join(', ') }}, not "${{ text: excerpt(text) }}"`);
  }

  #reject({ label }: Field, rule: string): void {
    this.fault(say`${{ label: inLanguage(label) }} ${{ rule }}.`);
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.every(isEmpty)) ||
    (isObject(value) && Object.values(value).every(isEmpty))
  );
}

/**
 * What a person may write for a choice "Paid (оплачен)": the value that it stands for, all of it, or either half, and what
 * the choice is called in the language of this build.
 */
function namesOf(value: string, label: string): string[] {
  const [, word = label, explained = ''] = /^(.*?)\s*\(([^()]*)\)$/.exec(label) ?? [];
  return [value, label, word, explained, inLanguage(label)].map((name) => name.toLowerCase());
}

/** The one value that a person names so; undefined where it is none, or several. */
function valueNamed<Value extends string>(
  text: string,
  choices: Readonly<Record<Value, string>>,
): Value | undefined {
  const values = Object.keys(choices).filter((key): key is Value => Object.hasOwn(choices, key));
  const [chosen, ...others] = values.filter((value) =>
    namesOf(value, choices[value]).includes(text.toLowerCase()),
  );
  return others.length === 0 ? chosen : undefined;
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Ten digits before the point: a slip of the keyboard, and more than services store. */
const MOST_KOPECKS = 999_999_999_999;

function payable(amount: Kopecks): Kopecks {
  if (amount > MOST_KOPECKS) throw new AmountError(say`must be less than 10000000000`);
  return amount;
}

function notNegative<Amount extends number>(amount: Amount): Amount {
  if (amount < 0) throw new AmountError(say`must not be negative`);
  return amount;
}

function moreThanNothing<Amount extends number>(amount: Amount): Amount {
  if (amount <= 0) throw new AmountError(say`must be more than 0`);
  return amount;
}
