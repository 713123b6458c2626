import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import {
  buildXml,
  element,
  parseXml,
  type XmlElement,
  XmlError,
  XmlReader,
  XmlTooLarge,
} from '../../src/core/xml';

/** Node shows it only to those who ask. */
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

type Limits = ConstructorParameters<typeof XmlReader>[0];

/** Reads a document while it comes, in pieces of so many bytes. */
function inPieces(document: Buffer, pieceBytes: number, limits: Limits = {}): XmlElement {
  const reader = new XmlReader(limits);
  for (let at = 0; at < document.length; at += pieceBytes)
    reader.push(document.subarray(at, at + pieceBytes));
  return reader.end().root;
}

/** What a reader makes of a document: the tree, or why there is none. */
function outcomeOf(read: () => XmlElement): XmlElement | string {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(XmlError);
    return (error as XmlError).message;
  }
}

/** A document is the same at once and piece by piece, which two parsers read. */
function outcome(document: Buffer | string, limits: Limits = {}): XmlElement | string {
  const whole = outcomeOf(() => parseXml(document, limits));
  const isHalf = typeof document === 'string' && !document.isWellFormed();
  const bytes =
    typeof document === 'string'
      ? Buffer.from(isHalf ? `\uFEFF${document}` : document, isHalf ? 'utf16le' : 'utf8')
      : document;
  for (const pieceBytes of bytes.length < 1000 ? [1, 7, 1000] : [bytes.length])
    expect(outcomeOf(() => inPieces(bytes, pieceBytes, limits))).toEqual(whole);
  return whole;
}

function read(document: Buffer | string): XmlElement {
  const result = outcome(document);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

function refusal(document: Buffer | string, limits?: Limits): string {
  const result = outcome(document, limits);
  if (typeof result !== 'string') throw new Error('It was accepted.');
  return result;
}

function reasonOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(XmlError);
    return (error as XmlError).message;
  }
  throw new Error('It was accepted.');
}

