import { edition } from '../../src/language/edition';
import { say } from '../../src/language/language';

describe('a sentence', () => {
  it('is told in English, with what stands in its holes', () => {
    expect(say`Order ${{ number: 5 }} of ${{ name: 'Иванов' }} is closed.`).toBe(
      'Order 5 of Иванов is closed.',
    );
  });

  it('leaves what stands in a hole as it is, braces and dollars too', () => {
    expect(say`It says "${{ words: '{number} $& $1' }}".`).toBe('It says "{number} $& $1".');
  });
});

describe('another edition of a definition', () => {
  const loud = (text: string): string => text.toUpperCase();

  it('exchanges what people read, and nothing that Zaps are built on', () => {
    const step = {
      key: 'shop_pay',
      noun: 'payment',
      display: { label: 'pay', description: 'pays.' },
      operation: {
        inputFields: [
          { key: 'how', label: 'how', helpText: 'how.', default: 'cash', choices: { cash: 'in cash' } },
          { key: 'whom', choices: [{ value: 'me', sample: 'me', label: 'myself' }] },
          { key: 'dishes', label: 'dishes', children: [{ key: 'name', label: 'name' }] },
        ],
        sample: { label: 'as it is', description: 'as it is' },
      },
    };
    expect(edition(step, loud)).toEqual({
      key: 'shop_pay',
      noun: 'PAYMENT',
      display: { label: 'PAY', description: 'PAYS.' },
      operation: {
        inputFields: [
          { key: 'how', label: 'HOW', helpText: 'HOW.', default: 'cash', choices: { cash: 'IN CASH' } },
          { key: 'whom', choices: [{ value: 'me', sample: 'me', label: 'MYSELF' }] },
          { key: 'dishes', label: 'DISHES', children: [{ key: 'name', label: 'NAME' }] },
        ],
        sample: { label: 'as it is', description: 'as it is' },
      },
    });
  });

  it('reaches fields that are made on demand, and leaves alone what drop-downs load: a dish may be called Delivery', async () => {
    const { inputFields } = edition(
      {
        inputFields: [
          (_z: unknown, { shown }: { readonly shown: string }) => [{ key: 'more', label: shown }],
          {
            key: 'dish',
            choices: { perform: () => Promise.resolve({ results: [{ id: '1', label: 'tea' }] }) },
          },
        ] as const,
      },
      loud,
    );
    await expect(Promise.resolve(inputFields[0](undefined, { shown: 'more of it' }))).resolves.toEqual([
      { key: 'more', label: 'MORE OF IT' },
    ]);
    expect(await inputFields[1].choices.perform()).toEqual({ results: [{ id: '1', label: 'tea' }] });
  });
});
