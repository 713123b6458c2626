import { Form, type Field } from '../../src/core/form';
import { faultsOf, problemOf } from '../support/problem';

const FIELD: Field = { key: 'field', label: 'The Field' };

const formWith = (value: unknown, timeZone?: string): Form => new Form({ field: value }, timeZone);

/** What a form says after reading a value in a certain way. */
async function faults(value: unknown, read: (form: Form) => unknown): Promise<string[]> {
  const form = formWith(value);
  read(form);
  return faultsOf(
    await problemOf(() => {
      form.check();
    }),
  );
}

const EMPTY: readonly unknown[] = [
  undefined,
  null,
  '',
  '  \n',
  [],
  [null, ''],
  [[]],
  [[{}, { a: ' ' }]],
  { a: null },
];

describe('an empty field', () => {
  it.each(EMPTY)('reads as nothing, without a fault: %j', (value) => {
    const form = formWith(value);
    expect(form.has(FIELD)).toBe(false);
    expect(form.text(FIELD)).toBeUndefined();
    expect(form.wholeText(FIELD)).toBeUndefined();
    expect(form.flag(FIELD)).toBeUndefined();
    expect(form.integer(FIELD)).toBeUndefined();
    expect(form.money(FIELD)).toBeUndefined();
    expect(form.percent(FIELD, 100)).toBeUndefined();
    expect(form.quantity(FIELD)).toBeUndefined();
    expect(form.moment(FIELD)).toBeUndefined();
    expect(form.link(FIELD)).toBeUndefined();
    expect(form.choice(FIELD, { a: 'A' })).toBeUndefined();
    expect(form.list(FIELD)).toEqual([]);
    expect(form.choices(FIELD, { a: 'A' })).toEqual([]);
    expect(() => {
      form.check();
    }).not.toThrow();
  });

  it.each(EMPTY)('is a fault where it is required: %j', async (value) => {
    expect(await faults(value, (form) => form.requiredText(FIELD))).toEqual(['The Field is required.']);
    expect(await faults(value, (form) => form.requiredMatching(FIELD, /x/, 'must be x'))).toEqual([
      'The Field is required.',
    ]);
    expect(
      await faults(value, (form) => {
        form.require(FIELD);
      }),
    ).toEqual(['The Field is required.']);
  });

  it.each([false, 0, 'false', '0'])('is not the same as %j', (value) => {
    expect(formWith(value).has(FIELD)).toBe(true);
    expect(formWith(value).requiredText(FIELD)).toBe(String(value));
  });
});

describe('a field with a single value', () => {
  it.each([['a', 'b'], ['a'], [{ a: '' }, { a: 1 }], { a: 1 }, () => 'a'].map((value) => [value] as const))(
    'refuses lists and other structures, however it is read',
    async (value) => {
      const sentence = ['The Field must be a single value, not a list.'];
      expect(await faults(value, (form) => form.text(FIELD))).toEqual(sentence);
      expect(await faults(value, (form) => form.wholeText(FIELD))).toEqual(sentence);
      expect(await faults(value, (form) => form.requiredText(FIELD))).toEqual(sentence);
      expect(await faults(value, (form) => form.flag(FIELD))).toEqual(sentence);
      expect(await faults(value, (form) => form.integer(FIELD))).toEqual(sentence);
      expect(await faults(value, (form) => form.money(FIELD))).toEqual(sentence);
      expect(await faults(value, (form) => form.moment(FIELD))).toEqual(sentence);
      expect(await faults(value, (form) => form.choice(FIELD, { a: 'A' }))).toEqual(sentence);
    },
  );

  it('takes numbers and booleans as the texts they would be', () => {
    expect(formWith(100000).text(FIELD)).toBe('100000');
    expect(formWith(true).text(FIELD)).toBe('true');
  });

  it('loses the spaces around a line, and none of a whole text', () => {
    expect(formWith('  a  b \n').text(FIELD)).toBe('a  b');
    expect(formWith('  a  b \n').wholeText(FIELD)).toBe('  a  b \n');
  });
});

