import { HOOK_CONTENTS } from '../../../proof/torture/hook_contents';
import { CREDENTIALS } from '../../../proof/torture/doubles';
import { retypedForm } from '../../../proof/torture/retyped_form';
import type { Retyping } from '../../../proof/torture/mood';
import { parseNotification } from '../../../src/services/justclick/notifications';

const gone = (at: number, signed: boolean): Retyping => ({
  kind: 'retyped',
  at,
  change: { kind: 'another', value: 'x' },
  signed,
});

describe.each(HOOK_CONTENTS.justclick_order_event ?? [])('a notification of a shop: %s', (body) => {
  const readings = (signed: boolean) =>
    Array.from({ length: 40 }, (_, at) =>
      parseNotification(retypedForm(body, gone(at / 40, signed)), {
        apiKey: CREDENTIALS.shopKey,
        baseUrl: 'https://username.expertam.ru',
      }),
    );

  it('is genuine with many a value changed, where the hash does not cover it or is made anew', () => {
    const genuine = (signed: boolean): number => readings(signed).filter((read) => 'order' in read).length;
    expect(genuine(false)).toBeGreaterThan(10);
    expect(genuine(true)).toBeGreaterThan(genuine(false));
  });

  it('tells the other value', () => {
    expect(readings(true).some((read) => 'order' in read && read.order.email === 'x')).toBe(true);
  });
});
