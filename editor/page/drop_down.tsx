import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ChoicesPage, Field } from '../protocol';
import { Button, Select, type SelectProps, TextBox } from './controls';
import type { FormState } from './form_state';
import { OptionList } from './option_list';
import { Popover } from './popover';

type Choices = ChoicesPage['choices'];

export interface FieldProps {
  readonly field: Field;
  readonly form: FormState;
}

/** One value of a form, however it is filled in. */
export interface ControlProps extends FieldProps, SelectProps {
  readonly id: string;
  readonly name: string;
}

/** No value has it. */
const CUSTOM = '\u0000';

/** Choices that the definition spells out. */
export function ChoiceList({ choices, ...props }: SelectProps & { readonly choices: Choices }) {
  const { value, onText } = props;
  const isCustom = useSignal(false);
  const pick = (text: string): void => {
    isCustom.value = text === CUSTOM;
    if (text !== CUSTOM) onText(text);
  };
  if (isCustom.value || (value !== '' && !choices.some((choice) => choice.value === value)))
    return (
      <span class="with-button">
        <TextBox {...props} placeholder="Custom value" />
        <Button
          onClick={() => {
            pick('');
          }}
        >
          List
        </Button>
      </span>
    );
  return (
    <Select {...props} onText={pick}>
      <option value="">Choose…</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
      <option value={CUSTOM}>Custom value…</option>
    </Select>
  );
}

/** Choices that the app asks the service for, page by page, each time that the list is opened. */
export function LiveList({ field, form, onText, ...named }: ControlProps) {
  const { value } = named;
  const label = form.labels.value[`${field.key}=${value}`] ?? value;
  const button = (
    <>
      {value === '' ? <span class="quiet">Choose…</span> : label} {label !== value && <small>{value}</small>}
    </>
  );
  return (
    <Popover {...named} class="control" button={button}>
      {(close) => (
        <Loaded
          {...{ ...named, field, form }}
          onText={(picked) => {
            onText(picked);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function Loaded({ name, value, field, form, onText }: ControlProps) {
  const choices = useSignal<Choices>([]);
  /** Undefined on the last page. */
  const next = useSignal<string | undefined>(undefined);
  const status = useSignal('');
  const more = async (): Promise<void> => {
    status.value = 'Loading…';
    try {
      const page = await form.choices(field, next.value);
      choices.value = [...choices.value, ...page.choices];
      next.value = page.pagingToken;
      status.value = choices.value.length === 0 ? 'The list is empty.' : '';
    } catch (error) {
      status.value = error instanceof Error ? error.message : String(error);
    }
  };
  useEffect(() => {
    void more();
  }, []);
  return (
    <OptionList
      label={`Search in ${name}, or type a custom value`}
      placeholder="Search, or type a custom value"
      options={choices.value}
      current={value}
      onPick={onText}
    >
      {(words, found) => (
        <>
          <p role="status">
            {status.value ||
              (found === 0 && `None of the ${choices.value.length} loaded so far is like that.`)}
          </p>
          <div class="row">
            {next.value !== undefined && <Button onClick={() => void more()}>Load more</Button>}
            {words !== '' && <Button onClick={() => onText(words)}>Use “{words}” as a custom value</Button>}
            {value !== '' && <Button onClick={() => onText('')}>Clear</Button>}
          </div>
        </>
      )}
    </OptionList>
  );
}