describe('a character that no service takes', () => {
  const faultOf = (name: string): string =>
    `The Field holds the invisible character ${name}, which cannot be sent. Remove it.`;

  it.each([
    ['bell \u0007', 'U+0007'],
    ['half of an emoji \ud83c', 'U+D83C'],
    ['\ufffe', 'U+FFFE'],
  ])('is a fault wherever it stands: %j', async (text, name) => {
    expect(await faults(text, (form) => form.text(FIELD))).toEqual([faultOf(name)]);
    expect(await faults(text, (form) => form.wholeText(FIELD))).toEqual([faultOf(name)]);
    expect(await faults(['a', text], (form) => form.list(FIELD))).toEqual([faultOf(name)]);
    expect(await faults({ name: text }, (form) => form.pairs(FIELD))).toEqual([faultOf(name)]);
    expect(await faults({ [text]: 'value' }, (form) => form.pairs(FIELD))).toEqual([faultOf(name)]);
  });

  it('is read by nobody, where a form is not checked', () => {
    expect(formWith('\u0007').text(FIELD)).toBeUndefined();
    expect(formWith(['a', '\u0007']).list(FIELD)).toEqual(['a']);
    expect(formWith({ a: '\u0007' }).pairs(FIELD)).toEqual([]);
  });

  it('is no line end, no tab and no emoji', () => {
    const text = ' <&>"\' ]]> {{bundle.inputData.x}}\r\n\tЁ 🍋 ';
    expect(formWith(text).wholeText(FIELD)).toBe(text);
  });
});

describe('a text of a given form', () => {
  it('is returned when it fits', () => {
    expect(formWith(' 42 ').matching(FIELD, /^\d+$/, 'must be digits')).toBe('42');
  });

  it('is quoted in the fault when it does not, but not without end', async () => {
    expect(await faults('4x', (form) => form.matching(FIELD, /^\d+$/, 'must be digits'))).toEqual([
      'The Field must be digits, not "4x".',
    ]);
    expect(await faults('x'.repeat(61), (form) => form.matching(FIELD, /^\d+$/, 'must be digits'))).toEqual([
      `The Field must be digits, not "${'x'.repeat(60)}…".`,
    ]);
  });

  it('reads as a stand-in when it is required and does not fit', () => {
    expect(formWith('4x').requiredMatching(FIELD, /^\d+$/, 'must be digits')).toBe('');
  });
});

describe('a choice', () => {
  const STATES = { sent: 'Sent by post (отправлен)', paid: 'Money came (оплачен)' };

  it.each([' Paid ', 'paid', 'Money came (оплачен)', 'money came', 'Оплачен'])(
    'is found by its value and by what people read: %j',
    (text) => {
      expect(formWith(text).choice(FIELD, STATES)).toBe('paid');
    },
  );

  it('must be one of those there are', async () => {
    expect(await faults('lost', (form) => form.choice(FIELD, STATES))).toEqual([
      'The Field must be one of "Sent by post (отправлен)", "Money came (оплачен)", not "lost".',
    ]);
  });
});

describe('several of some values', () => {
  const STATES = { sent: 'Sent by post (отправлен)', paid: 'Money came (оплачен)' };

  it('are named as one is, each once', () => {
    expect(formWith(['Оплачен', 'sent', 'paid']).choices(FIELD, STATES)).toEqual(['paid', 'sent']);
    expect(formWith('money came, sent').choices(FIELD, STATES)).toEqual(['paid', 'sent']);
  });

  it('must be among those there are, of which the first fifteen are named', async () => {
    const days = Array.from({ length: 16 }, (_, index) => `day ${index + 1}`);
    const named = days.slice(0, 15).map((day) => `"${day}"`);
    const choices = Object.fromEntries(days.map((day) => [day, day]));
    expect(await faults(['day 1', 'day 17'], (form) => form.choices(FIELD, choices))).toEqual([
      `The Field must be one of ${named.join(', ')}, …, not "day 17".`,
    ]);
  });
});

