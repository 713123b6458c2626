import { buildXml, element, parseXml, type XmlElement, XmlError } from '../../src/core/xml';

function reasonOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(XmlError);
    return (error as XmlError).message;
  }
  throw new Error('It was accepted.');
}

function refusal(document: Buffer | string): string {
  return reasonOf(() => parseXml(document));
}

function only(parent: XmlElement, name: string): XmlElement {
  const found = parent.child(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe('reading', () => {
  it('keeps the order of children and gives one or many of a name as an array', () => {
    const session = parseXml('<Session><Station/><Dish id="1"/><Combo/><Dish id="2"/></Session>');
    expect(session.children.map((child) => child.name)).toEqual(['Station', 'Dish', 'Combo', 'Dish']);
    expect(session.all('Dish').map((dish) => dish.attribute('id'))).toEqual(['1', '2']);
    expect(session.all('Station')).toHaveLength(1);
    expect(session.all('Prepay')).toEqual([]);
    expect(session.child('Prepay')).toBeUndefined();
  });

  it('leaves attributes and text as the strings that were sent', () => {
    const item = parseXml('<Item Code="007" Active="true" Sum="1e3" Name=" x "> 0x10 </Item>');
    expect({ ...item.attributes }).toEqual({ Code: '007', Active: 'true', Sum: '1e3', Name: ' x ' });
    expect(item.text).toBe(' 0x10 ');
    expect(item.attribute('code')).toBeUndefined();
  });

  it('decodes references exactly once', () => {
    const item = parseXml('<a b="&amp;lt;&#38;amp;&quot;&apos;&#x1F600;">&lt;&amp;gt;&#1071;</a>');
    expect(item.attribute('b')).toBe('&lt;&amp;"\'😀');
    expect(item.text).toBe('<&gt;Я');
  });

  it('decodes more references than any bomb limit of the library would allow', () => {
    const dishes = `<r>${'<Dish name="&quot;Чай&quot;"/>'.repeat(20_000)}</r>`;
    expect(parseXml(dishes).all('Dish').at(-1)?.attribute('name')).toBe('"Чай"');
  });

  it('takes CDATA literally, joins it with text and skips comments and instructions', () => {
    const a = parseXml(
      '<?xml version="1.0"?><!-- x > --><a>1<![CDATA[<&amp;>]]><!--no-->2<?php no?></a><!-- end -->',
    );
    expect(a.text).toBe('1<&amp;>2');
    expect(a.children).toEqual([]);
  });

  it('drops white space between elements but not inside a text', () => {
    const order = parseXml('<Order>\n  <Dish>\n</Dish>\n</Order>');
    expect(order.text).toBe('');
    expect(only(order, 'Dish').text).toBe('\n');
  });

  it('decodes what stands beside a reference, of one byte or more', () => {
    expect(
      parseXml('<a b="Я&#1071;&amp;😀&#x1F600;\t&lt;&#x41;&#1114109;&#x10FFFD;">Ё&gt;ё\r\n&#13;</a>'),
    ).toEqual(element('a', { b: 'ЯЯ&😀😀 <A\u{10FFFD}\u{10FFFD}' }, 'Ё>ё\n\r'));
  });

  it('normalises plain line ends in attributes to spaces and keeps escaped ones', () => {
    expect(parseXml('<a b="1\t2\r\n3&#10;4&#9;5"/>').attribute('b')).toBe('1 2 3\n4\t5');
  });

  it('takes every kind of line end for a line feed', () => {
    expect(parseXml('<a>1\r\n2\r3\n4&#13;<![CDATA[5\r\n6]]></a>').text).toBe('1\n2\n3\n4\r5\n6');
  });

  it('tells repeated names and values from those that only look alike', () => {
    const values = ['Aa', 'BB', 'Aa', 'AaAa', 'BBBB', 'AaBB', '', 'Аа', 'x'.repeat(70), 'x'.repeat(71)];
    const root = parseXml(`<r>${values.map((value) => `<i ${value || 'e'}="${value}"/>`).join('')}</r>`);
    expect(root.all('i').map(({ attributes }) => ({ ...attributes }))).toEqual(
      values.map((value) => ({ [value || 'e']: value })),
    );
  });

  it('reads > and quotes inside quoted attributes', () => {
    expect({ ...parseXml(`<a b='a"b>c' c = "it's/"/>`).attributes }).toEqual({ b: 'a"b>c', c: "it's/" });
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    'is not harmed by an attribute %s',
    (name) => {
      const a = parseXml(`<a ${name}="x"/>`);
      expect(a.attribute(name)).toBe('x');
      expect(Object.keys(a.attributes)).toEqual([name]);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
      expect(parseXml('<a/>').attribute(name)).toBeUndefined();
    },
  );

  it('reads an element hasOwnProperty and refuses names that could reach a prototype', () => {
    expect(parseXml('<a><hasOwnProperty x="1"/></a>').all('hasOwnProperty')).toHaveLength(1);
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(refusal(`<a><${name} polluted="1"><b/></${name}></a>`)).toContain('cannot be read safely');
    }
    expect('polluted' in {}).toBe(false);
  });
});

describe('a list', () => {
  const orders = (count: number): string => `<Order id="7"><Table>5</Table></Order>`.repeat(count);

  it('hands its items over one by one, whole and in their order, and keeps none', () => {
    const taken: (readonly [XmlElement, string])[] = [];
    const root = parseXml(
      `<Orders v="1"><Order id="1"><Table>5</Table></Order><Note/><Deep><Order id="2"/></Deep></Orders>`,
      {},
      { name: 'Order', take: (order, parent) => taken.push([order, parent]) },
    );
    expect(taken).toEqual([
      [element('Order', { id: '1' }, element('Table', {}, '5')), 'Orders'],
      [element('Order', { id: '2' }), 'Deep'],
    ]);
    expect(root).toEqual(element('Orders', { v: '1' }, element('Note'), element('Deep')));
  });

  it('has a limit of its own, as what was handed over is there no more', () => {
    const list = { name: 'Order', take: () => undefined };
    const limits = { maxElements: 3, maxAttributes: 1, maxItems: 9 };
    const read = (count: number) => () => parseXml(`<Orders>${orders(count)}</Orders>`, limits, list);
    expect(read(9)().children).toEqual([]);
    expect(reasonOf(read(10))).toContain('too many items');
  });

  it.each([
    ['in one item', '<Orders><Order><Table/><Table/></Order></Orders>', 'elements'],
    ['around its items', '<Orders><Order/><Note/><Order/><Note/><Order/><Note/></Orders>', 'elements'],
    ['in the attributes of one item', '<Orders><Order a="" b=""/></Orders>', 'attributes'],
    ['in attributes around its items', '<Orders a=""><Order/><Note b=""/></Orders>', 'attributes'],
  ])('counts towards the other limits %s', (_where, xml, what) => {
    const read = (): XmlElement =>
      parseXml(xml, { maxElements: 3, maxAttributes: 1 }, { name: 'Order', take: () => undefined });
    expect(reasonOf(read)).toContain(`too many ${what}`);
  });

  it('has no item where the root alone has its name', () => {
    const taken: XmlElement[] = [];
    expect(parseXml('<Order/>', {}, { name: 'Order', take: (order) => taken.push(order) }).name).toBe(
      'Order',
    );
    expect(taken).toEqual([]);
  });
});

describe('encodings', () => {
  const text = '<a b="Чай «Ёлка» 😀"/>';
  const expected = 'Чай «Ёлка» 😀';

  it('reads UTF-8 with and without a byte order mark', () => {
    expect(parseXml(Buffer.from(text)).attribute('b')).toBe(expected);
    expect(parseXml(Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>${text}`)).attribute('b')).toBe(
      expected,
    );
    expect(parseXml(`\uFEFF${text}`).attribute('b')).toBe(expected);
  });

  it('reads UTF-16 of both byte orders with a byte order mark', () => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(parseXml(little).attribute('b')).toBe(expected);
    expect(parseXml(Buffer.from(little).swap16()).attribute('b')).toBe(expected);
    expect(refusal(Buffer.from(text, 'utf16le'))).toContain('damaged');
  });

  it('reads windows-1251 only when the declaration says so', () => {
    const bytes = Buffer.concat([Buffer.from('<a b="'), Buffer.from([0xd7, 0xe0, 0xe9]), Buffer.from('"/>')]);
    const declaration = Buffer.from('<?xml version="1.0" encoding="Windows-1251"?>');
    expect(parseXml(Buffer.concat([declaration, bytes])).attribute('b')).toBe('Чай');
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
    ['a comment alone', '<!-- x -->', 'no element'],
    ['plain text', 'Internal error', 'not XML'],
    ['an HTML page', '<!DOCTYPE html><html><body>502</body></html>', 'HTML'],
    ['HTML without a doctype', '<HTML><br></HTML>', 'HTML'],
    ['a cut document', '<a><b x="1"/>', 'cut off'],
    ['a cut tag', '<a><b x="1', 'cut off'],
    ['a cut closing tag', '<a></a', 'cut off'],
    ['a cut comment', '<a/><!-- ', 'cut off'],
    ['a cut CDATA', '<a><![CDATA[x]]</a>', 'cut off'],
    ['crossed tags', '<a><b></a></b>', 'closes another'],
    ['a closing tag too many', '<a/></a>', 'closes another'],
    ['two roots', '<a/><b/>', 'several root'],
    ['two roots with content', '<a></a><b></b>', 'several root'],
    ['text after the root', '<a/>x', 'outside the root'],
    ['a reference after the root', '<a></a>&amp;', 'outside the root'],
    ['a reference to white space after the root', '<a></a>&#32;', 'outside the root'],
    ['a reference of too many digits', '<a>&#00000065;</a>', 'entity'],
    ['a reference without an end', '<a b="&amp"/>', 'entity'],
    ['an entity of a name that every object has', '<a>&constructor;</a>', 'entity'],
    ['CDATA after the root', '<a/><![CDATA[x]]>', 'outside the root'],
    ['an attribute without a value', '<a b/>', 'malformed'],
    ['an attribute without quotes', '<a b=1/>', 'malformed'],
    ['attributes without a space', '<a b="1"c="2"/>', 'malformed'],
    ['a repeated attribute', '<a b="1" b="2"/>', 'repeats'],
    ['< in an attribute', '<a b="<"/>', 'malformed'],
    ['a lone &', '<a>x & y</a>', 'entity'],
    ['a lone & in an attribute', '<a b="x & y"/>', 'entity'],
    ['an undeclared entity', '<a>&nbsp;</a>', 'entity'],
    ['a stray <', '<a>1 < 2</a>', 'stray'],
    [']]> in text', '<a>]]></a>', ']]>'],
    ['a control character', '<a>\u0007</a>', 'U+0007'],
    ['a reference to a control character', '<a>&#7;</a>', 'forbidden'],
    ['a reference to half a surrogate pair', '<a>&#xD83D;</a>', 'forbidden'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>', 'forbidden'],
    ['half a surrogate pair', '<a>\ud83d</a>', 'U+D83D'],
    ['a declaration in the middle', '<a><?xml version="1.0"?></a>', 'declaration'],
    ['a markup declaration', '<a><!ELEMENT b ANY></a>', 'stray'],
  ])('refuses %s', (_, document, reason) => {
    expect(refusal(document)).toContain(reason);
  });

  it('refuses every proper beginning of a document', () => {
    const document = buildXml(element('a', { b: '1>"' }, element('c', {}, 'x<y'), element('d')));
    for (let length = 0; length < document.length; length++) refusal(document.slice(0, length));
    expect(parseXml(document).children).toHaveLength(2);
  });

  it('refuses control characters before the root, too', () => {
    expect(refusal('\u0001<a/>')).toContain('U+0001');
    expect(refusal(Buffer.from('\u0001<a/>'))).toContain('not XML');
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
    expect(refusal('<x><!DOCTYPE y></x>')).toContain('DOCTYPE');
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
    expect(reasonOf(() => parseXml('<a b="1234567890"/>', { maxBytes: 10 }))).toContain('at most 10');
  });

  it('limits a comment, an instruction and CDATA as it limits text', () => {
    const long = 'x'.repeat(2_000_000);
    for (const document of [`<a><!--${long}--></a>`, `<a><?b ${long}?></a>`, `<a><![CDATA[${long}]]></a>`])
      expect(refusal(document)).toContain('too long');
  });

  it('never quotes content in its reasons', () => {
    expect(refusal('<a password="secret" password="secret"/>')).not.toContain('secret');
    expect(refusal('<a>&secret;</a>')).not.toContain('secret');
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
