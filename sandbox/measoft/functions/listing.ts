import { element, textOf, type XmlElement } from '../../xml';
import { folded } from '../gazetteer';
import { group, type Shape, value, values } from '../shape';

/** Which part of a long list is wanted. */
export const LIMIT: Shape = group({
  ...values('integer', 'limitfrom', 'limitcount'),
  countall: value('yes or no'),
});

export const NAME_CONDITIONS = values(
  'text',
  'namecontains',
  'namecontainsparts',
  'namestarts',
  'name',
  'fullname',
);

/** Whether a name, and the same with its type, meet the conditions that are given. */
export function meetsName(conditions: XmlElement | undefined, name: string, withType = name): boolean {
  const condition = (key: string): string => folded(textOf(conditions, key));
  const known = folded(name);
  const tests = [
    known.includes(condition('namecontains')),
    condition('namecontainsparts')
      .split(/\s+/)
      .every((part) => known.includes(part)),
    known.startsWith(condition('namestarts')),
    ['', known].includes(condition('name')),
    ['', folded(withType)].includes(condition('fullname')),
  ];
  return tests.every(Boolean);
}

/** The part that `limit` asks for, with the counts that go with it. */
export function listXml<Item>(
  root: XmlElement,
  items: readonly Item[],
  toXml: (item: Item) => XmlElement,
  alwaysCountsAll = false,
): XmlElement {
  const limit = root.child('limit');
  const from = Number(textOf(limit, 'limitfrom') || 0);
  const most = Number(textOf(limit, 'limitcount') || items.length);
  const shown = items.slice(from, from + most);
  const pages =
    textOf(limit, 'countall') === 'YES'
      ? {
          page: most === 0 ? 1 : Math.floor(from / most) + 1,
          totalcount: items.length,
          totalpages: most === 0 ? 1 : Math.ceil(items.length / most),
        }
      : alwaysCountsAll
        ? { totalcount: items.length }
        : {};
  return element(root.name, { count: shown.length, ...pages }, ...shown.map(toXml));
}
