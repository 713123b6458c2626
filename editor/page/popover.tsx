import { useSignal } from '@preact/signals';
import { type ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface PopoverProps {
  readonly id: string;
  /** What it is, for those who hear the page. */
  readonly name: string;
  readonly class?: string;
  readonly button: ComponentChildren;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  /** Drawn only while it is open. */
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button that opens a small window beside it. Escape and a click elsewhere close it; arrows go through what is in it, and Enter in its search takes the first of it. */
export function Popover({ id, name, button, children, ...named }: PopoverProps) {
  const isOpen = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  return (
    <>
      <button type="button" id={id} {...named} popovertarget={`${id}-box`}>
        {button}
      </button>
      <div
        popover
        ref={box}
        id={`${id}-box`}
        class="popover"
        role="dialog"
        aria-label={name}
        onToggle={({ newState }) => (isOpen.value = newState === 'open')}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event);
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) takeFirst(event);
        }}
      >
        {isOpen.value && children(() => box.current?.hidePopover())}
      </div>
    </>
  );
}

function step(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  const place = stops.findIndex((stop) => stop === document.activeElement);
  stops[place + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}

/** The browser would send the form around the window instead. */
function takeFirst(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  event.currentTarget.querySelector<HTMLElement>('li button')?.click();
  event.preventDefault();
}
