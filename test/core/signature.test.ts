import { createHash } from 'node:crypto';
import {
  answerHash,
  httpBuildQuery,
  md5Hex,
  requestHash,
  sameHash,
  type QueryParameters,
  type QueryValue,
} from '../../src/core/signature';
import vectors from '../fixtures/php-query.json';
import { evaluatePhp, phpIsHere } from '../sandbox/justclick/php';

const KEY = 'X'.repeat(40);

/** What the vendor's documentation shows, and what PHP makes of the same arrays, for the login `username`. */
const DOCUMENTED: readonly (readonly [
  what: string,
  parameters: QueryParameters,
  hash: string,
  query: string,
])[] = [
  [
    'order sent',
    [
      ['bill_id', 100000],
      ['status', 'sent'],
      ['date', 1362254400],
      ['rpo', '10000000000000'],
    ],
    '92cea5ba30b463b8c3b234e3d2945e65',
    'bill_id=100000&status=sent&date=1362254400&rpo=10000000000000',
  ],
  [
    'order paid',
    [
      ['bill_id', '100000'],
      ['status', 'paid'],
      ['date', '1362254400'],
    ],
    '3e5d874250d817e74d4f30592d1076d5',
    'bill_id=100000&status=paid&date=1362254400',
  ],
  [
    'order returned',
    [
      ['bill_id', '100000'],
      ['status', 'return'],
    ],
    'bbd30a63963fe366e67333492ba8b38e',
    'bill_id=100000&status=return',
  ],
  [
    'order cancelled',
    [
      ['bill_id', '100000'],
      ['status', 'cancel'],
    ],
    'e6f34e400659b7cbcc81554b735aa38a',
    'bill_id=100000&status=cancel',
  ],
  ['no parameters', [], '53de7e1144de71c41d1cb06887f4b179', ''],
  [
    'a price as text',
    [
      ['good_name', 'super_tovar'],
      ['good_sum', '990.50'],
    ],
    'b3c31a09379ceec08d11715e50b2be40',
    'good_name=super_tovar&good_sum=990.50',
  ],
  [
    'a title that other encoders get wrong',
    [
      ['good_name', 'super_tovar'],
      ['good_title', "Курс *Pro* (2024) ~ it's!"],
      ['good_sum', '1'],
    ],
    'ef8615bdd0aa17701af8198396de81c2',
    'good_name=super_tovar&good_title=%D0%9A%D1%83%D1%80%D1%81+%2APro%2A+%282024%29+%7E+it%27s%21&good_sum=1',
  ],
  [
    'a list and a map',
    [
      ['rid', ['super', 'two']],
      ['lead_email', 'lead@email.ru'],
      ['utm', { utm_medium: 'cpc', utm_source: 'direct' }],
    ],
    '90558c85c2a60f30dbc3a3d6ec373802',
    'rid%5B0%5D=super&rid%5B1%5D=two&lead_email=lead%40email.ru&utm%5Butm_medium%5D=cpc&utm%5Butm_source%5D=direct',
  ],
  [
    'a list of maps and a flag',
    [
      ['goods', [{ good_name: 'invoice', good_sum: '1500' }, { good_name: 'sales' }]],
      ['bill_email', 'user4@email.com'],
      ['bill_timer_kill', true],
    ],
    'a60ef1f669c174f96636e37a4ff1bb6c',
    'goods%5B0%5D%5Bgood_name%5D=invoice&goods%5B0%5D%5Bgood_sum%5D=1500&goods%5B1%5D%5Bgood_name%5D=sales&bill_email=user4%40email.com&bill_timer_kill=1',
  ],
  [
    'every kind of value and every special sign',
    [
      ['a', "~ * ! ' ( ) - _ . + & = % / ? # @ : ;"],
      ['b', ''],
      ['c', null],
      ['d', false],
      ['e', 1.5],
      ['f', 'line1\r\nline2'],
      ['g', '😀'],
      ['h', []],
    ],
    'f07f2c392b2da09e3ba21a742a680a98',
    'a=%7E+%2A+%21+%27+%28+%29+-+_+.+%2B+%26+%3D+%25+%2F+%3F+%23+%40+%3A+%3B&b=&d=0&e=1.5&f=line1%0D%0Aline2&g=%F0%9F%98%80',
  ],
  [
    'texts with commas, braces, HTML and line breaks',
    [
      ['good_name', 'super_tovar'],
      ['good_sum', '999887'],
      ['good_client_rassilki', 'second, clients_super_tovar'],
      ['good_only_countries', 'RUS,UKR'],
      ['good_mail_body', ''],
      ['good_mail_text', 'Ссылка: {$download}'],
      ['good_pay_text', '<h1>#PRODUCT#</h1>\n<b>#PRICE#</b>'],
    ],
    '2a3483082358e8911b48dbc38d2cfd8d',
    'good_name=super_tovar&good_sum=999887&good_client_rassilki=second%2C+clients_super_tovar&good_only_countries=RUS%2CUKR&good_mail_body=&good_mail_text=%D0%A1%D1%81%D1%8B%D0%BB%D0%BA%D0%B0%3A+%7B%24download%7D&good_pay_text=%3Ch1%3E%23PRODUCT%23%3C%2Fh1%3E%0A%3Cb%3E%23PRICE%23%3C%2Fb%3E',
  ],
  [
    'orders of a period, with the word true',
    [
      ['begin_date', '01.01.2017'],
      ['end_date', '01.02.2017'],
      ['paid', 'true'],
      ['goods', [1, 2, 3]],
    ],
    'e18ac8e1ba87d5dd231fa80c80f4e8aa',
    'begin_date=01.01.2017&end_date=01.02.2017&paid=true&goods%5B0%5D=1&goods%5B1%5D=2&goods%5B2%5D=3',
  ],
];

