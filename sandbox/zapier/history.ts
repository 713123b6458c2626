import { type AppDefinition, type Field, operationOf, staticFields } from './definition';
import { isJsonObject, type JsonObject } from './json';
import { labelled, type LabelledValue } from './labelled';
import { type RunResult } from './outcome';
import { type Step } from './step';
import { type Paint, painter, type Style, wrap } from './terminal';

/** A run as the Zap history shows it: what was asked for, and what became of it. */
export interface HistoryEntry {
  readonly definition: AppDefinition;
  readonly step: Step;
  readonly result: RunResult;
  /** The whole form, where functions add fields to those of the definition. */
  readonly inputFields?: readonly Field[];
}

export interface HistoryFormat {
  /** Characters. */
  readonly width?: number;
  readonly colour?: boolean;
}

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Zapier retries a throttled step after a minute where the app named no delay. */
const DEFAULT_DELAY_SECONDS = 60;
/** What the platform's logger puts in the place of a secret. */
const CENSORED = /:censored:\d+:[0-9a-f]+:/g;
const ITEMS_SHOWN = 3;
const LABEL_WIDTH = 28;

/** What is not an operation has no name of its own in the definition. */
const TITLES: Readonly<Record<string, string>> = { 'authentication.test': 'Connection Test' };
const ACCOUNT: Field = { key: 'label', label: 'Account' };

/** The text of a run, for people: the words of Zapier's history, the labels of the form, and no secret of the connection. */
export function renderHistory(
  entry: HistoryEntry,
  { width = 80, colour = false }: HistoryFormat = {},
): string {
  const { definition, step, result } = entry;
  const paint = painter(colour);
  const operation = operationOf(definition, step.method);
  const clean = concealer(definition, step.authData);
  const page = new Page(width, paint, clean);
  page.headline(result, operation?.display.label ?? TITLES[step.method] ?? step.method);
  page.values(
    'Data in',
    labelled(step.inputData ?? {}, entry.inputFields ?? staticFields(operation?.operation.inputFields)),
  );
  if (result.outcome === 'success') {
    page.output(result.output, operation ? staticFields(operation.operation.outputFields) : [ACCOUNT]);
  } else {
    page.message(result.message);
  }
  page.calls(result);
  return page.text();
}

/** Prints a run; in colour on a terminal, unless NO_COLOR is set. */
export function printHistory(entry: HistoryEntry, stream: Terminal = process.stdout): void {
  const { isTTY = false, columns = 80 } = stream;
  stream.write(renderHistory(entry, { width: columns, colour: isTTY && !process.env.NO_COLOR }));
}

class Page {
  private readonly lines: string[] = [];

  constructor(
    private readonly width: number,
    private readonly paint: Paint,
    private readonly clean: (text: string) => string,
  ) {}

  headline(result: RunResult, title: string): void {
    const { symbol, words, style } = verdict(result);
    const time = `${result.milliseconds} ms${result.coldStart ? ', cold start' : ''}`;
    this.lines.push(
      `${this.paint(style, `${symbol} ${words}`)} · ${this.paint('bold', this.clean(title))}  ${this.paint('dim', time)}`,
    );
  }

  output(output: unknown, fields: readonly Field[]): void {
    const items: JsonObject[] = (Array.isArray(output) ? output : [output]).filter(isJsonObject);
    if (items.length === 0) this.section('Data out', ['Nothing']);
    for (const [index, item] of items.slice(0, ITEMS_SHOWN).entries()) {
      this.values(
        items.length === 1 ? 'Data out' : `Data out, ${index + 1} of ${items.length}`,
        labelled(item, fields),
      );
    }
  }

  values(title: string, values: readonly LabelledValue[]): void {
    const longest = Math.max(...values.map(({ label }) => label.length));
    const column = Math.min(longest, LABEL_WIDTH) + 2;
    const rows = values.flatMap(({ label, value }) => {
      const lines = wrap(this.clean(value), this.width - 4 - column);
      if (label.length + 2 > column) lines.unshift('');
      return lines.map(
        (line, index) => this.paint('dim', (index === 0 ? this.clean(label) : '').padEnd(column)) + line,
      );
    });
    if (rows.length > 0) this.section(title, rows);
  }

  message(message: string): void {
    this.lines.push(...wrap(this.clean(message), this.width - 2).map((line) => `  ${line}`));
  }

  calls({ calls }: RunResult): void {
    const rows = calls.map(
      ({ method, url, status, milliseconds }) =>
        `${method} ${this.clean(url).replace(CENSORED, '•••')}  ${this.paint(status < 400 ? 'green' : 'red', String(status))} · ${milliseconds} ms`,
    );
    if (rows.length > 0) this.section('Calls', rows);
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  private section(title: string, rows: readonly string[]): void {
    this.lines.push(`  ${title}`, ...rows.map((row) => `    ${row}`));
  }
}

function verdict(result: RunResult): { symbol: string; words: string; style: Style } {
  if (result.outcome === 'success') return { symbol: '✓', words: 'Success', style: 'green' };
  const stopped = { symbol: '✗', words: 'Errored (stopped)', style: 'red' } as const;
  if (result.outcome === 'died') return stopped;
  switch (result.kind) {
    case 'Error':
    case 'Unexpected':
      return stopped;
    case 'HaltedError':
      return { symbol: '⏸', words: 'Halted', style: 'yellow' };
    case 'ExpiredAuthError':
      return { symbol: '⏸', words: 'Held – reconnect the account', style: 'yellow' };
    case 'ThrottledError': {
      const words = `Will retry in ${result.delaySeconds ?? DEFAULT_DELAY_SECONDS} s`;
      return { symbol: '⏸', words, style: 'yellow' };
    }
  }
}

const SECRET_KEY = /passw|secret|token|key/i;

/**
 * Makes a text fit for a terminal: no control characters, which could move its cursor, and none of the connection's
 * passwords, tokens and keys, whatever text they have got into.
 */
function concealer(
  definition: AppDefinition,
  authData: Readonly<Record<string, string>> = {},
): (text: string) => string {
  const passwords = new Set(
    definition.authentication?.fields?.filter(({ type }) => type === 'password').map(({ key }) => key),
  );
  const secrets = Object.entries(authData)
    .filter(([key, value]) => value !== '' && (passwords.has(key) || SECRET_KEY.test(key)))
    .flatMap(([, value]) => [value, encodeURIComponent(value)])
    .sort((one, other) => other.length - one.length);
  return (text) => {
    const plain = text.replace(/(?!\n)\p{Cc}/gu, '');
    return secrets.reduce((open, secret) => open.replaceAll(secret, '••••'), plain);
  };
}
