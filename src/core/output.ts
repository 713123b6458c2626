/**
 * What a step gives to a Zap, told once. A table of columns says for each value its key, its label, its type, an example
 * and how it is made; from the table come the fields that later steps offer, the sample, the row itself and its type.
 */

/** Zapier's types of output fields. */
type OutputType = 'string' | 'number' | 'integer' | 'boolean' | 'datetime' | 'file';

/** One value of a row. */
export interface Column<Source, Value> {
  readonly label: string;
  readonly type: OutputType;
  readonly sample: Value;
  readonly of: (source: Source) => Value;
  /** Whether Zapier tells events apart by this value. */
  readonly primary?: true;
  /** Whether the value is a list of such values. */
  readonly list?: true;
}

/** Line items: a table within the table. */
export interface LineItems<Source, Line> {
  readonly label: string;
  readonly lines: (source: Source) => readonly Line[];
  readonly sampleLines: readonly Line[];
  readonly lineFields: readonly OutputField[];
}

type Columns<Source> = Readonly<Record<string, Column<Source, unknown> | LineItems<Source, unknown>>>;

/** A field that later steps offer, as Zapier wants it described. */
export interface OutputField {
  readonly key: string;
  readonly label: string;
  readonly type: OutputType;
  readonly primary?: true;
  readonly list?: true;
}

type RowOfColumns<Of> = {
  -readonly [Key in keyof Of]: Of[Key] extends { readonly of: (source: never) => infer Value }
    ? Value
    : Of[Key] extends { readonly lines: (source: never) => infer Lines }
      ? Lines
      : never;
};

/** All that a step needs of its output. */
export interface Output<Source, Of> {
  /** For tables that are made of this one: `output<Source>()({ ...ORDER.columns, more: … })`. */
  readonly columns: Of;
  readonly fields: OutputField[];
  readonly sample: RowOfColumns<Of>;
  readonly row: (source: Source) => RowOfColumns<Of>;
}

/** The object that a table makes: `type Order = Row<typeof ORDER>`. */
export type Row<Of extends Output<never, unknown>> = Of['sample'];

/**
 * Makes an output of its table. It is called twice, since TypeScript infers either all type parameters or none:
 * `output<Bill>()({ id: text('ID', '100000', ({ billId }) => billId) })`.
 */
export function output<Source>() {
  return <Of extends Columns<Source>>(columns: Of): Output<Source, Of> => {
    const entries = Object.entries<Columns<Source>[string]>(columns);
    const makers = entries.map(([key, column]) => [key, 'of' in column ? column.of : column.lines] as const);
    const sample = Object.fromEntries(
      entries.map(([key, column]) => [key, 'of' in column ? column.sample : column.sampleLines]),
    ) as RowOfColumns<Of>;
    return {
      columns,
      fields: entries.flatMap(([key, column]) => fieldsOf(key, column)),
      sample,
      row: (source) => {
        // A copy of the sample has all keys in their order. Adding them one by one, or as pairs, takes twice the time.
        const row: Record<string, unknown> = { ...sample };
        for (const [key, make] of makers) row[key] = make(source);
        return row as RowOfColumns<Of>;
      },
    };
  };
}

function fieldsOf(key: string, column: Columns<never>[string]): OutputField[] {
  if (!('of' in column))
    return column.lineFields.map((field) => ({
      ...field,
      key: `${key}[]${field.key}`,
      label: `${column.label} ${field.label}`,
    }));
  const { label, type, primary, list } = column;
  return [{ key, label, type, ...(primary && { primary }), ...(list && { list }) }];
}

/** Zapier shows null as an empty field, and leaves a missing key out of what can be mapped. */
type Given<Value> = Exclude<Value, undefined> | (undefined extends Value ? null : never);

const column =
  (type: OutputType) =>
  <Source, Value>(
    label: string,
    sample: NoInfer<Given<Value>>,
    of: (source: Source) => Value,
  ): Column<Source, Given<Value>> => ({
    label,
    type,
    sample,
    of: (source) => (of(source) ?? null) as Given<Value>,
  });

export const text = column('string');
export const number = column('number');
export const integer = column('integer');
export const yesNo = column('boolean');
/** ISO 8601 with a zone. */
export const time = column('datetime');
export const file = column('file');

/** The column by which Zapier tells events apart. */
export function primary<Source, Value>(given: Column<Source, Value>): Column<Source, Value> {
  return { ...given, primary: true };
}

/** Whether what a step makes had been there already. */
export const alreadyExisted = yesNo(
  'Already Existed',
  false,
  (made: { readonly alreadyExisted: boolean }) => made.alreadyExisted,
);

/** The columns of a table as they are in a row that it made before. */
type CarriedColumns<Source, Of> = {
  readonly [Key in keyof Of]: Of[Key] extends LineItems<never, infer Line>
    ? LineItems<Source, Line>
    : Of[Key] extends Column<never, infer Value>
      ? Column<Source, Value>
      : never;
};

/** For a table that adds columns to a row which is made already: `output<Found>()({ ...carried(ORDER, ({ order }: Found) => order), more: … })`. */
export function carried<Source, Of>(
  table: Output<never, Of>,
  rowOf: (source: Source) => RowOfColumns<Of>,
): CarriedColumns<Source, Of> {
  return Object.fromEntries(
    Object.entries(table.columns as Columns<never>).map(([key, column]) => {
      const value = (source: Source): unknown => rowOf(source)[key as keyof Of];
      return [key, 'of' in column ? { ...column, of: value } : { ...column, lines: value }];
    }),
  ) as CarriedColumns<Source, Of>;
}

/** Several texts in one value. */
export function texts<Source>(
  label: string,
  sample: readonly string[],
  of: (source: Source) => readonly string[],
): Column<Source, readonly string[]> {
  return { label, type: 'string', list: true, sample, of };
}

/** Line items, each a row of a table of its own. */
export function lines<Source, Line, Of>(
  label: string,
  table: Output<Line, Of>,
  of: (source: Source) => readonly Line[],
): LineItems<Source, RowOfColumns<Of>> {
  return madeLines(label, table, (source) => of(source).map((line) => table.row(line)));
}

/** Line items which that table has made already. */
export function madeLines<Source, Of>(
  label: string,
  table: Output<never, Of>,
  of: (source: Source) => readonly RowOfColumns<Of>[],
): LineItems<Source, RowOfColumns<Of>> {
  return { label, lines: of, sampleLines: [table.sample], lineFields: table.fields };
}

/**
 * The first of those that have an id in common, and none without one. A service may list a thing twice in one answer, but
 * Zapier tells events apart by their ids, and refuses results of which two have the same.
 */
export function uniqueById<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  const ids = new Set(['']);
  return items.filter(({ id }) => !ids.has(id) && ids.add(id));
}
