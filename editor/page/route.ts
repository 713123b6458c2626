import { computed, signal } from '@preact/signals';
import { isOperationType } from '../../sandbox/zapier/definition';
import type { Language } from '../protocol';

/** The parts of an address behind `#/`: `['creates', 'rkeeper_submit_order']`, behind `'ru'` where the edition is the Russian one. */
const parts = signal(partsOf(location.hash));

addEventListener('hashchange', () => {
  parts.value = partsOf(location.hash);
  scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
});

/** The edition of the app that the person sees. */
export const language = computed((): Language => (parts.value[0] === 'ru' ? 'ru' : 'en'));

const path = computed(() => (language.value === 'ru' ? parts.value.slice(1) : parts.value));

/** The screen that the person sees, and the step on it. An address can be shared: whoever opens it sees the same. */
export const route = computed(() => {
  const [screen = 'steps', name = ''] = path.value;
  return { screen, name, ...(isOperationType(screen) && { step: { type: screen, key: name } }) };
});

/** The address of a screen, in the language of the one that is seen. */
export function addressOf(...screen: readonly string[]): string {
  return addressIn(language.value, screen);
}

/** The address of the same screen in another language. */
export function addressIn(other: Language, screen: readonly string[] = path.value): string {
  return `#/${[...(other === 'en' ? [] : [other]), ...screen].map(encodeURIComponent).join('/')}`;
}

export function goTo(...screen: readonly string[]): void {
  location.hash = addressOf(...screen);
}

function partsOf(hash: string): string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
}
