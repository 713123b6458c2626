import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { isList, type Template, type Templates } from '../../sandbox/zapier/mapping';
import { Control } from './control';
import type { FieldProps } from './drop_down';
import { NamedControl } from './field';
import { rowsIn, textOf } from './form_state';
import { Button, TextBox } from './controls';

interface RowsProps<Row> {
  /** Each row is called so, with its number. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly blank: Row;
  readonly onRows: (rows: readonly Row[]) => unknown;
  readonly class?: string;
  readonly children: (
    row: Row,
    change: (row: Row) => unknown,
    name: string,
    index: number,
  ) => ComponentChildren;
}

/** Rows that can be added and removed. */
export function Rows<Row>({ name, rows, blank, onRows, children, ...props }: RowsProps<Row>) {
  return (
    <>
      {rows.map((row, index) => {
        const rowName = `${name} ${index + 1}`;
        const change = (changed: Row): void => {
          onRows(rows.with(index, changed));
        };
        return (
          <div class={props.class ?? 'row'} role="group" aria-label={rowName} key={index}>
            {children(row, change, rowName, index)}
            <Button
              class="plain"
              aria-label={`Remove ${rowName}`}
              onClick={() => onRows(rows.toSpliced(index, 1))}
            >
              ✕
            </Button>
          </div>
        );
      })}
      <Button class="plain" onClick={() => onRows([...rows, blank])}>
        + Add {name.toLowerCase()}
      </Button>
    </>
  );
}

/** Several values of one field. */
export function List({ field, form }: FieldProps) {
  const { key, label = key } = field;
  const typed = form.typed.value[key];
  const values = isList(typed) && typed.length > 0 ? typed.map(textOf) : [isList(typed) ? '' : textOf(typed)];
  return (
    <Rows name={label} rows={values} blank="" onRows={(rows) => form.set(field, rows)}>
      {(value, change, name, index) => (
        <Control
          id={`${form.prefix}-${key}-${index}`}
          name={name}
          aria-label={name}
          field={field}
          form={form}
          value={value}
          onText={change}
        />
      )}
    </Rows>
  );
}

/** Rows of fields, such as the dishes of an order. */
export function LineItems({ field, form }: FieldProps) {
  const { key, label = key, children = [] } = field;
  return (
    <Rows
      name={label}
      class="line-item"
      rows={rowsIn(form.typed.value[key])}
      blank={{}}
      onRows={(rows) => form.set(field, rows)}
    >
      {(row, change, _name, index) =>
        children.map((child) => (
          <NamedControl
            key={child.key}
            id={`${form.prefix}-${key}-${index}-${child.key}`}
            field={child}
            form={form}
            value={textOf(row[child.key])}
            onText={(text) => change({ ...row, [child.key]: text })}
          />
        ))
      }
    </Rows>
  );
}

type Pair = readonly [name: string, value: Template];

/** Names of one's own with a value each. */
export function Pairs({ field, form }: FieldProps) {
  const { key, label = key } = field;
  const typed = form.typed.value[key];
  // What is typed has one value for each name: a name that is empty or there twice for now has its place only here.
  const pairs = useSignal<readonly Pair[]>([]);
  const isSame = JSON.stringify(namedIn(pairs.value)) === JSON.stringify(typed ?? {});
  const known = typeof typed === 'object' && !isList(typed) ? Object.entries<Template>(typed) : [];
  return (
    <Rows
      name={label}
      rows={isSame ? pairs.value : known}
      blank={['', ''] as Pair}
      onRows={(rows) => {
        pairs.value = rows;
        form.set(field, namedIn(rows));
      }}
    >
      {([name, value], change, row) => (
        <>
          <TextBox
            aria-label={`${row}: name`}
            placeholder="Name"
            value={name}
            onText={(text) => change([text, value])}
          />
          <TextBox
            aria-label={`${row}: value`}
            placeholder="Value"
            value={textOf(value)}
            onText={(text) => change([name, text])}
          />
        </>
      )}
    </Rows>
  );
}

function namedIn(pairs: readonly Pair[]): Templates {
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}
