import { type ReadonlySignal, signal } from '@preact/signals';
import { isList, type Template } from '../../sandbox/zapier/mapping';
import type { Option } from './option_list';
import type { ChoicesPage, Field, FilledStep, Templates } from '../protocol';
import { ask } from './server';

interface FormSource {
  readonly fields: (input: Templates) => Promise<readonly Field[]>;
  readonly choices?: (field: string, input: Templates, pagingToken?: string) => Promise<ChoicesPage>;
  /** What of earlier steps can be put into a field; absent where nothing comes before the form. */
  readonly mappable?: ReadonlySignal<readonly Option[]>;
}

/** A form that a person fills in. */
export class FormState {
  readonly fields = signal<readonly Field[]>();
  readonly fault = signal('');
  /** What drop-downs have shown for their values. */
  readonly labels = signal<Readonly<Record<string, string>>>({});
  private asked = 0;

  /** @param typed what is filled in, as it is typed: texts, lists of texts, rows of texts. */
  constructor(
    readonly typed: { value: Templates },
    readonly source: FormSource,
    /** What the ids of its elements begin with, where a page has several forms. */
    readonly prefix = 'field',
  ) {}

  /** Without what was left empty: Zapier sends none of it. */
  get input(): Templates {
    return filled(this.typed.value);
  }

  /** Loads the fields for what is filled in. Of two loads at once the later one counts. */
  async load(): Promise<void> {
    const number = (this.asked += 1);
    try {
      const fields = await this.source.fields(this.input);
      if (number !== this.asked) return;
      this.fields.value = fields;
      this.fault.value = '';
      this.takeDefaults(fields);
    } catch (error) {
      if (number === this.asked) this.fault.value = error instanceof Error ? error.message : String(error);
    }
  }

  set({ key, altersDynamicFields }: Field, value: Template): unknown {
    this.typed.value = { ...this.typed.value, [key]: value };
    return altersDynamicFields === true && this.load();
  }

  async choices({ key }: Field, pagingToken?: string): Promise<ChoicesPage> {
    const page = (await this.source.choices?.(key, this.input, pagingToken)) ?? { choices: [] };
    const seen = page.choices.map(({ value, label }) => [`${key}=${value}`, label] as const);
    this.labels.value = { ...this.labels.value, ...Object.fromEntries(seen) };
    return page;
  }

  /** Puts other values into the whole form. */
  fill(values: Templates): Promise<void> {
    this.typed.value = values;
    return this.load();
  }

  /** A new step has the defaults filled in; whoever empties such a field is not given it again. */
  private takeDefaults(fields: readonly Field[]): void {
    const defaults = fields.flatMap((field) =>
      field.default === undefined ? [] : [[field.key, field.default] as const],
    );
    if (defaults.some(([key]) => !(key in this.typed.value)))
      this.typed.value = { ...Object.fromEntries(defaults), ...this.typed.value };
  }
}

/** The form of a step, with the fields and choices that its account has. */
export function formOf(
  step: Omit<FilledStep, 'input'>,
  typed: { value: Templates },
  mappable: ReadonlySignal<readonly Option[]>,
  prefix?: string,
): FormState {
  const source = {
    fields: (input: Templates) => ask('form', { ...step, input }),
    choices: (field: string, input: Templates, pagingToken?: string) =>
      ask('choices', { ...step, input, field, pagingToken }),
    ...(step.type !== 'triggers' && { mappable }),
  };
  return new FormState(typed, source, prefix);
}

function filled(values: Templates): Templates {
  const entries = Object.entries(values).map(([key, value]) => [key, without(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
}

function without(value: Template): Template {
  if (isList(value)) return value.map(without).filter((entry) => !isEmpty(entry));
  return typeof value === 'object' ? filled(value) : value;
}

function isEmpty(value: Template): boolean {
  return value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The rows of line items; one that is empty where there are none. */
export function rowsIn(value: Template | undefined): readonly Templates[] {
  const rows = isList(value) ? value : [value ?? {}];
  return rows.length === 0 ? [{}] : rows.map((row) => (typeof row === 'object' && !isList(row) ? row : {}));
}

export function textOf(value: Template | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
