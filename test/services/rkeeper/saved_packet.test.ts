import { parseKopecks, parseThousandths } from '../../../src/core/money';
import { parseXml } from '../../../src/core/xml';
import type { DishLine, Packet } from '../../../src/services/rkeeper/commands';
import { parseOrder, type Order } from '../../../src/services/rkeeper/orders';
import {
  effectOf,
  EMPTY_ORDER,
  isOlder,
  packetSince,
  pictureOf,
} from '../../../src/services/rkeeper/saved_packet';

const SOUP: DishLine = {
  dish: { id: '1000017' },
  quantity: parseThousandths(2),
  price: undefined,
  seat: undefined,
  modifiers: [],
};
const SALAD: DishLine = { ...SOUP, dish: { id: '1000018' }, quantity: parseThousandths(1) };

const packet = (...dishes: readonly DishLine[]): Packet => ({
  station: { id: '15015' },
  dishes,
  discounts: [],
  prepayments: [],
});
const order = (lines: string, version = 1): Order =>
  parseOrder(parseXml(`<Order guid="{A}" version="${version}"><Session>${lines}</Session></Order>`));

/** A line of the order; the number names it. */
const soup = (number: number, pieces: number, more = '', inside = ''): string =>
  `<Dish id="1000017" code="17" line_guid="{0000000${number}}" price="11900" quantity="${pieces * 1000}" ${more}>${inside}</Dish>`;

interface Since {
  readonly others?: readonly string[];
  readonly maybe?: readonly string[];
}

/** What a look tells of a packet, at an order that held this before and that now. */
function look(
  wanted: Packet,
  before: string | undefined,
  now: string,
  { others = [], maybe = [] }: Since = {},
): string {
  const picture = before === undefined ? EMPTY_ORDER : pictureOf(order(before), wanted);
  return packetSince(order(now), wanted, { picture, others, maybe });
}

describe('two soups', () => {
  const wanted = packet(SOUP);

  it.each<[string, string, string, string]>([
    ['are there, on an empty order', '', soup(1, 2), 'all'],
    ['are there, beside others that were there before', soup(1, 2), soup(1, 2) + soup(2, 2), 'all'],
    ['are there, joined to the line of others', soup(1, 1), soup(1, 3), 'all'],
    ['are there, split into portions', '', soup(1, 1) + soup(2, 1), 'all'],
    ['are there, with a modifier that the till adds', '', soup(1, 2, '', '<Modi id="1" count="1"/>'), 'all'],
    ['are there, though a part was taken off again', '', soup(1, 1, 'srcQuantity="2000"'), 'all'],
    ['are there, though they were deleted again', '', soup(1, 2, 'state="7"'), 'all'],
    [
      'are there, in a line that joined another and tells its old quantity',
      soup(1, 1),
      soup(1, 3, 'srcQuantity="1000"'),
      'all',
    ],
    ['are there, beside tea', '', `${soup(1, 2)}<Dish id="1000022" quantity="1000"/>`, 'all'],
    ['are not there, on an empty order', '', '', 'none'],
    ['are not there, where two equal ones were before', soup(1, 2), soup(1, 2), 'none'],
    [
      'are not there, where tea was added',
      soup(1, 2),
      `${soup(1, 2)}<Dish id="1000022" quantity="1000"/>`,
      'none',
    ],
    ['cannot be told from one soup', '', soup(1, 1), 'unclear'],
    ['cannot be told from three', '', soup(1, 3), 'unclear'],
    ['cannot be told where a line came and another went', soup(1, 2), soup(2, 2), 'unclear'],
    ['cannot be told where some went', soup(1, 2), '', 'unclear'],
  ])('%s', (_, before, now, told) => {
    expect(look(wanted, before, now)).toBe(told);
  });

  it('are looked for from nothing on an order that the step itself has opened', () => {
    expect(look(wanted, undefined, soup(1, 2))).toBe('all');
    expect(look(wanted, undefined, '')).toBe('none');
  });

  it('cannot be told where the order was not known before', () => {
    const picture = pictureOf(undefined, wanted);
    expect(packetSince(order(soup(1, 2)), wanted, { picture, others: [], maybe: [] })).toBe('unclear');
  });

  it('are not taken for those of other steps', () => {
    const [same, one, two] = [
      effectOf(wanted),
      effectOf(packet({ ...SOUP, quantity: parseThousandths(1) })),
      effectOf(packet(SOUP, SALAD)),
    ];
    expect(look(wanted, '', soup(1, 2), { others: [same] })).toBe('none');
    expect(look(wanted, '', soup(1, 4), { others: [same] })).toBe('all');
    expect(look(wanted, '', soup(1, 3), { others: [one] })).toBe('all');
    expect(look(wanted, '', soup(1, 2), { maybe: [same] })).toBe('unclear');
    expect(look(wanted, '', soup(1, 4), { maybe: [same] })).toBe('all');
    expect(look(wanted, '', '', { maybe: [same] })).toBe('none');
    expect(look(wanted, '', soup(1, 2), { maybe: [one] })).toBe('all');
    expect(look(wanted, '', soup(1, 1), { maybe: [one] })).toBe('none');
    expect(look(packet(SOUP, SALAD), '', soup(1, 2), { maybe: [two] })).toBe('unclear');
  });

  it('cannot be told among so many doubts that nobody can go through them', () => {
    expect(look(wanted, '', soup(1, 2), { maybe: Array<string>(9).fill(effectOf(packet(SALAD))) })).toBe(
      'unclear',
    );
  });
});