function only(parent: XmlElement, name: string): XmlElement {
  const found = parent.child(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe('reading', () => {
  it('keeps the order of children and gives one or many of a name as an array', () => {
    const session = read('<Session><Station/><Dish id="1"/><Combo/><Dish id="2"/></Session>');
    expect(session.children.map((child) => child.name)).toEqual(['Station', 'Dish', 'Combo', 'Dish']);
    expect(session.all('Dish').map((dish) => dish.attribute('id'))).toEqual(['1', '2']);
    expect(session.all('Station')).toHaveLength(1);
    expect(session.all('Prepay')).toEqual([]);
    expect(session.child('Prepay')).toBeUndefined();
  });

  it('leaves attributes and text as the strings that were sent', () => {
    const item = read('<Item Code="007" Active="true" Sum="1e3" Name=" x "> 0x10 </Item>');
    expect({ ...item.attributes }).toEqual({ Code: '007', Active: 'true', Sum: '1e3', Name: ' x ' });
    expect(item.text).toBe(' 0x10 ');
    expect(item.attribute('code')).toBeUndefined();
  });

  it('decodes references exactly once', () => {
    const item = read('<a b="&amp;lt;&#38;amp;&quot;&apos;&#x1F600;">&lt;&amp;gt;&#1071;</a>');
    expect(item.attribute('b')).toBe('&lt;&amp;"\'😀');
    expect(item.text).toBe('<&gt;Я');
  });

  it('decodes more references than any bomb limit of the library would allow', () => {
    const dishes = `<r>${'<Dish name="&quot;Чай&quot;"/>'.repeat(20_000)}</r>`;
    expect(read(dishes).all('Dish').at(-1)?.attribute('name')).toBe('"Чай"');
  });

  it('takes CDATA literally, joins it with text and skips comments and instructions', () => {
    const a = read(
      '<?xml version="1.0"?><!-- x > --><a>1<![CDATA[<&amp;>]]><!--no-->2<?php no?></a><!-- end -->',
    );
    expect(a.text).toBe('1<&amp;>2');
    expect(a.children).toEqual([]);
  });

  it('drops white space between elements but not inside a text', () => {
    const order = read('<Order>\n  <Dish>\n</Dish>\n</Order>');
    expect(order.text).toBe('');
    expect(only(order, 'Dish').text).toBe('\n');
  });

  it('decodes what stands beside a reference, of one byte or more', () => {
    expect(
      read('<a b="Я&#1071;&amp;😀&#x1F600;\t&lt;&#x41;&#1114109;&#x10FFFD;">Ё&gt;ё\r\n&#13;</a>'),
    ).toEqual(element('a', { b: 'ЯЯ&😀😀 <A\u{10FFFD}\u{10FFFD}' }, 'Ё>ё\n\r'));
  });

  it('normalises plain line ends in attributes to spaces and keeps escaped ones', () => {
    expect(read('<a b="1\t2\r\n3&#10;4&#9;5"/>').attribute('b')).toBe('1 2 3\n4\t5');
  });

  it('takes every kind of line end for a line feed', () => {
    expect(read('<a>1\r\n2\r3\n4&#13;<![CDATA[5\r\n6]]></a>').text).toBe('1\n2\n3\n4\r5\n6');
  });

  it('tells repeated names and values from those that only look alike', () => {
    const values = ['Aa', 'BB', 'Aa', 'AaAa', 'BBBB', 'AaBB', '', 'Аа', 'x'.repeat(70), 'x'.repeat(71)];
    const root = read(`<r>${values.map((value) => `<i ${value || 'e'}="${value}"/>`).join('')}</r>`);
    expect(root.all('i').map(({ attributes }) => ({ ...attributes }))).toEqual(
      values.map((value) => ({ [value || 'e']: value })),
    );
  });

  it('reads > and quotes inside quoted attributes', () => {
    expect({ ...read(`<a b='a"b>c' c = "it's/"/>`).attributes }).toEqual({ b: 'a"b>c', c: "it's/" });
  });

  it.each(['hasOwnProperty', 'toString', '__defineGetter__'])('is not harmed by a name %s', (name) => {
    const a = read(`<a ${name}="x"><${name}/></a>`);
    expect(a.attribute(name)).toBe('x');
    expect(Object.keys(a.attributes)).toEqual([name]);
    expect(a.all(name)).toHaveLength(1);
    expect(read('<a/>').attribute(name)).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'refuses the name %s, which every object has',
    (name) => {
      expect(refusal(`<a><${name} polluted="1"><b/></${name}></a>`)).toContain('cannot be read safely');
      expect(refusal(`<a ${name}="x"/>`)).toContain('cannot be read safely');
      expect('polluted' in {}).toBe(false);
    },
  );
});

describe('a list', () => {
  const ORDERS = { name: 'Order', items: (order: XmlElement, parent: string) => [[order, parent] as const] };

  function listed(
    xml: Buffer | string,
    limits: Limits = {},
  ): ReturnType<XmlReader<readonly [XmlElement, string]>['end']> {
    const reader = new XmlReader(limits, ORDERS);
    reader.push(Buffer.from(xml));
    return reader.end();
  }

  it('tells its items whole and in their order, and keeps none in the tree', () => {
    const { root, items } = listed(
      `<Orders v="1"><Order id="1"><Table>5</Table></Order><Note/><Deep><Order id="2"/></Deep></Orders>`,
    );
    expect(items).toEqual([
      [element('Order', { id: '1' }, element('Table', {}, '5')), 'Orders'],
      [element('Order', { id: '2' }), 'Deep'],
    ]);
    expect(root).toEqual(element('Orders', { v: '1' }, element('Note'), element('Deep')));
  });

  it('makes of each element as many items as there are', () => {
    const reader = new XmlReader(
      {},
      { name: 'Visit', items: (visit) => visit.all('Order').map((order) => order.attribute('id')) },
    );
    reader.push(
      Buffer.from(
        '<Visits><Visit><Order id="1"/><Order id="2"/></Visit><Visit/><Visit><Order/></Visit></Visits>',
      ),
    );
    expect(reader.end().items).toEqual(['1', '2', undefined]);
  });

  it('has a limit of its own, as what was made of an element is there no more', () => {
    const limits = { maxElements: 3, maxAttributes: 1, maxItems: 9 };
    const orders = (count: number): string =>
      `<Orders>${'<Order id="7"><Table>5</Table></Order>'.repeat(count)}</Orders>`;
    expect(listed(orders(9), limits).root.children).toEqual([]);
    expect(reasonOf(() => listed(orders(10), limits))).toContain('too many items');
  });

  it.each([
    ['in one item', '<Orders><Order><Table/><Table/></Order></Orders>', 'elements'],
    ['around its items', '<Orders><Order/><Note/><Order/><Note/><Order/><Note/></Orders>', 'elements'],
    ['in the attributes of one item', '<Orders><Order a="" b=""/></Orders>', 'attributes'],
    ['in attributes around its items', '<Orders a=""><Order/><Note b=""/></Orders>', 'attributes'],
  ])('counts towards the other limits %s', (_where, xml, what) => {
    const limits = { maxElements: 3, maxAttributes: 1 };
    expect(reasonOf(() => listed(xml, limits))).toContain(`too many ${what}`);
  });

  it('has no item where the root alone has its name', () => {
    expect(listed('<Order/>')).toEqual({ root: element('Order'), items: [] });
  });

  it('is none where its end is missing or wrong, whatever items it had', () => {
    expect(reasonOf(() => listed('<Orders><Order/><Order/>'))).toContain('cut off');
    expect(reasonOf(() => listed('<Orders><Order/><Order></Orders>'))).toContain('unexpected close tag');
  });

  it('keeps its texts, and not the pieces that they were cut out of', () => {
    const reader = new XmlReader(
      { maxBytes: 100_000_000 },
      { name: 'Order', items: (order) => [order.attribute('id')] },
    );
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    reader.push(Buffer.from('<Orders>'));
    for (let index = 0; index < 300; index += 1)
      reader.push(
        Buffer.from(`<Order id="${String(index).padStart(80, 'x')}" more="${'y'.repeat(100_000)}"/>`),
      );
    reader.push(Buffer.from('</Orders>'));
    const { items } = reader.end();
    collectGarbage();
    expect(items).toHaveLength(300);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(3_000_000);
  });

  it('is not read beyond what it may be', () => {
    const reader = new XmlReader({ maxBytes: 1000 }, ORDERS);
    for (let times = 0; times < 11; times += 1) reader.push(Buffer.alloc(100, ' '));
    expect(() => reader.end()).toThrow(XmlTooLarge);
  });

  it('tells in the end what its items threw, and makes no more of them', () => {
    let count = 0;
    const items = (): never => {
      count += 1;
      throw new TypeError('A bug.');
    };
    const reader = new XmlReader({}, { name: 'Order', items });
    reader.push(Buffer.from('<Orders><Order/><Order/>'));
    reader.push(Buffer.from('<Order/></Orders>'));
    expect(() => reader.end()).toThrow(new TypeError('A bug.'));
    expect(count).toBe(1);
  });
});

describe('encodings', () => {
  const text = '<a b="Чай «Ёлка» 😀"/>';
  const expected = 'Чай «Ёлка» 😀';

  it('reads UTF-8 with and without a byte order mark', () => {
    expect(read(Buffer.from(text)).attribute('b')).toBe(expected);
    expect(read(Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>${text}`)).attribute('b')).toBe(
      expected,
    );
    expect(read(`\uFEFF${text}`).attribute('b')).toBe(expected);
  });

  it('reads UTF-16 of both byte orders with a byte order mark', () => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(read(little).attribute('b')).toBe(expected);
    expect(read(Buffer.from(little).swap16()).attribute('b')).toBe(expected);
    expect(refusal(Buffer.from(text, 'utf16le'))).toContain('damaged');
  });

  it('reads windows-1251 only when the declaration says so', () => {
    const bytes = Buffer.concat([Buffer.from('<a b="'), Buffer.from([0xd7, 0xe0, 0xe9]), Buffer.from('"/>')]);
    const declaration = Buffer.from('<?xml version="1.0" encoding="Windows-1251"?>');
    expect(read(Buffer.concat([declaration, bytes])).attribute('b')).toBe('Чай');
    expect(refusal(bytes)).toContain('not valid utf-8');
  });

  it('refuses an encoding it does not know', () => {
    expect(refusal(Buffer.from('<?xml version="1.0" encoding="koi8-r"?><a/>'))).toContain('koi8-r');
  });
});

describe('refusing', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n', 'empty'],
    ['a comment alone', '<!-- x -->', 'root element'],
    ['plain text', 'Internal error', 'not XML'],
    ['an HTML page', '<!DOCTYPE html><html><body>502</body></html>', 'HTML'],
    ['HTML without a doctype', '<HTML><br></HTML>', 'HTML'],
    ['a cut document', '<a><b x="1"/>', 'cut off'],
    ['a cut tag', '<a><b x="1', 'cut off'],
    ['a cut closing tag', '<a></a', 'cut off'],
    ['a cut comment', '<a/><!-- ', 'cut off'],
    ['a cut CDATA', '<a><![CDATA[x]]</a>', 'cut off'],
    ['crossed tags', '<a><b></a></b>', 'unexpected close tag'],
    ['a closing tag too many', '<a/></a>', 'unmatched closing tag'],
    ['two roots', '<a/><b/>', 'only one root'],
    ['two roots with content', '<a></a><b></b>', 'only one root'],
    ['text after the root', '<a/>x', 'outside of root'],
    ['a reference after the root', '<a></a>&amp;', 'outside of root'],
    ['a reference to white space after the root', '<a></a>&#32;', 'outside of root'],
    ['a reference without an end', '<a b="&amp"/>', 'cut off'],
    ['an entity of a name that every object has', '<a>&constructor;</a>', 'entity'],
    ['CDATA after the root', '<a/><![CDATA[x]]>', 'outside of root'],
    ['an attribute without a value', '<a b/>', 'disallowed character'],
    ['an attribute without quotes', '<a b=1/>', 'unquoted'],
    ['attributes without a space', '<a b="1"c="2"/>', 'no whitespace'],
    ['a repeated attribute', '<a b="1" b="2"/>', 'duplicate attribute'],
    ['< in an attribute', '<a b="<"/>', 'disallowed character'],
    ['a lone &', '<a>x & y</a>', 'cut off'],
    ['a lone & before a semicolon', '<a>x & y;</a>', 'entity'],
    ['a lone & in an attribute', '<a b="x & y"/>', 'cut off'],
    ['an undeclared entity', '<a>&nbsp;</a>', 'entity'],
    ['a stray <', '<a>1 < 2</a>', 'disallowed character'],
    [']]> in text', '<a>]]></a>', ']]>'],
    ['a control character', '<a>\u0007</a>', 'disallowed character'],
    ['a control character of XML 1.1', '<?xml version="1.1"?><a>\u0085&#1;</a>', 'character entity'],
    ['a reference to a control character', '<a>&#7;</a>', 'character entity'],
    ['a reference to half a surrogate pair', '<a>&#xD83D;</a>', 'character entity'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>', 'character entity'],
    ['half a surrogate pair', '<a>\ud83d</a>', 'damaged'],
    ['a declaration in the middle', '<a><?xml version="1.0"?></a>', 'declaration'],
    ['a markup declaration', '<a><!ELEMENT b ANY></a>', 'incorrect syntax'],
  ])('refuses %s', (_, document, reason) => {
    expect(refusal(document)).toContain(reason);
  });

  it('refuses every proper beginning of a document', () => {
    const document = buildXml(element('a', { b: '1>"' }, element('c', {}, 'x<y'), element('d')));
    for (let length = 0; length < document.length; length++) refusal(document.slice(0, length));
    expect(parseXml(document).children).toHaveLength(2);
  });

  it('refuses control characters before the root, too', () => {
    expect(refusal('\u0001<a/>')).toContain('not XML');
    expect(refusal('<?xml version="1.0"?>\u0001<a/>')).toContain('disallowed character');
  });

  it('refuses invalid UTF-8 instead of replacing it', () => {
    expect(refusal(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toContain(
      'not valid utf-8',
    );
  });

  it('refuses entity bombs, external entities and any other DTD', () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
      '',
    );
    expect(refusal(`<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]><x>&l9;</x>`)).toContain('DOCTYPE');
    expect(refusal('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>')).toContain('DOCTYPE');
    expect(
      refusal('<?xml version="1.0"?><!-- c --><!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>'),
    ).toContain('DOCTYPE');
    expect(refusal('<x><!DOCTYPE y></x>')).toContain('doctype');
  });

  it('limits depth, elements, attributes, text and size', () => {
    expect(parseXml('<a>'.repeat(100) + '</a>'.repeat(100)).name).toBe('a');
    expect(refusal('<a>'.repeat(101) + '</a>'.repeat(101))).toContain('too deeply');
    expect(refusal('<a>'.repeat(100_000))).toContain('too deeply');
    expect(refusal(`<a>${'<b/>'.repeat(200_001)}</a>`)).toContain('too many elements');
    expect(refusal(`<a ${Array.from({ length: 201 }, (_, i) => `b${i}=""`).join(' ')}/>`)).toContain(
      'attributes',
    );
    expect(refusal(`<a>${'x'.repeat(2_000_000)}</a>`)).toContain('too long');
    expect(refusal(Buffer.alloc(50_000_000, '<a/>'))).toContain('too large');
    expect(reasonOf(() => parseXml(Buffer.from('<a bc="1"/>'), { maxBytes: 10 }))).toBe(
      'The XML is too large: 11 bytes, at most 10 are read.',
    );
  });

  it('limits a comment, an instruction, a value and CDATA as it limits text', () => {
    const long = 'x'.repeat(2_000_000);
    for (const part of [`<!--${long}-->`, `<?b ${long}?>`, `<b c="${long}"/>`, `<![CDATA[${long}]]>`])
      expect(refusal(`<a>${part}</a>`)).toContain('too long');
  });

  it('never quotes content in its reasons', () => {
    expect(refusal('<a password="secret" password="secret"/>')).not.toContain('secret');
    expect(refusal('<a>&secret;</a>')).not.toContain('secret');
  });
});

describe('two parsers', () => {
  const joined = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
  const name = fc.constantFrom('a', 'Order', 'чек', 'x:y', '_-.1');
  const space = fc.constantFrom(' ', '\t', '\n', '\r\n', '\r');
  const character = fc.oneof(space, fc.constantFrom('a', 'Я', '😀', ';', '#', '/', '{', '0', '>', '='));
  const reference = fc.constantFrom(
    '&amp;',
    '&lt;',
    '&quot;',
    '&apos;',
    '&#1071;',
    '&#x1F600;',
    '&#10;',
    '&#x0d;',
  );
  const literal = joined(fc.oneof(character, fc.constantFrom('<', '&', '</a>', '<!', '&amp;')));
  const content = fc.oneof(
    joined(fc.oneof(character, reference, fc.constantFrom('"', "'"))),
    literal.map((text) => `<![CDATA[${text}]]>`),
    literal.map((text) => `<!--${text}-->`),
    joined(fc.oneof(literal, fc.constantFrom('"', "'"))).map((text) => `<?do ${text}?>`),
  );
  const attribute = fc.tuple(
    space,
    name,
    fc.constantFrom('="', ' = "'),
    joined(fc.oneof(character, reference)),
  );
  const tag = fc
    .tuple(name, fc.uniqueArray(attribute, { selector: ([, key]) => key, maxLength: 3 }))
    .map(([key, given]) => [key, given.map((parts) => `${parts.join('')}"`).join('')] as const);
  const { element: anyElement } = fc.letrec<{ element: string }>((tie) => ({
    element: fc
      .tuple(tag, joined(fc.oneof({ depthSize: 'small' }, content, tie('element'))))
      .map(([[key, given], inner]) =>
        inner === '' ? `<${key}${given} />` : `<${key}${given}>${inner}</${key}\n>`,
      ),
  }));
  const document = anyElement.map(
    (root) => `<?xml version='1.0' standalone='yes'?>\n<!-- x -->${root}<?end?>`,
  );

  it('read the same of any document', () => {
    fc.assert(
      fc.property(document, (xml) => {
        expect(typeof outcome(xml)).toBe('object');
      }),
      { numRuns: 300 },
    );
  });

  it('accept and refuse the same, whatever is wrong with a document', () => {
    const damage = fc.constantFrom(
      '',
      '<',
      '>',
      '"',
      '&',
      ']]>',
      '<!--',
      '-->',
      '</a>',
      '<a b="',
      '/',
      '\0',
      '\xff',
    );
    fc.assert(
      fc.property(document, fc.nat(), fc.nat(3), damage, (xml, place, gone, put) => {
        const at = place % Buffer.byteLength(xml);
        const bytes = Buffer.from(xml);
        const damaged = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(put, 'latin1'),
          bytes.subarray(at + gone),
        ]);
        const whole = outcomeOf(() => parseXml(damaged));
        for (const pieceBytes of [1, 7, 1000]) {
          const read = outcomeOf(() => inPieces(damaged, pieceBytes));
          // If there are several faults, each reading may name another of them.
          if (typeof whole === 'string') expect(typeof read).toBe('string');
          else expect(read).toEqual(whole);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('writing', () => {
  it('writes a declaration and nothing between elements', () => {
    const query = element(
      'RK7Query',
      {},
      element('RK7CMD', { CMD: 'GetOrder' }, element('Order', { visit: 1 })),
    );
    expect(buildXml(query)).toBe(
      '<?xml version="1.0" encoding="utf-8"?><RK7Query><RK7CMD CMD="GetOrder"><Order visit="1"/></RK7CMD></RK7Query>',
    );
  });

  it('leaves out undefined attributes and children, and keeps empty ones', () => {
    const order = element(
      'Order',
      { guid: undefined, comment: '' },
      undefined,
      element('Table', { id: 1 }),
      undefined,
    );
    expect(buildXml(order)).toContain('?><Order comment=""><Table id="1"/></Order>');
  });

  it('escapes attributes, with line ends that would otherwise become spaces', () => {
    expect(buildXml(element('a', { b: `&<>"'\t\r\n` }))).toContain(
      'b="&amp;&lt;&gt;&quot;&apos;&#9;&#13;&#10;"',
    );
  });

  it('escapes text, so that ]]> cannot arise', () => {
    expect(buildXml(element('a', {}, ']]>&<\r'))).toContain('<a>]]&gt;&amp;&lt;&#13;</a>');
  });

  it('never writes two opening braces in a row', () => {
    const xml = buildXml(element('a', { b: '{{bundle.inputData.x}} {{{x' }, '{{{{'));
    expect(xml).not.toContain('{{');
    expect(parseXml(xml).attribute('b')).toBe('{{bundle.inputData.x}} {{{x');
    expect(parseXml(xml).text).toBe('{{{{');
  });

  it.each([
    ['\u0000', 'U+0000'],
    ['\u001b', 'U+001B'],
    ['\ud83d', 'U+D83D'],
    ['\udc00x', 'U+DC00'],
    ['\ufffe', 'U+FFFE'],
  ])('refuses a character that XML cannot carry, by name (%j)', (value, name) => {
    expect(reasonOf(() => buildXml(element('a', { comment: value })))).toBe(
      `The attribute comment of a holds the character ${name}, which XML cannot carry.`,
    );
    expect(reasonOf(() => buildXml(element('a', {}, value)))).toContain(name);
  });

  it.each(['', '1a', 'a b', 'a>', 'a"', '-a', 'a\n'])('refuses the name %j', (name) => {
    expect(reasonOf(() => buildXml(element(name)))).toContain('not a name');
    expect(reasonOf(() => buildXml(element('a', { [name]: '' })))).toContain('not a name');
  });

  it.each([1.5, NaN, Infinity, 2 ** 53])('refuses the number %d', (value) => {
    expect(reasonOf(() => element('a', { b: value }))).toContain('not a whole number');
  });
});

describe('a round trip', () => {
  const alphabet = [
    'a',
    'Я',
    'ё',
    '😀',
    '<',
    '>',
    '&',
    '"',
    "'",
    ']',
    '{',
    '}',
    ';',
    '#',
    ' ',
    '\t',
    '\n',
    '\r',
    '-',
    '!',
    '\u00a0',
  ];

  /** A fixed sequence (xorshift), so that a failure repeats. */
  function* numbers(seed: number): Generator<number, never> {
    for (let state = seed; ;) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      yield state >>> 0;
    }
  }

  it('gives back every string, in attributes and in text', () => {
    const next = numbers(20261003);
    for (let round = 0; round < 500; round++) {
      const length = next.next().value % 30;
      const value = Array.from({ length }, () => alphabet[next.next().value % alphabet.length]).join('');
      const read = parseXml(Buffer.from(buildXml(element('a', { b: value }, element('c', {}, value)))));
      expect(read.attribute('b')).toBe(value);
      expect(only(read, 'c').text).toBe(value);
    }
  });

  it.each([
    '&amp;lt;',
    '<&>"\'',
    ']]>',
    '{{bundle.inputData.x}}',
    '{{process.env.X}}',
    'Пельмени «Сибирь» 🥟',
    '<![CDATA[x]]>',
  ])('gives back %s', (value) => {
    const read = parseXml(buildXml(element('Prop', { value }, value)));
    expect([read.attribute('value'), read.text]).toEqual([value, value]);
  });

  it('gives back the same tree, order included', () => {
    const tree = element('a', { x: '1' }, element('b'), element('c', {}, 'text'), element('b', { y: ' ' }));
    expect(parseXml(buildXml(tree))).toEqual(tree);
  });
});