describe('a flag', () => {
  it.each([true, 1, '1', 'true', 'TRUE', 'yes', 'Y', 'on', 'Да', 'Yes (да)'])('is set by %j', (value) => {
    expect(formWith(value).flag(FIELD)).toBe(true);
  });

  it.each([false, 0, '0', 'false', 'False', 'no', 'n', 'off', 'НЕТ', 'No (нет)'])(
    'is not set by %j',
    (value) => {
      expect(formWith(value).flag(FIELD)).toBe(false);
    },
  );

  it('is nothing else', async () => {
    expect(await faults('perhaps', (form) => form.flag(FIELD))).toEqual([
      'The Field must be yes or no, not "perhaps".',
    ]);
  });
});

describe('a whole number', () => {
  it.each<[unknown, number]>([
    ['0', 0],
    ['007', 7],
    [15, 15],
    ['15.0', 15],
    ['15,00', 15],
    ['999999999999999', 999999999999999],
  ])('is read from %j', (value, number) => {
    expect(formWith(value).integer(FIELD)).toBe(number);
  });

  it.each(['1.5', '-1', '+1', '1 000', '1e3', '0x1', 'one', '1'.repeat(16)])('is not %j', async (value) => {
    expect(await faults(value, (form) => form.integer(FIELD))).toEqual([
      `The Field must be a whole number, not "${value}".`,
    ]);
  });

  it('may have a greatest value', async () => {
    expect(formWith('9').integer(FIELD, 1, 9)).toBe(9);
    expect(await faults('10', (form) => form.integer(FIELD, 1, 9))).toEqual(['The Field must be at most 9.']);
  });

  it('may have a least value', async () => {
    expect(formWith('1').integer(FIELD, 1)).toBe(1);
    expect(await faults('0', (form) => form.integer(FIELD, 1))).toEqual(['The Field must be at least 1.']);
  });
});

describe('an amount', () => {
  it.each(['4590', '4 590 ₽', '4590₽', '4590 руб.', '4590 рублей', '4590 р.', '4590|RUB', '4590 rub'])(
    'may name roubles: %s',
    (text) => {
      expect(formWith(text).money(FIELD)).toBe(459000);
      expect(formWith(text).payment(FIELD)).toBe(459000);
    },
  );

  it.each(['4590 $', '4590|USD', '4590 тыс. руб.'])(
    'is not guessed from another currency or unit: %s',
    async (text) => {
      const faulty = /₽|руб/.test(text) ? '4590 тыс.' : text;
      expect(await faults(text, (form) => form.money(FIELD))).toEqual([
        `The Field must be a number like 1250.50, not "${faulty}".`,
      ]);
    },
  );

  it('of money is in kopecks and not negative', async () => {
    expect(formWith('1 250,50').money(FIELD)).toBe(125050);
    expect(formWith(0).money(FIELD)).toBe(0);
    expect(await faults('-1', (form) => form.money(FIELD))).toEqual(['The Field must not be negative.']);
    expect(await faults('1,250', (form) => form.money(FIELD))).toEqual([
      'The Field can be read in two ways, as 1250 and as 1.25: write one of them instead of "1,250".',
    ]);
  });

  it('of money is none that nobody has', async () => {
    expect(formWith('9999999999.99').money(FIELD)).toBe(999_999_999_999);
    const sentence = 'The Field must be less than 10000000000.';
    expect(await faults('10000000000', (form) => form.money(FIELD))).toEqual([sentence]);
    expect(await faults('10000000000', (form) => form.payment(FIELD))).toEqual([sentence]);
  });

  it('in per cent has its limits', async () => {
    expect(formWith('12,5').percent(FIELD, 100)).toBe('12.50');
    expect(formWith('100').percent(FIELD, 100)).toBe('100.00');
    expect(await faults('100.01', (form) => form.percent(FIELD, 100))).toEqual([
      'The Field must not be more than 100 %.',
    ]);
    expect(await faults('-1', (form) => form.percent(FIELD, 100))).toEqual([
      'The Field must not be negative.',
    ]);
    expect(formWith('5 %').percent(FIELD, 100)).toBe('5.00');
  });

  it('to be paid is more than nothing', async () => {
    expect(formWith('0,01').payment(FIELD)).toBe(1);
    expect(formWith('1250.50').payment(FIELD)).toBe(125050);
    expect(await faults('0', (form) => form.payment(FIELD))).toEqual(['The Field must be more than 0.']);
    expect(await faults('-5', (form) => form.payment(FIELD))).toEqual(['The Field must be more than 0.']);
  });

  it('of things is more than nothing, in thousandths', async () => {
    expect(formWith('1,250').quantity(FIELD)).toBe(1250);
    expect(await faults('0', (form) => form.quantity(FIELD))).toEqual(['The Field must be more than 0.']);
    expect(await faults('-1', (form) => form.quantity(FIELD))).toEqual(['The Field must be more than 0.']);
  });
});

