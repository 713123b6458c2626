import type { Field, Form } from '../../core/form';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import { receiptsNamed } from '../../services/rkeeper/orders';
import { bracedGuid, GUID, type RefItem } from '../../services/rkeeper/ref_item';
import { itemLabel, itemsNamed, similarItems } from '../../services/rkeeper/item_search';
import { REFERENCE_TABLES } from '../../services/rkeeper/references';
import type { ReasonFlag, ReferenceItem, ReferenceTable } from '../../services/rkeeper/references';
import { matching, type CertainKind, type Kind } from '../../zapier/fields';
import { receiptLabel, receipts, referenceItems } from './drop_downs';
import { Lookup } from './lookup';

const EXPLICIT = new RegExp(`^(?<key>id|code):\\s*(?<number>\\d{1,15})$|${GUID.source}`, 'i');

/** An item that is named so that the till itself can tell what is meant: `code:17`, `id:1000017` or a GUID. */
function explicitItem(text: string): RefItem | undefined {
  const match = EXPLICIT.exec(text);
  if (!match) return undefined;
  const { key, number = '' } = match.groups ?? {};
  if (key === undefined) return { guid: bracedGuid(text) };
  return key.toLowerCase() === 'id' ? { id: number } : { code: number };
}

const NO_ITEM: RefItem = { id: '' };

const quoted = (items: readonly ReferenceItem[]): string =>
  items.map((item) => `"${itemLabel(item)}"`).join(', ');

/** Looks an item up by whatever is painted on it, unless its name says by itself what is meant. */
export function itemLookup(
  form: Form,
  { label }: Field,
  text: string,
  table: ReferenceTable,
  flag?: ReasonFlag,
): Lookup<RefItem> {
  const explicit = explicitItem(text);
  return new Lookup(form, async (till) => {
    if (explicit) return explicit;
    const items = await till.reference(table, flag);
    const [item, ...others] = itemsNamed(items, text);
    if (item && others.length === 0) return { id: item.ident };
    const given = /^\d+$/.test(text) ? text : `"${excerpt(text)}"`;
    const { noun } = REFERENCE_TABLES[table];
    if (item) {
      const found = quoted([item, ...others].slice(0, MOST_NAMED));
      const ids = [item, ...others].slice(0, 2).map(({ ident }) => `id:${ident}`);
      form.fault(say`${{ label }} ${{ given }} can mean more than one ${{ noun }}: ${{ found }}. Pick one from the
        list, or write ${{ one: ids[0] ?? '' }} or ${{ other: ids[1] ?? '' }}.`);
      return NO_ITEM;
    }
    const similar = quoted(similarItems(items, text));
    form.fault(
      similar === ''
        ? say`The till has no ${{ noun }} ${{ given }}. Correct ${{ label }}: pick one from the list, or enter
          its code, its name or its id as the till shows it.`
        : say`The till has no ${{ noun }} ${{ given }}. Correct ${{ label }}: pick one from the list, or enter
          its code, its name or its id as the till shows it. There is ${{ similar }}.`,
    );
    return NO_ITEM;
  });
}

/** More choices in a message are not read by anybody. */
const MOST_NAMED = 5;

/** An item of a reference table (справочник), with the drop-down of {@link referenceItems}. */
export function picked(table: ReferenceTable, flag?: ReasonFlag): Kind<Lookup<RefItem>> {
  return {
    show: { choices: referenceItems(table, flag) },
    read: (form, field) => {
      const text = form.text(field);
      return text === undefined ? undefined : itemLookup(form, field, text, table, flag);
    },
    blank: new Lookup(undefined, () => NO_ITEM),
  };
}

/** A {@link picked} item that need not be named where the till has one alone. */
export function onlyOne(table: ReferenceTable, flag?: ReasonFlag): CertainKind<Lookup<RefItem>> {
  const kind = picked(table, flag);
  return {
    ...kind,
    read: (form, field) =>
      kind.read(form, field) ??
      new Lookup(form, async (till) => {
        const items = await till.reference(table, flag);
        const [item] = items;
        if (item && items.length === 1) return { id: item.ident };
        form.fault(
          item
            ? say`${{ label: field.label }} is required, since the till has ${{ count: items.length }}:
              ${{ items: `${quoted(items.slice(0, MOST_NAMED))}${items.length > MOST_NAMED ? ', …' : ''}` }}.`
            : say`${{ label: field.label }} is required, and the till has no ${{ noun: REFERENCE_TABLES[table].noun }}. Ask who
              looks after the till to add one in RK7 Manager.`,
        );
        return NO_ITEM;
      }),
  };
}

export const employee = picked('employees');

/**
 * A field whose item is {@link picked}.
 *
 * @param help what the item is for; how it can be named is said behind.
 */
export const itemField = <Of extends Kind<Lookup<RefItem>>>(label: string, kind: Of, help: string) =>
  ({ label, kind, help: `${help} Pick it from the list, or enter its code, its name or its id.` }) as const;

/** An {@link itemField} that must be filled in. */
export const requiredItem = (label: string, kind: Kind<Lookup<RefItem>>, help: string) =>
  ({ ...itemField(label, kind, help), required: true }) as const;

/** @param role what the station does in this step. */
export const station = (role: string) =>
  itemField('Station', onlyOne('stations'), `${role} Leave it empty if there is only one.`);

/** @param role what the cashier does in this step. */
export const cashier = (role: string) =>
  itemField('Cashier', onlyOne('employees'), `${role} Leave it empty if the till has one employee alone.`);

/** A receipt of a sale: its GUID, or the number that stands on paper, by which the receipts of the shift are searched. */
export const receipt: Kind<Lookup<string>> = {
  show: { choices: receipts },
  read: (form, field) => {
    const text = form.text(field);
    if (text === undefined) return undefined;
    return new Lookup(form, async (till) => {
      if (GUID.test(text)) return bracedGuid(text);
      const [found, ...others] = receiptsNamed(await till.receiptList(), text);
      if (found && others.length === 0) return found.lineGuid;
      form.fault(
        found
          ? say`${{ label: field.label }} "${{ text: excerpt(text) }}" can mean
            ${{ receipts: [found, ...others].map((one) => `"${receiptLabel(one)}"`).join(', ') }}. Pick one
            from the list.`
          : say`The till has no receipt "${{ text: excerpt(text) }}" in the present shift (смена). Correct
            ${{ label: field.label }}: enter the number that stands on the receipt, or pick one from the
            list. A receipt of an earlier shift is only known by the Receipt GUID of the step that paid it.`,
      );
      return '';
    });
  },
  blank: new Lookup(undefined, () => ''),
};

/** A point in time on the clocks of the restaurant. */
export const restaurantTime: Kind<Lookup<string>> = {
  show: {},
  read: (form, field) => {
    const moment = form.moment(field);
    return moment === undefined ? undefined : new Lookup(undefined, (till) => till.localTime(moment));
  },
  blank: new Lookup(undefined, () => ''),
};

/** A number of the till: it is a name, and its zeros count. */
export const digits = matching(/^\d{1,15}$/, say`must be digits only`);

/** The code of a dish as menus print it: "17", "№ 17", "017". */
export const code: Kind<string> = {
  ...digits,
  read: (form, field) =>
    form.matching(field, /^[№#]?\s*\d{1,15}$/, say`must be a number`)?.replace(/\D/g, ''),
};

/** Line items of which there must be one at least. */
export function atLeastOne<Value>(name: string, items: Kind<Value>): CertainKind<Value> {
  return {
    ...items,
    read: (form, field) => {
      if (form.rows(field, name).length === 0) form.fault(say`Add at least one ${{ name }}.`);
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
