import { parseXml } from '../../../src/core/xml';
import { flag, paidReceipt, parseOrder, whole } from '../../../src/services/rkeeper/orders';

/** An Order element as the vendor's page shows it, with a receipt besides. */
const FULL =
  parseXml(`<Order visit="356255787" orderIdent="256" guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}" url="https://x" orderName="5.1"
    seqNumber="17" version="3" crc32="-77" openTime="2026-10-03T16:05:00" persistentComment="100500" locked="1" deleted="0" orderSum="11900"
    prepaySum="100" promisedSum="0" discountSum="-50" unpaidSum="11800" totalPieces="1500" cookMins="0" paid="0" purchase="0" finished="0">
  <Waiter id="1000018" code="5" name="Иванова Анна"><Role id="1" code="1" name="Официант"/></Waiter>
  <Station id="15015" code="1" name="Касса 1"/><Table id="1000101" code="5" name="5"/>
  <DeliveryBlock deliveryState="3" deliveryTime="2026-10-03T17:00:00" forwarderSendTime="2026-10-03T16:40:00" zoneName="Центр" isTakeOut="0"/>
  <Session uni="1" line_guid="{11111111-0000-0000-0000-000000000001}" state="3" sessionID="101" readyTime="2026-10-03T16:35:00">
    <Station id="15015" code="1" name="Касса 1"/>
    <Dish id="1000017" code="17" name="Борщ" uni="2" line_guid="{11111111-0000-0000-0000-000000000002}" state="3" price="11900" quantity="1500" amount="17850" seat="2">
      <Modi id="1000200" code="200" name="Без лука"/><Modi id="1000201" code="201" name="Двойной сыр" count="2" price="5000"/></Dish>
    <Dish id="1000018" code="18" name="Салат" line_guid="{11111111-0000-0000-0000-000000000003}" state="7" price="0" quantity="0" amount="0"/>
    <Discount id="9" code="9" name="Скидка" amount="-50"/><Prepay id="1" code="1" name="Рубли" amount="100"/>
  </Session>
  <Session uni="9"><PrintCheck line_guid="{AAAAAAAA-0000-0000-0000-000000000001}" CheckNum="1042" amount="60000" state="6" deleted="0" bill="0" printTime="2026-10-03T16:20:00"/></Session>
</Order>`);

describe('an order', () => {
  it('is read with its sums in kopecks and its quantities in thousandths', () => {
    expect(parseOrder(FULL)).toEqual({
      guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
      visit: '356255787',
      orderIdent: '256',
      name: '5.1',
      openTime: '2026-10-03T16:05:00',
      version: '3',
      orderSum: 11900,
      discountSum: -50,
      prepaySum: 100,
      unpaidSum: 11800,
      totalPieces: 1500,
      paid: false,
      finished: false,
      deleted: false,
      isReturn: false,
      persistentComment: '100500',
      nonPersistentComment: undefined,
      externalProperties: [],
      delivery: {
        state: '3',
        isTakeOut: false,
        zone: 'Центр',
        expectedTime: '2026-10-03T17:00:00',
        sentTime: '2026-10-03T16:40:00',
        deliveredTime: undefined,
      },
      table: { id: '1000101', code: '5', guid: undefined, name: '5' },
      waiter: { id: '1000018', code: '5', guid: undefined, name: 'Иванова Анна' },
      station: { id: '15015', code: '1', guid: undefined, name: 'Касса 1' },
      sessions: [
        {
          readyTime: '2026-10-03T16:35:00',
          dishes: [
            {
              id: '1000017',
              code: '17',
              guid: undefined,
              name: 'Борщ',
              lineGuid: '{11111111-0000-0000-0000-000000000002}',
              quantity: 1500,
              ordered: 1500,
              price: 11900,
              amount: 17850,
              seat: 2,
              deleted: false,
              sourceLine: undefined,
              modifiers: [
                { id: '1000200', code: '200', guid: undefined, name: 'Без лука', count: 1 },
                { id: '1000201', code: '201', guid: undefined, name: 'Двойной сыр', count: 2 },
              ],
              components: [],
            },
            expect.objectContaining({ id: '1000018', deleted: true, seat: 0 }),
          ],
          discounts: [{ id: '9', code: '9', guid: undefined, name: 'Скидка', amount: -50 }],
          prepayments: [{ id: '1', code: '1', guid: undefined, name: 'Рубли', amount: 100 }],
        },
        { readyTime: undefined, dishes: [], discounts: [], prepayments: [] },
      ],
      receipts: [
        {
          lineGuid: '{AAAAAAAA-0000-0000-0000-000000000001}',
          checkNumber: '1042',
          amount: 60000,
          deleted: false,
          bill: false,
          printTime: '2026-10-03T16:20:00',
          payments: [],
          fiscalId: undefined,
        },
      ],
    });
  });

  it('has no discounts, prepayments and payments that were removed again, though the till still lists them', () => {
    const [session] = parseOrder(
      parseXml(
        '<Order><Session><Discount id="9" state="7"/><Discount id="10" deleted="1"/><Discount id="11" state="0"/>' +
          '<Prepay id="1" amount="5" deleted="1"/></Session></Order>',
      ),
    ).sessions;
    expect(session).toMatchObject({ discounts: [{ id: '11' }], prepayments: [] });
  });

  it('may be told in part: sums that are absent are nothing', () => {
    expect(parseOrder(parseXml('<Order guid="{A}" visit="1" orderIdent="256"/>'))).toMatchObject({
      guid: '{A}',
      orderSum: 0,
      unpaidSum: 0,
      paid: false,
      table: undefined,
      sessions: [],
      receipts: [],
    });
  });
});

describe('the receipt that proves a payment', () => {
  const checks = (xml: string) => parseOrder(parseXml(`<Order>${xml}</Order>`)).receipts;

  it('is the last that is neither a pre-bill nor deleted', () => {
    const receipts = checks(
      '<PrintCheck CheckNum="1" state="6"/><PrintCheck CheckNum="2" state="6"/><PrintCheck CheckNum="3" state="7"/>' +
        '<PrintCheck CheckNum="4" state="6" deleted="1"/><PrintCheck CheckNum="5" state="4"/><PrintCheck CheckNum="6" bill="1"/>',
    );
    expect(paidReceipt(receipts)?.checkNumber).toBe('2');
    expect(paidReceipt(checks('<PrintCheck CheckNum="3" state="7"/>'))).toBeUndefined();
  });
});

describe('values of the wire', () => {
  const place = parseXml('<X a="12" b="1.5" c="" d="-7" e="1" f="True" g="0" h="false" i="yes"/>');

  it('are whole numbers, or stand for nothing', () => {
    expect(['a', 'b', 'c', 'd', 'absent'].map((name) => whole(place, name))).toEqual([12, 0, 0, -7, 0]);
    expect(whole(place, 'absent', 1)).toBe(1);
  });

  it('are true as 1 or as true', () => {
    expect(['e', 'f', 'g', 'h', 'i', 'absent'].map((name) => flag(place, name))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