describe('the query', () => {
  it.each(DOCUMENTED)('is signed as the vendor shows: %s', (_what, parameters, hash, query) => {
    expect(httpBuildQuery(parameters)).toBe(query);
    expect(requestHash(query, 'username', KEY)).toBe(hash);
  });

  it.each(vectors.map((vector, index) => [index, vector] as const))(
    'is the one that PHP made: vector %i',
    (_index, { params, query, hash, login, key }) => {
      expect(httpBuildQuery(Object.entries(params) as QueryParameters)).toBe(query);
      expect(requestHash(query, login, key)).toBe(hash);
    },
  );

  it('has no vector whose keys JavaScript would put in another order', () => {
    expect(JSON.stringify(vectors)).not.toMatch(/"\d+":/);
  });

  it('keeps the order of the parameters, numbers among the names too', () => {
    expect(
      httpBuildQuery([
        ['b', '1'],
        ['10', '2'],
        ['a', '3'],
        ['9', '4'],
      ]),
    ).toBe('b=1&10=2&a=3&9=4');
  });

  it('gives a flat name with brackets the bytes of a nested one', () => {
    expect(httpBuildQuery([['rid[0]', 'a']])).toBe(httpBuildQuery([['rid', ['a']]]));
  });

  it('leaves out nulls and what is empty inside, but neither empty texts nor gaps in the numbering', () => {
    expect(
      httpBuildQuery([
        ['a', [null, 'x', [], {}, '']],
        ['b', {}],
        ['c', { d: null, e: '' }],
      ]),
    ).toBe('a%5B1%5D=x&a%5B4%5D=&c%5Be%5D=');
  });

  it.each<[number, string]>([
    [0, '0'],
    [-0, '-0'],
    [-15156, '-15156'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [990.1, '990.1'],
    [100.5, '100.5'],
    [-0.25, '-0.25'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.33333333333333'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234E-5'],
    [1e-7, '1.0E-7'],
    [1e20, '1.0E%2B20'],
    [1.5e300, '1.5E%2B300'],
    [123456.789012345, '123456.78901235'],
    [12345678901230.4, '12345678901230'],
    [10000000000000.4, '10000000000000'],
    [99999999999999.6, '1.0E%2B14'],
    [123456789012345.6, '1.2345678901235E%2B14'],
  ])('writes the number %d as PHP does', (number, written) => {
    expect(httpBuildQuery([['a', number]])).toBe(`a=${written}`);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, which no form can hold', (number) => {
    expect(() => httpBuildQuery([['a', number]])).toThrow(RangeError);
  });

  it('replaces half of a surrogate pair instead of failing on it', () => {
    expect(httpBuildQuery([['a\ud83d', 'x\udc00y']])).toBe('a%EF%BF%BD=x%EF%BF%BDy');
  });

  it('is what real PHP makes of 300 random nested arrays', () => {
    if (!phpIsHere()) return;
    const cases = randomCases(300);
    const made: unknown = JSON.parse(
      evaluatePhp(
        `$made = [];
         foreach (json_decode(stream_get_contents(STDIN)) as $pairs) {
           $array = [];
           foreach ($pairs as [$name, $value]) $array[$name] = $value;
           $made[] = http_build_query($array);
         }
         echo json_encode($made);`,
        JSON.stringify(cases),
      ),
    );
    expect(cases.map(httpBuildQuery)).toEqual(made);
  });
});

/** The same on every run: a linear congruential generator stands in for chance. */
function randomCases(count: number): QueryParameters[] {
  let state = 20130303;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const LETTERS = Array.from('aZ09-_.~!*\'() +&=%/?#@:;[]{}$,"<>|\\^`\t\r\nйЯёІ№«»—中😀\u00a0\u0000');
  const text = (): string => Array.from({ length: below(12) }, () => LETTERS[below(LETTERS.length)]).join('');
  const value = (depth: number): QueryValue => {
    switch (below(depth > 0 ? 9 : 7)) {
      case 0:
        return null;
      case 1:
        return below(2) === 1;
      case 2:
        return below(2_000_000) - 1_000_000;
      case 3:
        return (below(2 ** 31) + 0.5) * 10 ** (below(24) - 18);
      case 7:
        return Array.from({ length: below(4) }, () => value(depth - 1));
      case 8:
        return Object.fromEntries(Array.from({ length: below(4) }, () => [`k${text()}`, value(depth - 1)]));
      default:
        return text();
    }
  };
  // Names are all different: PHP's array, unlike a list of pairs, holds each only once.
  return Array.from({ length: count }, () =>
    Array.from({ length: below(6) }, (_, index) => [`p${index}${text()}`, value(3)] as const),
  );
}

describe('an answer', () => {
  it.each([
    [0, 'ok', 'ffe12101a35998cbb60b510662de528e'],
    [0, 'OK', 'cf2b10a8fd707c6d14f496e19503b0a1'],
    [1, 'not transferred hash', 'b9997124d2e07b663c54aafec570d51e'],
    [1, 'Not transferred hash', '000e7e6a688ec921cc37622a44fbc55f'],
    [2, 'no transmitted data', 'd55e4d67260b57d802438b0924e2c58b'],
    [2, 'No transmitted data', 'b9297888f7adae8742ddb6b42f404992'],
    [3, 'wrong posted data', '2faaccd0efae8f54627f49d721a3ce92'],
    [3, 'Wrong posted data', '4afafe57ae11e0dac9f9b34527039baf'],
    [4, 'incorrect hash', 'b8f771a9288da73672a86714fb3ebb68'],
    [4, 'Incorrect hash', 'b65427c45515bf2ed64b2149156e103b'],
    [5, 'invalid user name', 'fbc793a8b3012753950057a02e375481'],
    [7, 'account disabled', '7e4bfcba0f7f9d36a055cf9f59f95cbc'],
    [0, 'activation email sent to subscriber', '6877d5d32700b8f7b3ca049c05e40d8c'],
    [100, 'email is missing', '02a9ebf38fb45c754d9abdc65d124ffb'],
    [102, 'the subscriber is already registered', '1fcd5210179dce91f3ba8e130ad967ce'],
    [103, 'has an invalid subscriptions group', 'b489c0203035d1a24f2b2604edb4c870'],
    [0, 'order status changed', '4ef8e143e36243439703a455b38e6963'],
    [200, 'nonexistent order', '223bcc7142c04490e5b1ff519e23f395'],
    [200, 'Nonexistent order', 'e95a8dcc9368519482412470b53d392f'],
    [201, 'wrong status', '2e6191bfea43260c17458793135fe92c'],
    [201, 'Wrong status', 'cdb28bb609794a8ebc38efcbe3add1f1'],
    [202, 'order not paid', 'a55ff14b4616741ef8909c1a2db8ab47'],
    [202, 'Order not paid', '8ba15a169cf34ff14a9e5b0cbb8765c4'],
    [203, 'order number is empty', 'ac7f04a31e4823fb5c38f55ba04974f3'],
    [0, 'order deleted', '1ab62aee8021c21fb303511a2bab6b42'],
    [302, 'nonexistent order', 'f3ddaa0edde532b8031847199bab2286'],
    [303, 'wrong status', 'af764d843c9c3f88878425db8d64d24c'],
    [400, 'order not found', 'a2741415089572385b85267fea5e6377'],
    [400, 'Order not found', '3a5d1220f8b862f9f979dd4794defc90'],
    [500, 'subscriber not found', '88b0be3de7aaac47c9f82a80668b010c'],
    [501, 'group not found', 'aee7d7744521f327f5a8a0a627006a0f'],
    [600, 'wrong email', '65fc48f288ad1f87eccec276b7f48f2d'],
    [601, 'order already exist. his number send in result array.', '1825ebbed6ef094beb81f120af6e48b1'],
    [602, 'error creating order', 'c1b5cfd5f50a70fd51f43958651e6ef2'],
    [603, 'missing products', 'a71b100e112b4c6c07cefd889b06f889'],
    [604, 'product not exist', 'bedd8451c0fa8b7543eeb8994132b2d1'],
    [604, 'product not exist: Товар/1', 'b7e42d424745d60a6fbd8d0eaaa4db32'],
    [605, 'not having any data for delivery products', 'adff65c4319696a443616570880de465'],
    [700, 'no products', '9a937e8764858d210333ab112d412a01'],
    [800, 'group subscribers is not found', '308fe146b9e9cfd4fef73f0175bfd46c'],
    [801, 'subscriber with such address is not found', 'c70ee3902bc5e0f7a1a36b5052e4b5f9'],
  ])('%i "%s" has the hash that the documentation implies', (code, text, hash) => {
    expect(answerHash(String(code), text, KEY)).toBe(hash);
  });

  it.each([
    ['invalid user name', '3716f64754c9af87ce667da050a30c9f'],
    ['Invalid user name', 'ca1d0e11a47db2f77cca68545d853090'],
  ])('5 "%s" may be signed with an empty key', (text, hash) => {
    expect(answerHash('5', text, '')).toBe(hash);
  });
});

describe('digests', () => {
  it('are made of UTF-8', () => {
    expect(md5Hex('Привет 😀')).toBe(createHash('md5').update(Buffer.from('Привет 😀')).digest('hex'));
  });

  it('are equal in either letter case, and different when a digit, the length or the alphabet differs', () => {
    const hash = 'ffe12101a35998cbb60b510662de528e';
    expect(sameHash(hash, hash)).toBe(true);
    expect(sameHash(hash, hash.toUpperCase())).toBe(true);
    expect(sameHash(hash, `${hash.slice(0, -1)}f`)).toBe(false);
    expect(sameHash(hash, hash.slice(1))).toBe(false);
    expect(sameHash(hash, '')).toBe(false);
    expect(sameHash(hash, 'я'.repeat(16))).toBe(false);
  });
});
