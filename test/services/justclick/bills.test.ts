import { parseBills } from '../../../src/services/justclick/bills';

it('the bills of a buyer come as a map of maps, and are read with the newest first', () => {
  expect(
    parseBills({
      '99': { '12549': { good_name: 'payment', good_title: 'Payment for training' } },
      '258367': { '1': { good_name: 'a' }, '2': { good_name: '' }, '3': { good_name: 'b' } },
      '1000': [],
    }),
  ).toEqual([
    { billId: '258367', goodNames: ['a', 'b'] },
    { billId: '1000', goodNames: [] },
    { billId: '99', goodNames: ['payment'] },
  ]);
});

it.each([undefined, null, [], {}, '', 5])('there are no bills in %j', (result) => {
  expect(parseBills(result)).toEqual([]);
});
