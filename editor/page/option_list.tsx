import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button, SearchBox } from './controls';

export interface Option {
  readonly label: string;
  /** Beside the label, where it says something else. */
  readonly value: string;
  /** What is taken; the value unless given. */
  readonly text?: string;
}

interface OptionListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly Option[];
  readonly current?: string;
  readonly onPick: (text: string) => unknown;
  /** Below the list, given the words that are searched for and how many options have them. */
  readonly children?: (words: string, found: number) => ComponentChildren;
}

const MOST_SHOWN = 200;

/** A list to choose from, with a search in it. */
export function OptionList({ label, placeholder, options, current, onPick, children }: OptionListProps) {
  const words = useSignal('');
  const wanted = words.value.trim();
  const found = options.filter((option) =>
    `${option.label} ${option.value}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <>
      <SearchBox label={label} placeholder={placeholder} words={words} isFirst />
      <ul>
        {found.slice(0, MOST_SHOWN).map(({ label: name, value, text = value }, index) => (
          <li key={`${index} ${text}`}>
            <Button aria-current={text === current} onClick={() => onPick(text)}>
              {name} {value !== name && <small>{value}</small>}
            </Button>
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && (
        <p class="quiet">{found.length - MOST_SHOWN} more: search for what you want.</p>
      )}
      {children?.(wanted, found.length)}
    </>
  );
}
