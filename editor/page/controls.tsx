import type { Signal } from '@preact/signals';
import type { ComponentChildren, ComponentProps } from 'preact';

/** A button that sends no form. */
export function Button(props: ComponentProps<'button'>) {
  return <button type="button" {...props} />;
}

interface TextBoxProps {
  readonly id?: string | undefined;
  readonly value: string;
  readonly onText: (text: string) => unknown;
  readonly placeholder?: string | undefined;
  readonly type?: 'password';
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-required'?: boolean | undefined;
}

/** One line of text. */
export function TextBox({ onText, ...props }: TextBoxProps) {
  return <input {...props} autocomplete="off" onInput={({ currentTarget }) => onText(currentTarget.value)} />;
}

export type SelectProps = Pick<TextBoxProps, 'id' | 'value' | 'onText' | 'aria-label' | 'aria-describedby'>;

/** One of the options that are its children. */
export function Select({ onText, ...props }: SelectProps & { readonly children: ComponentChildren }) {
  return <select {...props} onChange={({ currentTarget }) => onText(currentTarget.value)} />;
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
