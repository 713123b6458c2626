import type { Field, Form } from '../../core/form';
import { bracedGuid, GUID } from '../../services/rkeeper/guid';
import type { RefItem } from '../../services/rkeeper/ref_item';
import type { ReasonFlag, ReferenceTable } from '../../services/rkeeper/references';
import { matching, type CertainKind, type Kind } from '../../zapier/fields';
import { referenceItems } from './drop_downs';

const ITEM = new RegExp(`^\\d{1,15}$|^code:\\s*\\d{1,15}$|${GUID.source}`, 'i');

/** An item of the till in one of the three ways to name it: `1000017`, `code:17` or a GUID. */
export function refItemOf(text: string): RefItem | undefined {
  if (!ITEM.test(text)) return undefined;
  if (/^\d{1,15}$/.test(text)) return { id: text };
  return /^code/i.test(text) ? { code: text.replace(/\D/g, '') } : { guid: bracedGuid(text) };
}

function readRefItem(form: Form, field: Field): RefItem | undefined {
  const rule = 'must be picked from the list, or be an id like 1000017, a code like code:17, or a GUID';
  const text = form.matching(field, ITEM, rule);
  return text === undefined ? undefined : refItemOf(text);
}

/** An item of a reference table (справочник), with the drop-down of {@link referenceItems}. */
export function picked(table: ReferenceTable, flag?: ReasonFlag): Kind<RefItem> {
  return { show: { choices: referenceItems(table, flag) }, read: readRefItem, blank: { id: '' } };
}

export const employee = picked('employees');
export const currency = picked('currencies');

/**
 * A field whose item is {@link picked}.
 *
 * @param help what the item is for; how it can be named is said behind.
 */
export const itemField = <Of extends Kind<RefItem>>(label: string, kind: Of, help: string) =>
  ({
    label,
    kind,
    help: `${help} Pick it from the list, or enter its id, its code as \`code:17\`, or its GUID.`,
  }) as const;

/** An {@link itemField} that must be filled in. */
export const requiredItem = (label: string, kind: Kind<RefItem>, help: string) =>
  ({ ...itemField(label, kind, help), required: true }) as const;

/** @param role what the station does in this step. */
export const station = (role: string) => requiredItem('Station', picked('stations'), role);

/** @param role what the cashier does in this step. */
export const cashier = (role: string) => requiredItem('Cashier', employee, role);

const GUID_TEXT = matching(GUID, 'must be a GUID like 6002FD3A-68B6-4FC9-8EB1-D53A697C286C');

/** A GUID, written as the till writes it. */
export const guid: Kind<string> = {
  ...GUID_TEXT,
  read: (form, field) => {
    const text = GUID_TEXT.read(form, field);
    return text === undefined ? undefined : bracedGuid(text);
  },
};

/** A number of the till: it is a name, and its zeros count. */
export const digits = matching(/^\d{1,15}$/, 'must be digits only');

/** Line items of which there must be one at least. */
export function atLeastOne<Value>(name: string, items: Kind<Value>): CertainKind<Value> {
  return {
    ...items,
    read: (form, field) => {
      if (form.rows(field, name).length === 0) form.fault(`Add at least one ${name}.`);
      return items.read(form, field) ?? items.blank;
    },
  };
}

/** Any of some words, each with what the user reads; none chosen means all of them. */
export function severalOf(words: ReadonlyMap<string, string>): CertainKind<readonly string[]> {
  return {
    show: { list: true, choices: [...words].map(([value, label]) => ({ value, sample: value, label })) },
    read: (form, field) => form.list(field),
    blank: [],
  };
}
