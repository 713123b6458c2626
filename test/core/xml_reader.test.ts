import * as fc from 'fast-check';
import { parseXml, type XmlElement, XmlError, XmlReader, XmlTooLarge } from '../../src/core/xml';

type Outcome =
  { readonly root: XmlElement; readonly items: readonly XmlElement[] } | { readonly error: string };

const LIMITS = {
  maxBytes: 100_000,
  maxTextLength: 2000,
  maxElements: 500,
  maxAttributes: 100,
  maxItems: 300,
};
/** Small, so that nearly everything is cut somewhere. */
const WINDOW = 300;

function outcomeOf(read: (take: (item: XmlElement) => void) => XmlElement): Outcome {
  const items: XmlElement[] = [];
  try {
    return { root: read((item) => items.push(item)), items };
  } catch (error) {
    expect(error).toBeInstanceOf(XmlError);
    return { error: (error as XmlError).message };
  }
}

function whole(document: Buffer): Outcome {
  return outcomeOf((take) => parseXml(document, LIMITS, { name: 'Order', take }));
}

function inPieces(document: Buffer, pieceBytes: number): Outcome {
  return outcomeOf((take) => {
    const reader = new XmlReader(LIMITS, { name: 'Order', take }, WINDOW);
    for (let at = 0; at < document.length; at += pieceBytes)
      reader.push(document.subarray(at, at + pieceBytes));
    return reader.end();
  });
}

const order = (index: number, more = ''): string =>
  `<Order id='${index}' name="Чай «Ёлка» 😀 &lt;${index}&gt;"><!-- 1 > 0 --><a/>\r\n<Note>\t&#1071; ]] x${more}</Note><![CDATA[<&>]]></Order>\n`;

const list = (count: number, more = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<Orders v="1">${Array.from({ length: count }, (_, index) => order(index, more)).join('')}<?end?></Orders>\n`;

describe('a document that is read while it comes', () => {
  it.each([1, 2, 3, 7, 64, 299, 300, 301, 5000])('says the same in pieces of %i bytes', (pieceBytes) => {
    const document = Buffer.from(list(40));
    const outcome = inPieces(document, pieceBytes);
    expect(outcome).toEqual(whole(document));
    expect('items' in outcome && outcome.items).toHaveLength(40);
  });

  it.each([
    ['a byte order mark', Buffer.from(`\uFEFF${list(20)}`)],
    ['UTF-16', Buffer.from(`\uFEFF${list(20).replace('encoding="utf-8"', '')}`, 'utf16le')],
    ['a text that is longer than the window', Buffer.from(list(5, 'я'.repeat(700)))],
    [
      'an old encoding',
      Buffer.from(list(0).replace('utf-8', 'windows-1251').replace('v="1"', 'v="\xcf"'), 'latin1'),
    ],
    ['an unknown encoding', Buffer.from(list(1).replace('utf-8', 'koi8-r'))],
    ['white space alone', Buffer.from('  \n')],
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from(`<!DOCTYPE html><html>${'x'.repeat(1000)}</html>`)],
    ['words', Buffer.from('Ошибка '.repeat(100))],
    ['a text that is too long', Buffer.from(list(1, 'x'.repeat(3000)))],
    ['a comment that is too long', Buffer.from(list(1, `<!--${'x'.repeat(3000)}-->`))],
    ['too many elements', Buffer.from(list(1, '<b/>'.repeat(600)))],
    ['too many attributes', Buffer.from(`<Orders>${'<b c=""/>'.repeat(101)}</Orders>`)],
    ['too many items', Buffer.from(list(301))],
    ['an end that is missing', Buffer.from(list(40)).subarray(0, -30)],
    ['an end that cuts a letter', Buffer.from(list(40, 'Ж'.repeat(200))).subarray(0, -47)],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(list(40)), Buffer.from([0xd0])])],
    ['a stray sign far inside', Buffer.from(`${list(30).slice(0, -12)}< </Orders>`)],
    ['a declaration far inside', Buffer.from(`${list(30).slice(0, -12)}<?xml version="1.0"?></Orders>`)],
  ])('says the same of %s', (_name, document) => {
    for (const pieceBytes of [1, 10, 1000]) expect(inPieces(document, pieceBytes)).toEqual(whole(document));
  });

  it('says the same whatever is wrong with it', () => {
    const document = Buffer.from(list(12));
    const damage = fc.record({
      at: fc.nat(document.length - 1),
      count: fc.nat(3),
      bytes: fc.oneof(
        fc
          .constantFrom('<', '>', '"', '&', ']]>', '<!--', '-->', '</Order>', '<a b="', '/', '\0')
          .map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
      ),
    });
    fc.assert(
      fc.property(damage, fc.integer({ min: 1, max: 700 }), ({ at, count, bytes }, pieceBytes) => {
        const damaged = Buffer.concat([document.subarray(0, at), bytes, document.subarray(at + count)]);
        expect(inPieces(damaged, pieceBytes)).toEqual(whole(damaged));
      }),
      { numRuns: 400 },
    );
  });

  it('is not read beyond what it may be', () => {
    const reader = new XmlReader({ maxBytes: 1000 }, { name: 'Order', take: () => undefined });
    for (let times = 0; times < 11; times += 1) reader.push(Buffer.alloc(100, ' '));
    expect(() => reader.end()).toThrow(XmlTooLarge);
  });

  it('tells in the end what its reader threw, and hands nothing over after it', () => {
    let count = 0;
    const take = (): void => {
      count += 1;
      throw new TypeError('A bug.');
    };
    const reader = new XmlReader({}, { name: 'Order', take }, WINDOW);
    const document = Buffer.from(list(20));
    reader.push(document);
    reader.push(document);
    expect(() => reader.end()).toThrow(new TypeError('A bug.'));
    expect(count).toBe(1);
  });
});
