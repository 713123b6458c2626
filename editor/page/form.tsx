import { useEffect } from 'preact/hooks';
import type { Field } from '../protocol';
import type { FieldProps } from './drop_down';
import { FieldName, NamedControl } from './field';
import { type FormState, textOf } from './form_state';
import { Markdown } from './markdown';
import { LineItems, List, Pairs } from './rows';

/** The form of a step or a connection, in groups, as the Zap editor shows it. */
export function Form({ form }: { readonly form: FormState }) {
  useEffect(() => {
    void form.load();
  }, [form]);
  const fields = form.fields.value;
  if (form.fault.value !== '')
    return (
      <p class="fault" role="alert">
        The fields could not be loaded: {form.fault}
      </p>
    );
  if (!fields) return <p class="quiet">Loading the form…</p>;
  if (fields.length === 0) return <p class="form quiet">There is nothing to fill in.</p>;
  return (
    <div class="form">
      {groupsOf(fields).map(({ name, members }) => {
        const rows = members.map((field) => <FieldRow key={field.key} field={field} form={form} />);
        if (name === undefined) return rows;
        return (
          <fieldset class="group" key={name}>
            <legend>{name}</legend>
            {rows}
          </fieldset>
        );
      })}
    </div>
  );
}

function FieldRow({ field, form }: FieldProps) {
  const { key, helpText = '', type, children, list, dict } = field;
  if (type === 'copy') return <Markdown text={helpText} />;
  const id = `${form.prefix}-${key}`;
  const Several = children ? LineItems : list === true ? List : dict === true ? Pairs : undefined;
  if (!Several)
    return (
      <NamedControl
        id={id}
        field={field}
        form={form}
        value={textOf(form.typed.value[key])}
        onText={(text) => form.set(field, text)}
      />
    );
  return (
    <fieldset class="field">
      <legend>
        <FieldName field={field} />
      </legend>
      {helpText !== '' && <Markdown text={helpText} />}
      <Several field={field} form={form} />
    </fieldset>
  );
}

/** Fields of one group stand under one headline, where the first of them is. */
export function groupsOf(fields: readonly Field[]) {
  return [...Map.groupBy(fields, ({ group }) => group)].map(([name, members]) => ({ name, members }));
}
