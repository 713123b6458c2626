import { parseXml } from '../../../src/core/xml';
import { orderOutput, orderSums, receiptOutput } from '../../../src/services/rkeeper/order_output';
import { parseOrder, parseReceipt } from '../../../src/services/rkeeper/orders';

const output = (xml: string, timeZone = 'Europe/Moscow') => orderOutput(parseOrder(parseXml(xml)), timeZone);

describe('an order as a user reads it', () => {
  it('has money in roubles and quantities in pieces, without a trace of floating point', () => {
    const xml =
      '<Order guid="{A}" orderSum="12345678901" discountSum="-110" unpaidSum="3" totalPieces="1001"/>';
    expect(orderSums(parseOrder(parseXml(xml)), 'UTC')).toMatchObject({
      order_sum: 123456789.01,
      discount_sum: -1.1,
      unpaid_sum: 0.03,
      total_pieces: 1.001,
    });
  });

  it.each([
    ['2026-10-03T16:05:00', 'Europe/Moscow', '2026-10-03T16:05:00+03:00'],
    ['2026-10-03T16:05:00', 'Asia/Vladivostok', '2026-10-03T16:05:00+10:00'],
    ['2026-10-03T16:05:00', 'UTC', '2026-10-03T16:05:00Z'],
    ['soon', 'UTC', null],
  ])('was opened at the till’s own time in the Zap’s zone: %s in %s', (time, zone, read) => {
    expect(output(`<Order guid="{A}" openTime="${time}"/>`, zone).open_time).toBe(read);
  });

  it('leaves out dishes that were deleted, and names modifiers with their counts', () => {
    const { dishes } = output(
      '<Order><Session><Dish id="1" name="Борщ" quantity="350" price="10000" amount="3500"><Modi name="Лук"/><Modi count="2"/></Dish>' +
        '<Dish id="2" state="7"/></Session><Session><Dish id="3"/></Session></Order>',
    );
    expect(dishes.map(({ dish_id }) => dish_id)).toEqual(['1', '3']);
    expect(dishes[0]).toEqual({
      name: 'Борщ',
      dish_id: '1',
      code: null,
      quantity: 0.35,
      price: 100,
      amount: 35,
      seat: 0,
      modifiers: 'Лук ×1, ? ×2',
      line_guid: null,
    });
  });
});

describe('a receipt as a user reads it', () => {
  it('is told whole, or not at all', () => {
    const check = parseXml(
      '<PrintCheck line_guid="{R}" CheckNum="1042" amount="60001" printTime="2026-10-03T16:20:00"/>',
    );
    expect(receiptOutput(parseReceipt(check), 'Europe/Moscow')).toEqual({
      receipt_guid: '{R}',
      receipt_number: '1042',
      amount: 600.01,
      print_time: '2026-10-03T16:20:00+03:00',
    });
    expect(receiptOutput(undefined, 'UTC')).toEqual({
      receipt_guid: null,
      receipt_number: null,
      amount: null,
      print_time: null,
    });
  });
});
