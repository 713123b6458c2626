import { computed, signal } from '@preact/signals';

/** The parts of an address behind `#/`: `['creates', 'rkeeper_submit_order']`. */
const path = signal(partsOf(location.hash));

addEventListener('hashchange', () => {
  path.value = partsOf(location.hash);
  scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
});

/** The screen that the person sees. An address can be shared: whoever opens it sees the same screen. */
export const route = computed(() => {
  const [screen = 'steps', name = ''] = path.value;
  return { screen, name };
});

export function addressOf(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function goTo(...parts: readonly string[]): void {
  location.hash = addressOf(...parts);
}

function partsOf(hash: string): string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
}