describe('a moment', () => {
  it("is read in the Zap's zone", () => {
    expect(formWith('2013-03-03', 'Europe/Moscow').moment(FIELD)).toBe(1362254400);
    expect(formWith('2013-03-03').moment(FIELD)).toBe(1362268800);
  });

  it('that is none is a fault', async () => {
    expect(await faults('2026-02-31', (form) => form.moment(FIELD))).toEqual([
      'The Field must be a date of the calendar, not "2026-02-31".',
    ]);
  });

  it('in a zone that does not exist is a fault and not a crash', async () => {
    const form = formWith('2026-02-01', 'Mars/Olympus');
    expect(form.moment(FIELD)).toBeUndefined();
    expect(
      faultsOf(
        await problemOf(() => {
          form.check();
        }),
      ),
    ).toHaveLength(1);
  });
});

describe('a moment on the clocks of the Zap', () => {
  it('keeps a time without a zone, and turns one with a zone into the Zap’s', () => {
    expect(formWith('2024-03-24 10:20', 'Europe/Moscow').localTime(FIELD)).toBe('2024-03-24 10:20:00');
    expect(formWith('2024-03-23T22:00:00Z', 'Europe/Moscow').localTime(FIELD)).toBe('2024-03-24 01:00:00');
    expect(formWith('2024-03-24', 'America/New_York').localTime(FIELD)).toBe('2024-03-24 00:00:00');
    expect(formWith(' ').localTime(FIELD)).toBeUndefined();
  });

  it('is refused like any other moment', async () => {
    expect(await faults('some day', (form) => form.localTime(FIELD))).toEqual([
      'The Field must be a date like 31.03.2026, 31.03.2026 18:30 or 2026-03-31T18:30:00+03:00, not "some day".',
    ]);
  });
});

describe('a link', () => {
  it.each([
    'https://example.com',
    'http://example.com/a?b=c#d',
    'HTTPS://EXAMPLE.COM',
    'https://пример.рф/оплата?заказ=1',
    'https://example.com:8443/{$download}',
  ])('is kept as it was typed: %s', (link) => {
    expect(formWith(` ${link} `).link(FIELD)).toBe(link);
  });

  it.each([
    'example.com',
    'ftp://example.com',
    'https://',
    'https:///path',
    'https://a b',
    'javascript:alert(1)',
  ])('is not %j', async (text) => {
    expect(await faults(text, (form) => form.link(FIELD))).toEqual([
      `The Field must be a web address that starts with https://, not "${text}".`,
    ]);
  });
});

describe('a list', () => {
  it.each<[unknown, string[]]>([
    ['a, b,,c ', ['a', 'b', 'c']],
    [
      ['a', ' b ', '', null, 'c,d'],
      ['a', 'b', 'c', 'd'],
    ],
    [
      [1, true],
      ['1', 'true'],
    ],
    [7, ['7']],
  ])('is read from %j', (value, items) => {
    const form = formWith(value);
    expect(form.list(FIELD)).toEqual(items);
    expect(() => {
      form.check();
    }).not.toThrow();
  });

  it.each([{ a: 1 }, [['a']], ['a', { b: 1 }]].map((value) => [value] as const))(
    'holds no structures: %j',
    async (value) => {
      expect(await faults(value, (form) => form.list(FIELD))).toEqual([
        'The Field must be a list of plain values.',
      ]);
    },
  );
});

