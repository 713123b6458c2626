import { errorOf } from '../support/zapier_error';
import { COURIER } from './mistakes/courier';
import type { Account } from './mistakes/mistake';
import { SHOP } from './mistakes/shop';
import { TILL } from './mistakes/till';

describe.each([SHOP, TILL, COURIER])('what people type at the $platform', ({ open, mistakes }) => {
  let account: Account;
  beforeAll(async () => {
    account = await open();
  });
  afterAll(() => account[Symbol.asyncDispose]());

  it.each(mistakes)(
    'is refused before anything is changed, with the words to mend it: $step $typed',
    async ({ step, typed, message }) => {
      expect((await errorOf(account.run(step, typed))).message).toBe(message);
      expect(account.written()).toEqual([]);
    },
  );
});
