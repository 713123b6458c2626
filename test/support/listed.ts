import { XmlReader, type XmlList } from '../../src/core/xml';

/** The items of a list in that document. */
export function listed<Item>(list: XmlList<Item>, xml: string): readonly Item[] {
  const reader = new XmlReader({}, list);
  reader.push(Buffer.from(xml));
  return reader.end().items;
}
