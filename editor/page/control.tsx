import { spelledOut } from '../../sandbox/zapier/definition';
import { TextBox } from './controls';
import { ChoiceList, type ControlProps, LiveList } from './drop_down';
import { OptionList } from './option_list';
import { Popover } from './popover';

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

function Input(props: ControlProps) {
  const { id, field, value, onText } = props;
  const { type, placeholder, required, choices, dynamic } = field;
  const known = spelledOut(field);
  if (!known && (choices !== undefined || dynamic !== undefined)) return <LiveList {...props} />;
  const named = {
    id,
    value,
    'aria-label': props['aria-label'],
    'aria-describedby': props['aria-describedby'],
  };
  if (known) return <ChoiceList {...named} choices={known} onText={onText} />;
  const typed = { ...named, placeholder, 'aria-required': required };
  if (type === 'text')
    return <textarea {...typed} rows={3} onInput={({ currentTarget }) => onText(currentTarget.value)} />;
  return <TextBox {...typed} {...(type === 'password' && { type })} onText={onText} />;
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