describe('a dish', () => {
  it('with a modifier is there where a line holds at least that', () => {
    const cheese = (count: number): DishLine => ({
      ...SOUP,
      modifiers: [{ modifier: { code: '201' }, count }],
    });
    const line = soup(1, 2, '', '<Modi id="1000201" code="201" count="2"/><Modi id="1000200" code="200"/>');
    expect(look(packet(cheese(1)), '', line)).toBe('all');
    expect(look(packet(cheese(2)), '', line)).toBe('all');
    expect(look(packet(cheese(3)), '', line)).toBe('unclear');
    expect(look(packet(cheese(1)), '', soup(1, 2))).toBe('unclear');
  });

  it('with a price of its own is told from others by it', () => {
    const priced = packet({ ...SOUP, price: parseKopecks(100) });
    expect(look(priced, '', soup(1, 2))).toBe('none');
    expect(look(priced, '', `${soup(1, 2)}<Dish id="1000017" price="10000" quantity="2000"/>`)).toBe('all');
  });

  it.each<[string, DishLine['dish'], string, string]>([
    ['its code', { code: '17' }, soup(1, 2), 'all'],
    ['its code without zeros', { code: '017' }, soup(1, 2), 'all'],
    [
      'a GUID in another spelling',
      { guid: '{8F611272-83CD-43B3-8AFF-B58C47956083}' },
      '<Dish guid="8f611272-83cd-43b3-8aff-b58c47956083" quantity="2000"/>',
      'all',
    ],
    [
      'a GUID that the till does not tell',
      { guid: '{8F611272-83CD-43B3-8AFF-B58C47956083}' },
      soup(1, 2),
      'unclear',
    ],
    ['a code that the till does not tell', { code: '17' }, '<Dish id="1000017" quantity="2000"/>', 'unclear'],
  ])('is known by %s', (_, dish, now, told) => {
    expect(look(packet({ ...SOUP, dish }), '', now)).toBe(told);
  });
});

describe('a packet of several things', () => {
  const wanted: Packet = {
    ...packet(SOUP, SALAD),
    discounts: [{ discount: { id: '9' }, amount: undefined }],
    prepayments: [{ currency: { id: '1' }, amount: parseKopecks(100) }],
  };
  const salad = '<Dish id="1000018" quantity="1000"/>';
  const [discount, prepayment] = ['<Discount id="9"/>', '<Prepay id="1" amount="10000"/>'];

  it('is there where all of them are new', () => {
    expect(look(wanted, '', soup(1, 2) + salad + discount + prepayment)).toBe('all');
    expect(
      look(wanted, discount + prepayment, soup(1, 2) + salad + discount + discount + prepayment + prepayment),
    ).toBe('all');
    expect(
      look(
        wanted,
        '',
        `${soup(1, 2)}${salad}${discount}<Prepay id="1" amount="4000"/><Prepay id="1" amount="6000"/>`,
      ),
    ).toBe('all');
  });

  it('cannot be told where some of them are', () => {
    expect(look(wanted, '', soup(1, 2) + salad)).toBe('unclear');
    expect(look(wanted, '', soup(1, 2) + salad + discount + '<Prepay id="1" amount="9900"/>')).toBe(
      'unclear',
    );
    expect(look(wanted, discount, discount)).toBe('none');
  });
});

it('an answer is an old one where the order has not changed since the picture', () => {
  const picture = pictureOf(order('', 3), packet(SOUP));
  expect([2, 3, 4].map((version) => isOlder(order('', version), picture))).toEqual([true, true, false]);
  expect(isOlder(order(''), EMPTY_ORDER)).toBe(false);
});
