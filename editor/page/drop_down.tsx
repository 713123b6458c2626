import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ChoicesPage } from '../protocol';
import { OptionList } from './option_list';
import { Popover } from './popover';
import { TextBox } from './text_box';

type Choices = ChoicesPage['choices'];

interface DropDownProps {
  readonly id: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly value: string;
  readonly onText: (value: string) => unknown;
}

/** No value has it. */
const CUSTOM = '\u0000';

/** Choices that the definition spells out. */
export function ChoiceList({ choices, ...props }: DropDownProps & { readonly choices: Choices }) {
  const { value, onText, ...named } = props;
  const isCustom = useSignal(false);
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  if (isCustom.value || !isKnown)
    return (
      <span class="with-button">
        <TextBox {...props} placeholder="Custom value" />
        <button
          type="button"
          onClick={() => {
            isCustom.value = false;
            onText('');
          }}
        >
          List
        </button>
      </span>
    );
  return (
    <select
      {...named}
      value={value}
      onChange={({ currentTarget }) => {
        if (currentTarget.value === CUSTOM) isCustom.value = true;
        else onText(currentTarget.value);
      }}
    >
      <option value="">Choose…</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
      <option value={CUSTOM}>Custom value…</option>
    </select>
  );
}

interface LiveListProps extends DropDownProps {
  readonly name: string;
  /** What the chosen value is called, as far as that is known. */
  readonly chosen: string | undefined;
  readonly load: (pagingToken?: string) => Promise<ChoicesPage>;
}

/** Choices that the app asks the service for, page by page, each time that the list is opened. */
export function LiveList({ onText, load, chosen, ...named }: LiveListProps) {
  const { value, name } = named;
  const label = chosen ?? value;
  const button = (
    <>
      {value === '' ? <span class="quiet">Choose…</span> : label} {label !== value && <small>{value}</small>}
    </>
  );
  return (
    <Popover {...named} class="control" button={button}>
      {(close) => (
        <Loaded
          name={name}
          value={value}
          load={load}
          onText={(picked) => {
            onText(picked);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function Loaded({ name, value, load, onText }: Pick<LiveListProps, 'name' | 'value' | 'load' | 'onText'>) {
  const choices = useSignal<Choices>([]);
  /** Undefined on the last page. */
  const next = useSignal<string | undefined>(undefined);
  const status = useSignal('Loading…');
  const more = async (): Promise<void> => {
    status.value = 'Loading…';
    try {
      const page = await load(next.value);
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
  const pick = (text: string, words: string) => (
    <button type="button" onClick={() => onText(text)}>
      {words}
    </button>
  );
  return (
    <OptionList
      label={`Search in ${name}, or type a custom value`}
      placeholder="Search, or type a custom value"
      options={choices.value.map((choice) => ({
        label: choice.label,
        detail: choice.value,
        text: choice.value,
      }))}
      current={value}
      onPick={onText}
    >
      {(words, found) => (
        <>
          <p role="status">
            {status.value ||
              (found === 0 && `None of the ${choices.value.length} loaded so far is like that.`)}
          </p>
          <div class="row wrap">
            {next.value !== undefined && (
              <button type="button" onClick={() => void more()}>
                Load more
              </button>
            )}
            {words !== '' && pick(words, `Use “${words}” as a custom value`)}
            {value !== '' && pick('', 'Clear')}
          </div>
        </>
      )}
    </OptionList>
  );
}
