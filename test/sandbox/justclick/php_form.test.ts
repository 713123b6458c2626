import type { FormArray, FormValue } from '../../../sandbox/justclick/php_form';
import { parsePhpForm } from '../../../sandbox/justclick/php_form';
import { evaluatePhp, phpIsHere } from './php';

type Entries = readonly (readonly [string, string | Entries])[];

function entries(array: FormArray): Entries {
  return [...array].map(([key, value]): [string, string | Entries] => [key, plain(value)]);
}

function plain(value: FormValue): string | Entries {
  return typeof value === 'string' ? value : entries(value);
}

function parsed(body: string): Entries {
  return entries(parsePhpForm(Buffer.from(body, 'latin1')));
}

describe('a form body is read as PHP reads it', () => {
  test.each<[string, string, Entries]>([
    ['plus and percent become bytes, bytes become UTF-8', 'a=1+2%2B%D0%AF%F0%9F%98%80', [['a', '1 2+Я😀']]],
    [
      'a percent sign without two hex digits stays',
      'a=%5&b=%zz&c=%',
      [
        ['a', '%5'],
        ['b', '%zz'],
        ['c', '%'],
      ],
    ],
    [
      'a name without a value is empty text',
      'a&b=',
      [
        ['a', ''],
        ['b', ''],
      ],
    ],
    ['only the first equals sign divides', 'a==b=c', [['a', '=b=c']]],
    ['empty pairs and empty names are dropped', '&&a=1&=2&[x]=3&', [['a', '1']]],
    [
      'dots and spaces in a name become underscores',
      'a.b+c=1&+d=2',
      [
        ['a_b_c', '1'],
        ['d', '2'],
      ],
    ],
    ['dots inside brackets stay', 'a[b.c d]=1', [['a', [['b.c d', '1']]]]],
    [
      'nested names become nested arrays',
      'g[0][n]=x&g[0][s]=1',
      [
        [
          'g',
          [
            [
              '0',
              [
                ['n', 'x'],
                ['s', '1'],
              ],
            ],
          ],
        ],
      ],
    ],
    ['encoded brackets nest as well', 'a%5B0%5D%5Bb%5D=1', [['a', [['0', [['b', '1']]]]]]],
    [
      'empty brackets take the next index',
      'a[]=x&a[7]=y&a[]=z',
      [
        [
          'a',
          [
            ['0', 'x'],
            ['7', 'y'],
            ['8', 'z'],
          ],
        ],
      ],
    ],
    [
      'integer-like keys keep the order sent',
      'a[2]=x&a[1]=y&3=z&1=w',
      [
        [
          'a',
          [
            ['2', 'x'],
            ['1', 'y'],
          ],
        ],
        ['3', 'z'],
        ['1', 'w'],
      ],
    ],
    [
      'a later duplicate wins in the first place',
      'a=1&b=2&a=3',
      [
        ['a', '3'],
        ['b', '2'],
      ],
    ],
    [
      'members of one array are regrouped',
      'r[0]=a&e=x&r[1]=b',
      [
        [
          'r',
          [
            ['0', 'a'],
            ['1', 'b'],
          ],
        ],
        ['e', 'x'],
      ],
    ],
    [
      'an array replaces text in its place, and text an array',
      'a=1&b=2&a[c]=3&d[]=4&d=5',
      [
        ['a', [['c', '3']]],
        ['b', '2'],
        ['d', '5'],
      ],
    ],
    ['an unclosed bracket becomes an underscore', 'a[b=1', [['a_b', '1']]],
    ['text after a closing bracket is ignored', 'a[b]c=1', [['a', [['b', '1']]]]],
    ['a name ends at NUL', 'a%00b=1', [['a', '1']]],
    [
      'names mangled into protected cookie names are dropped, and such keys too',
      '..Host-a=1&__Host-b=2&c[__Host-d]=3',
      [
        ['__Host-b', '2'],
        ['c', []],
      ],
    ],
    [
      '[] after the largest integer is dropped',
      'a[9223372036854775807]=1&a[]=2',
      [['a', [['9223372036854775807', '1']]]],
    ],
  ])('%s', (_, body, expected) => {
    expect(parsed(body)).toEqual(expected);
  });

  test('only the first thousand variables count', () => {
    const body = Array.from({ length: 1001 }, (_, index) => `v${index}=1`).join('&');
    expect(parsed(body)).toHaveLength(1000);
  });

  test('a variable nested deeper than 64 levels is removed altogether', () => {
    const deep = (levels: number): string => `a${'[x]'.repeat(levels)}=1`;
    expect(parsed(`b=1&${deep(64)}`)).toHaveLength(2);
    expect(parsed(`a[y]=1&b=1&${deep(65)}`)).toEqual([['b', '1']]);
  });
});

/** A small repeatable random generator (mulberry32): a failure can be run again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('compared with real PHP', () => {
  test('3000 random bodies give the same arrays in the same order', () => {
    if (!phpIsHere()) {
      return;
    }
    const random = randomFrom(20240229);
    const pieces = [
      ...[
        'a',
        'b',
        'a',
        'hash',
        '0',
        '1',
        '2',
        '-3',
        '-1',
        '07',
        '9223372036854775807',
        '9223372036854775808',
      ],
      ...[
        '[',
        ']',
        '[]',
        '[0]',
        '[1]',
        '[a]',
        '[b][c]',
        '[-3]',
        '[ ]',
        '[ x]',
        '%5B',
        '%5D',
        '[%20]',
        '[+y]',
      ],
      ...[
        '=',
        '=',
        '=',
        '&',
        '&',
        '&',
        '.',
        ' ',
        '+',
        '%20',
        '%2e',
        '%00',
        '%',
        '%4',
        '%zz',
        '%26',
        '%3D',
        '__Host-',
      ],
      ...[
        '%D0%AF',
        '%F0%9F%98%80',
        '%09',
        '%0B',
        '%C2%85',
        '%C2%A0',
        '\t',
        "~*!'()",
        '..Secure-',
        '\u00d0\u00af',
      ],
    ];
    const bodies = Array.from({ length: 3000 }, () =>
      Array.from({ length: 1 + random(24) }, () => pieces[random(pieces.length)]).join(''),
    );

    // PHP answers in hex, so that no byte is lost on the way.
    const answer = evaluatePhp(
      `function entries($value) {
         if (!is_array($value)) { return bin2hex($value); }
         $list = [];
         foreach ($value as $key => $member) { $list[] = [bin2hex((string) $key), entries($member)]; }
         return $list;
       }
       foreach (json_decode(stream_get_contents(STDIN)) as $body) {
         parse_str(hex2bin($body), $form);
         echo json_encode(entries($form)), "\\n";
       }`,
      JSON.stringify(bodies.map((body) => Buffer.from(body, 'latin1').toString('hex'))),
    );

    const text = (value: unknown): unknown =>
      typeof value === 'string' ? Buffer.from(value, 'hex').toString('utf8') : [value].flat().map(text);
    const php = answer.trimEnd().split('\n');
    expect(php).toHaveLength(bodies.length);
    for (const [index, body] of bodies.entries()) {
      expect([body, parsed(body)]).toEqual([body, text(JSON.parse(php[index] ?? ''))]);
    }
  });
});
