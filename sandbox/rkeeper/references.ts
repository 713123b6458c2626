import type { XmlElement } from '../xml';
import { integer, newGuid } from './attributes';
import { cannotExecute } from './refusal';

export const REFERENCE_NAMES = [
  'CASHES',
  'CATEGLIST',
  'CHANGEABLEORDERTYPES',
  'CURRENCIES',
  'DEPOSITCOLLECTREASONS',
  'DEVICES',
  'DISCOUNTS',
  'EMPLOYEES',
  'EVENTLIST',
  'GUESTTYPES',
  'HALLPLANS',
  'MAKETS',
  'MENUITEMS',
  'MODIFIERS',
  'MODIGROUPS',
  'ORDERVOIDS',
  'PRICETYPES',
  'RESTAURANTS',
  'TABLES',
  'UNCHANGEABLEORDERTYPES',
] as const;

/** `RefName` of a reference, in upper case. */
export type ReferenceName = (typeof REFERENCE_NAMES)[number];

export type ItemStatus = 'rsActive' | 'rsInactive' | 'rsDeleted' | 'rsDraft';

export interface ReferenceItem {
  readonly ident: number;
  readonly code: number;
  readonly name: string;
  readonly guid: string;
  readonly status: ItemStatus;
  /** Further properties under their names on the wire; booleans as `true` and `false`. */
  readonly properties: Readonly<Record<string, string>>;
}

/** An item to add: a guid and a code are made up where the seed does not care. */
export type NewItem = Pick<ReferenceItem, 'ident' | 'name'> & Partial<ReferenceItem>;

interface Reference {
  version: number;
  readonly items: Map<number, ReferenceItem>;
}

/** The names by which the server's complaints call its collections. */
const COLLECTIONS: Partial<Readonly<Record<ReferenceName, string>>> = {
  CASHES: 'Cashes',
  CURRENCIES: 'Currencies',
  DISCOUNTS: 'Discounts',
  EMPLOYEES: 'Employees',
  MENUITEMS: 'MenuItems',
  MODIFIERS: 'Modifiers',
  ORDERVOIDS: 'OrderVoids',
  TABLES: 'Tables',
};

/** All references (справочники) of the restaurant. */
export class References {
  private readonly all = new Map<ReferenceName, Reference>(
    REFERENCE_NAMES.map((name) => [name, { version: 1, items: new Map<number, ReferenceItem>() }]),
  );

  /** Adds or replaces an item; the reference's DataVersion grows. */
  put(name: ReferenceName, item: NewItem): ReferenceItem {
    const complete: ReferenceItem = {
      code: item.ident,
      guid: newGuid(),
      status: 'rsActive',
      properties: {},
      ...item,
    };
    const reference = this.reference(name);
    reference.items.set(complete.ident, complete);
    reference.version += 1;
    return complete;
  }

  items(name: ReferenceName): readonly ReferenceItem[] {
    return [...this.reference(name).items.values()];
  }

  version(name: ReferenceName): number {
    return this.reference(name).version;
  }

  byIdent(name: ReferenceName, ident: number): ReferenceItem | undefined {
    return this.reference(name).items.get(ident);
  }

  /**
   * The active item that a refItem (id, code or guid) names.
   * @throws Refusal when there is none, or when it was deleted, switched off or is a draft.
   */
  resolve(name: ReferenceName, element: XmlElement): ReferenceItem {
    const id = integer(element, 'id');
    const code = integer(element, 'code');
    const guid = element.attribute('guid');
    const found =
      id !== undefined
        ? this.byIdent(name, id)
        : this.items(name).find(
            (item) =>
              item.ident !== 0 &&
              (code !== undefined ? item.code === code : item.guid === guid) &&
              item.status === 'rsActive',
          );
    if (found?.status !== 'rsActive') {
      throw cannotExecute(
        `Не найден элемент ${id ?? code ?? guid ?? ''} в коллекции ${COLLECTIONS[name] ?? name}`,
      );
    }
    return found;
  }

  /** The item of an optional child, undefined when the child was not sent. */
  resolveOptional(name: ReferenceName, element: XmlElement | undefined): ReferenceItem | undefined {
    return element && this.resolve(name, element);
  }

  private reference(name: ReferenceName): Reference {
    const found = this.all.get(name);
    if (!found) throw new Error(`No reference ${name}.`);
    return found;
  }
}
