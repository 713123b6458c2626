import { spelledOut } from '../../sandbox/zapier/definition';
import type { Field } from '../protocol';
import { ChoiceList, LiveList } from './drop_down';
import type { FormState } from './form_state';
import { OptionList } from './option_list';
import { Popover } from './popover';

export interface ControlProps {
  readonly id: string;
  readonly name: string;
  /** The id of the help that tells what to fill in. */
  readonly helpId?: string | undefined;
  /** Whether it is named here, as no label stands beside it. */
  readonly isNamedHere?: boolean;
  readonly field: Field;
  readonly form: FormState;
  readonly value: string;
  readonly onText: (text: string) => unknown;
}

/** The place in which a value is typed or chosen, with the button that takes one of an earlier step. */
export function Control(props: ControlProps) {
  const { id, name, form, field, value, onText } = props;
  const mappable = form.source.mappable?.value;
  if (!mappable || field.type === 'password') return <Input {...props} />;
  return (
    <span class="with-button">
      <Input {...props} />
      <Popover id={`${id}-map`} class="plain" name={`Map a value into ${name}`} button="Map">
        {(close) =>
          mappable.length === 0 ? (
            <p>Test a trigger first: the values of its last sample are offered here.</p>
          ) : (
            <OptionList
              label="Search in the values"
              placeholder="Search"
              options={mappable}
              onPick={(text) => {
                onText(inserted(id, value, text));
                close();
                document.getElementById(id)?.focus();
              }}
            />
          )
        }
      </Popover>
    </span>
  );
}

function Input({ id, name, helpId, isNamedHere, field, form, value, onText }: ControlProps) {
  const { key, placeholder, type, required, choices } = field;
  const common = { id, value, 'aria-describedby': helpId, ...(isNamedHere && { 'aria-label': name }) };
  const known = spelledOut(field);
  if (known) return <ChoiceList {...common} choices={known} onText={onText} />;
  if (choices !== undefined || field.dynamic !== undefined)
    return (
      <LiveList
        {...common}
        name={name}
        chosen={form.labels.value[`${key}=${value}`]}
        load={(pagingToken) => form.choices(field, pagingToken)}
        onText={onText}
      />
    );
  const shared = {
    ...common,
    placeholder,
    'aria-required': required,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => onText(currentTarget.value),
  };
  if (type === 'text') return <textarea {...shared} rows={3} />;
  return <input {...shared} {...(type === 'password' && { type })} autocomplete="off" />;
}

/** A text goes to where the cursor is; a choice is replaced. */
function inserted(id: string, value: string, text: string): string {
  const element = document.getElementById(id);
  const isTyped = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  if (!isTyped) return text;
  return (
    value.slice(0, element.selectionStart ?? value.length) +
    text +
    value.slice(element.selectionEnd ?? value.length)
  );
}
