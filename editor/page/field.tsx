import type { Field } from '../protocol';
import { Control } from './control';
import type { ControlProps } from './drop_down';
import { Markdown } from './markdown';

/** One value with its name and its help. */
export function NamedControl(props: Omit<ControlProps, 'name'>) {
  const { id, field } = props;
  const { key, label = key, helpText } = field;
  const helpId = `${id}-help`;
  return (
    <div class="field">
      <label for={id}>
        <FieldName field={field} />
      </label>
      <Control {...props} name={label} aria-describedby={helpText && helpId} />
      {helpText && <Markdown text={helpText} id={helpId} />}
    </div>
  );
}

export function FieldName({ field: { key, label, required } }: { readonly field: Field }) {
  return (
    <>
      {label ?? key}
      {required && <span class="required"> (required)</span>}
    </>
  );
}
