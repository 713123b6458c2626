import type { Field } from '../protocol';
import { Control, type ControlProps } from './control';
import type { FormState } from './form_state';
import { Markdown } from './markdown';

export interface FieldProps {
  readonly field: Field;
  readonly form: FormState;
}

/** One value with its name and its help. */
export function NamedControl(props: Omit<ControlProps, 'name' | 'helpId' | 'isNamedHere'>) {
  const { id, field } = props;
  const { key, label = key, helpText } = field;
  const helpId = helpText === undefined ? undefined : `${id}-help`;
  return (
    <div class="field">
      <label for={id}>
        <FieldName field={field} />
      </label>
      <Control {...props} name={label} helpId={helpId} />
      {helpText !== undefined && <Markdown text={helpText} id={helpId} />}
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