describe('a list that is filled in', () => {
  it('names something', async () => {
    for (const value of [' , ', [',', ' ', null]])
      expect(await faults(value, (form) => form.list(FIELD))).toEqual([
        'The Field must name at least one value.',
      ]);
  });
});

describe('rows', () => {
  const NAME = { key: 'name', label: 'Name' };
  const PRICE = { key: 'price', label: 'Price' };

  it('are read without the empty ones', () => {
    const form = formWith([{ name: 'Soup' }, {}, { name: '', price: null }, null, { name: 'Tea' }]);
    expect(form.rows(FIELD, 'Dish').map((row) => row.text(NAME))).toEqual(['Soup', 'Tea']);
    expect(formWith({ name: 'Soup' }).rows(FIELD, 'Dish')).toHaveLength(1);
    expect(formWith(undefined).rows(FIELD, 'Dish')).toEqual([]);
  });

  it('say which of them is at fault, counted as the user sees them, together with the rest of the form', async () => {
    const sentences = await faults([{ name: 'Soup', price: 'much' }, {}, { price: '1' }], (form) => {
      for (const row of form.rows(FIELD, 'Dish')) {
        row.requiredText(NAME);
        row.money(PRICE);
      }
      form.requiredText(PRICE);
    });
    expect(sentences).toEqual([
      'Dish 1: Price must be a number like 1250.50, not "much".',
      'Dish 3: Name is required.',
      'Price is required.',
    ]);
  });

  it('read dates in the zone of the form', () => {
    const [row] = formWith([{ date: '2013-03-03' }], 'Europe/Moscow').rows(FIELD, 'Dish');
    expect(row?.moment({ key: 'date', label: 'Date' })).toBe(1362254400);
  });

  it.each(['Soup', 7, ['Soup'], [{ name: 'Soup' }, 'Tea']])('are not %j', async (value) => {
    expect(await faults(value, (form) => form.rows(FIELD, 'Dish'))).toEqual([
      'The Field must be rows of fields.',
    ]);
  });
});

describe('pairs', () => {
  it('are names with their values, those without a value left out', () => {
    expect(formWith({ ' a ': 'x ', b: 7, c: '', d: false }).pairs(FIELD)).toEqual([
      ['a', 'x '],
      ['b', '7'],
      ['d', 'false'],
    ]);
    expect(formWith({}).pairs(FIELD)).toEqual([]);
    expect(formWith('').pairs(FIELD)).toEqual([]);
  });

  it.each(['a=b', ['a'], { a: ['x'] }, { a: { b: 1 } }].map((value) => [value] as const))(
    'are not %j',
    async (value) => {
      expect(await faults(value, (form) => form.pairs(FIELD))).toEqual([
        'The Field must be names with one value each.',
      ]);
    },
  );
});

describe('checking', () => {
  const SUM = { key: 'sum', label: 'Sum' };
  const DAY = { key: 'day', label: 'Day' };
  const NAME = { key: 'name', label: 'Name' };

  it('tells all faults at once, each only once', async () => {
    const form = new Form({ sum: 'much', day: 'soon' });
    form.money(SUM);
    form.money(SUM);
    form.moment(DAY);
    form.requiredText(NAME);
    form.fault('Sum and Day contradict each other.');
    expect(
      faultsOf(
        await problemOf(() => {
          form.check();
        }),
      ),
    ).toEqual([
      'Sum must be a number like 1250.50, not "much".',
      'Day must be a date like 31.03.2026, 31.03.2026 18:30 or 2026-03-31T18:30:00+03:00, not "soon".',
      'Name is required.',
      'Sum and Day contradict each other.',
    ]);
  });

  it('says where the faults are to be mended', async () => {
    const form = new Form({});
    form.requiredText(NAME);
    expect(
      (
        await problemOf(() => {
          form.check();
        })
      ).kind,
    ).toBe('input');
    expect(
      (
        await problemOf(() => {
          form.check('connection');
        })
      ).kind,
    ).toBe('connection');
    expect((await problemOf(() => form.refuse())).kind).toBe('input');
  });

  it('takes the refusal of a form without faults for the bug that it is', () => {
    expect(() => new Form({}).refuse()).toThrow('A form without faults was refused.');
  });
});
