import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button, SearchBox } from './controls';

export interface Option {
  readonly label: string;
  /** Beside the label, where it says something else. */
  readonly detail: string;
  /** What is taken. */
  readonly text: string;
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
    `${option.label} ${option.detail}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <>
      <SearchBox label={label} placeholder={placeholder} words={words} isFirst />
      <ul>
        {found.slice(0, MOST_SHOWN).map((option, index) => (
          <li key={`${index} ${option.text}`}>
            <Button aria-current={option.text === current} onClick={() => onPick(option.text)}>
              {option.label} {option.detail !== option.label && <small>{option.detail}</small>}
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
