import {
  buildPhpQuery,
  type FormArray,
  type FormValue,
  parsePhpForm,
} from '../../../sandbox/justclick/php_form';
import { evaluatePhp, phpIsHere } from './php';

/** A form in its order: `a=1, b={0=x, 1=y}`. */
function written(form: FormArray): string {
  const value = (one: FormValue): string => (typeof one === 'string' ? one : `{${written(one)}}`);
  return [...form].map(([key, member]) => `${key}=${value(member)}`).join(', ');
}

const parsed = (body: string): FormArray => parsePhpForm(Buffer.from(body, 'latin1'));

describe('a form body is read as PHP reads it', () => {
  test.each([
    ['plus and percent become bytes, bytes become UTF-8', 'a=1+2%2B%D0%AF%F0%9F%98%80', 'a=1 2+Я😀'],
    ['a percent sign without two hex digits stays', 'a=%5&b=%zz&c=%', 'a=%5, b=%zz, c=%'],
    ['a name without a value is empty text', 'a&b=', 'a=, b='],
    ['only the first equals sign divides', 'a==b=c', 'a==b=c'],
    ['empty pairs and empty names are dropped', '&&a=1&=2&[x]=3&', 'a=1'],
    ['dots and spaces in a name become underscores', 'a.b+c=1&+d=2', 'a_b_c=1, d=2'],
    ['dots inside brackets stay', 'a[b.c d]=1', 'a={b.c d=1}'],
    ['nested names become nested arrays', 'g[0][n]=x&g[0][s]=1', 'g={0={n=x, s=1}}'],
    ['encoded brackets nest as well', 'a%5B0%5D%5Bb%5D=1', 'a={0={b=1}}'],
    ['empty brackets take the next index', 'a[]=x&a[7]=y&a[]=z', 'a={0=x, 7=y, 8=z}'],
    ['integer-like keys keep the order sent', 'a[2]=x&a[1]=y&3=z&1=w', 'a={2=x, 1=y}, 3=z, 1=w'],
    ['a later duplicate wins in the first place', 'a=1&b=2&a=3', 'a=3, b=2'],
    ['members of one array are regrouped', 'r[0]=a&e=x&r[1]=b', 'r={0=a, 1=b}, e=x'],
    ['an array replaces text, and text an array', 'a=1&b=2&a[c]=3&d[]=4&d=5', 'a={c=3}, b=2, d=5'],
    ['an unclosed bracket becomes an underscore', 'a[b=1', 'a_b=1'],
    ['text after a closing bracket is ignored', 'a[b]c=1', 'a={b=1}'],
    ['a name ends at NUL', 'a%00b=1', 'a=1'],
    ['names of protected cookies are dropped', '..Host-a=1&__Host-b=2&c[__Host-d]=3', '__Host-b=2, c={}'],
    [
      '[] after the largest integer is dropped',
      'a[9223372036854775807]=1&a[]=2',
      'a={9223372036854775807=1}',
    ],
  ])('%s', (_, body, expected) => {
    expect(written(parsed(body))).toBe(expected);
  });

  test('only the first thousand variables count', () => {
    expect(parsed(Array.from({ length: 1001 }, (_, index) => `v${index}=1`).join('&')).size).toBe(1000);
  });

  test('a variable nested deeper than 64 levels is removed altogether', () => {
    const deep = (levels: number): string => `a${'[x]'.repeat(levels)}=1`;
    expect(parsed(`b=1&${deep(64)}`).size).toBe(2);
    expect(written(parsed(`a[y]=1&b=1&${deep(65)}`))).toBe('b=1');
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

const NAMES = 'a b a hash 0 1 2 -3 -1 07 9223372036854775807 9223372036854775808';
const BRACKETS = '[ ] [] [0] [1] [a] [b][c] [-3] %5B %5D [%20] [+y]';
const SIGNS = '= = = & & & . + %20 %2e %00 % %4 %zz %26 %3D __Host- ..Secure-';
const LETTERS = "%D0%AF %F0%9F%98%80 %09 %0B %C2%85 %C2%A0 ~*!'() \u00d0\u00af";
const PIECES = [...`${NAMES} ${BRACKETS} ${SIGNS} ${LETTERS}`.split(' '), ' ', '[ ]', '[ x]', '\t'];

test('real PHP reads 3000 random bodies as the same arrays in the same order, and builds the same queries', () => {
  if (!phpIsHere()) return;
  const random = randomFrom(20240229);
  const bodies = Array.from({ length: 3000 }, () =>
    Array.from({ length: 1 + random(24) }, () => PIECES[random(PIECES.length)]).join(''),
  );
  // PHP answers in hex, so that no byte is lost on the way.
  const answer = evaluatePhp(
    `function written($value) {
       if (!is_array($value)) return $value;
       $parts = [];
       foreach ($value as $key => $member)
         $parts[] = $key . '=' . (is_array($member) ? '{' . written($member) . '}' : $member);
       return implode(', ', $parts);
     }
     foreach (json_decode(stream_get_contents(STDIN)) as $body) {
       parse_str(hex2bin($body), $form);
       echo bin2hex(written($form)), ' ', bin2hex(http_build_query($form)), "\\n";
     }`,
    JSON.stringify(bodies.map((body) => Buffer.from(body, 'latin1').toString('hex'))),
  );
  const php = answer.split('\n').slice(0, -1);
  expect(php).toHaveLength(bodies.length);
  for (const [index, body] of bodies.entries()) {
    const [form = '', query = ''] = (php[index] ?? '')
      .split(' ')
      .map((hex) => Buffer.from(hex, 'hex').toString());
    expect([body, written(parsed(body))]).toEqual([body, form]);
    // Bytes that are not UTF-8 are U+FFFD here, and themselves in PHP.
    if (!form.includes('\uFFFD')) expect([body, buildPhpQuery(parsed(body))]).toEqual([body, query]);
  }
});
