import type { Change } from '../../../proof/torture/moods';
import { retypedForm, retypedJson, retypedXml } from '../../../proof/torture/retyped';
import { CREDENTIALS } from '../../../proof/uses/credentials';
import { SHOP_USES } from '../../../proof/uses/justclick';
import { parseNotification } from '../../../src/services/justclick/notifications';

const another = (value: string | number | null): Change => ({ kind: 'another', value });
const at = (place: number, change: Change) =>
  ({ kind: 'retyped', at: place, change, signed: false }) as const;

describe('a JSON answer', () => {
  const answer = { code: 0, result: [{ id: '7' }, 'x'] };

  it('has one value that is another', () => {
    // In the order: code, id, its object, x, the list, all.
    const changed = [0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6].map((place) =>
      retypedJson(answer, at(place, another(null))),
    );
    expect(changed).toEqual([
      { code: null, result: [{ id: '7' }, 'x'] },
      { code: 0, result: [{ id: null }, 'x'] },
      { code: 0, result: [null, 'x'] },
      { code: 0, result: [{ id: '7' }, null] },
      { code: 0, result: null },
      null,
    ]);
  });

  it('lacks a value, or has it many times', () => {
    expect(retypedJson(answer, at(0, { kind: 'gone' }))).toEqual({ result: [{ id: '7' }, 'x'] });
    expect(retypedJson(answer, at(3 / 6, { kind: 'repeated', times: 3 }))).toEqual({
      code: 0,
      result: [{ id: '7' }, 'x', 'x', 'x'],
    });
  });
});

describe('an XML answer', () => {
  const answer = '<a b="1"><c>x</c></a>';
  const head = '<?xml version="1.0" encoding="utf-8"?>';

  it('has one attribute, text or element that is another', () => {
    // In the order: b, the text of a, the text of c, c, a.
    const changed = [0, 0.2, 0.4, 0.6, 0.8].map((place) =>
      retypedXml(answer, at(place, another('<"\u0000'))),
    );
    expect(changed).toEqual([
      `${head}<a b="&lt;&quot;\u0000"><c>x</c></a>`,
      `${head}<a b="1">&lt;&quot;\u0000<c>x</c></a>`,
      `${head}<a b="1"><c>&lt;&quot;\u0000</c></a>`,
      `${head}<a b="1"><c>&lt;&quot;\u0000</c></a>`,
      `${head}<a>&lt;&quot;\u0000</a>`,
    ]);
  });

  it('lacks a part, or has it twice, which no attribute may', () => {
    expect(retypedXml(answer, at(0.6, { kind: 'gone' }))).toBe(`${head}<a b="1"></a>`);
    expect(retypedXml(answer, at(0, { kind: 'repeated', times: 2 }))).toBe(
      `${head}<a b="1" b="1"><c>x</c></a>`,
    );
  });

  it('that is none stays as it is', () => {
    expect(retypedXml('%PDF-1.4', at(0, { kind: 'gone' }))).toBe('%PDF-1.4');
  });
});

describe.each(SHOP_USES.justclick_order_event ?? [])('a notification of a shop', ({ told = '' }) => {
  const readings = (signed: boolean) =>
    Array.from({ length: 40 }, (_, place) =>
      parseNotification(retypedForm(told, { ...at(place / 40, another('x')), signed }), {
        apiKey: CREDENTIALS.shopKey,
        baseUrl: 'https://username.expertam.ru',
      }),
    );

  it('is genuine with many a value changed, where the hash does not cover it or is made anew', () => {
    const genuine = (signed: boolean): number => readings(signed).filter((read) => 'order' in read).length;
    expect(genuine(false)).toBeGreaterThan(10);
    expect(genuine(true)).toBeGreaterThan(genuine(false));
    expect(readings(true).some((read) => 'order' in read && read.order.email === 'x')).toBe(true);
  });
});
