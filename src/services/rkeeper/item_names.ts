import { plain } from './dish_search';
import { withoutZeros } from './ref_item';
import type { ReferenceItem } from './references';

/** How lists and messages name an item: "5 · Веранда · code 25". */
export function itemLabel({ name, netName, hall, code }: ReferenceItem): string {
  const parts = [name, netName, hall, code && `code ${code}`];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Every word that means an item: its code, which is what menus and table plans show, its names, and its id. */
function namesOf(item: ReferenceItem): ReadonlySet<string> {
  const { ident, code, name, netName } = item;
  const numbers = [ident, ...(code === undefined ? [] : [withoutZeros(code)])];
  return new Set([...numbers, ...[name, netName ?? '', itemLabel(item)].map(plain)].filter(Boolean));
}

/** The items that a text may mean: "5", "№ 5", "005", "Веранда", or a line of the list. */
export function itemsNamed(items: readonly ReferenceItem[], text: string): readonly ReferenceItem[] {
  const wanted = plain(text.replace(/^\s*[№#]\s*/, ''));
  const number = withoutZeros(wanted);
  return items.filter((item) => {
    const names = namesOf(item);
    return names.has(wanted) || names.has(number);
  });
}

/** What people may have meant by a name that no item has. */
export function similarItems(items: readonly ReferenceItem[], text: string): readonly ReferenceItem[] {
  const wanted = plain(text);
  return /\p{L}{2}/u.test(wanted) ? items.filter(({ name }) => plain(name).includes(wanted)).slice(0, 3) : [];
}
