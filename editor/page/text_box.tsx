import type { Signal } from '@preact/signals';
import type { InputHTMLAttributes } from 'preact';

type TextBoxProps = Pick<
  InputHTMLAttributes,
  'id' | 'placeholder' | 'aria-label' | 'aria-describedby' | 'aria-required'
> & { readonly value: string; readonly onText: (text: string) => unknown };

/** One line of text. */
export function TextBox({ onText, ...props }: TextBoxProps) {
  return <input {...props} autocomplete="off" onInput={({ currentTarget }) => onText(currentTarget.value)} />;
}

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly words: Signal<string>;
  readonly isFirst?: boolean;
}

/** What is typed here is looked for at once. */
export function SearchBox({ label, placeholder, words, isFirst = false }: SearchBoxProps) {
  return (
    <input
      class="search"
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={words}
      ref={(box) => {
        if (isFirst) box?.focus();
      }}
      onInput={({ currentTarget }) => (words.value = currentTarget.value)}
    />
  );
}
