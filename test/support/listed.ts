import { parseXml, type XmlList } from '../../src/core/xml';

/** What a list hands over while that document is read. */
export function listed<Item>(xml: string, listOf: (take: (item: Item) => void) => XmlList): readonly Item[] {
  const items: Item[] = [];
  const take = (item: Item): void => {
    items.push(item);
  };
  parseXml(xml, {}, listOf(take));
  return items;
}
