import { app } from '../support/definition';
import { Restaurant } from '../support/till';

/** The shape that clients saw (HTTP Order Notify). */
const SAVED = `<?xml version="1.0" encoding="utf-8"?><a name="Save Order" RestCode="199999993" DateTime="2026-10-03T16:05:03" Situation="3" seqnumber="57" guid="{9ECCB1B5-97EE-4B88-9840-8568F05586D0}" ShiftNum="4" ShiftDate="2026-10-03T00:00:00">
  <Order visit="356255787" orderIdent="256" orderSum="29800" totalPieces="1000" paid="0" finished="0"><Table id="1011163" code="007" name="5"/><Waiter id="1000634" code="77" name="Петров"/>
    <Session uni="101"><Dish id="1004496" code="2714" name="Уха" uni="4" quantity="1000" price="29800"/></Session></Order></a>`;

/** The vendor's sample of a server start, which has no order. */
const STARTED =
  '<a RestCode="199999993" DateTime="2020-01-14T15:38:23" Situation="1" seqnumber="1" guid="{9ECCB1B5-97EE-4B88-9840-8568F05586D1}" name="Started" ShiftNum="1" ShiftDate="2019-11-18T00:00:00"><Server id="15002"/><Item/></a>';

const KEY = 'rkeeper_order_event';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const deliver = (content: string, inputData = {}): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  restaurant.notify(KEY, content, inputData);

describe('an event that the till pushes', () => {
  it('is given in the shape of the sample, codes as they are', async () => {
    const [event] = await deliver(SAVED);
    expect(Object.keys(event as object)).toEqual(Object.keys(app.triggers[KEY]?.operation.sample ?? {}));
    expect(event).toMatchObject({
      id: '{9ECCB1B5-97EE-4B88-9840-8568F05586D0}',
      situation_label: 'Order is being changed',
      event_time: '2026-10-03T16:05:03+03:00',
      order_sum: 298,
      total_pieces: 1,
      table_code: '007',
    });
  });

  it('may have no order', async () => {
    expect(await deliver(STARTED)).toMatchObject([{ situation: '1', order_sum: null, visit: null }]);
  });

  it('can be limited to situations; others that exist pass through', async () => {
    const inputData = { situations: ['5'] };
    expect(await deliver(SAVED, inputData)).toEqual([]);
    const unknown = SAVED.replace('Situation="3"', 'Situation="9"');
    expect(await deliver(unknown)).toMatchObject([{ situation: '9', situation_label: 'Situation 9' }]);
  });

  it.each([
    '',
    'hello',
    '<a',
    '<b Situation="3"/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a Situation="3">&x;</a>',
    SAVED.replace('199999993', '111111111'),
  ])('starts nothing when it is none of this till: %j', async (content) => {
    expect(await deliver(content)).toEqual([]);
  });

  it('starts nothing by the code of another restaurant, though the connection names none: the till itself tells its own', async () => {
    const authData = { ...restaurant.authData, rest_code: '' };
    const forged = SAVED.replace('199999993', '111111111');
    expect(await restaurant.notify(KEY, forged, {}, authData)).toEqual([]);
    expect(await restaurant.notify(KEY, SAVED, {}, authData)).toHaveLength(1);
    expect(restaurant.till.journal.of('GetSystemInfo')).toHaveLength(1);
  });
});

describe('since anybody who knows the address can send one, an event', () => {
  it('starts its Zap with what the till says of the order, and with what the event says has changed', async () => {
    const { order_guid, visit, order_ident } = await restaurant.sold();
    const forged = `<Order visit="${String(visit)}" orderIdent="${String(order_ident)}" orderSum="99000000" paid="0"/>
      <ChangeLog><Dish id="1000017" code="17" uni="4" oldvalue="0" newvalue="2000" new="1"/></ChangeLog>`;
    const [event] = await deliver(SAVED.replace(/<Order .*<\/Order>/s, forged));
    expect(event).toMatchObject({
      confirmed: true,
      order_guid,
      order_sum: 238,
      paid: true,
      is_return: false,
      receipt_number: '1042',
      dishes: [{ name: 'Борщ с говядиной', quantity: 2 }],
      changes: [{ dish_id: '1000017', code: '17', quantity_before: 0, quantity: 2 }],
    });
    expect(restaurant.sent('GetOrder')).toEqual([
      `<RK7CMD CMD="GetOrder"><Order visit="${String(visit)}" orderIdent="${String(order_ident)}"/></RK7CMD>`,
    ]);
  });

  it.each([
    ['of an order that the till does not know', undefined],
    ['while the till cannot be asked', { kind: 'lost request' }],
  ] as const)('is not confirmed: %s', async (_when, fault) => {
    if (fault) restaurant.till.faults.add(fault, { times: 9 });
    expect(await deliver(SAVED)).toMatchObject([
      { confirmed: false, order_sum: 298, dishes: [{ quantity: 1 }] },
    ]);
  });

  it('that is made up under the GUID of a real one does not keep that from starting the Zap', async () => {
    expect(await deliver(SAVED.replace('298', '299'))).toHaveLength(1);
    expect(await deliver(SAVED)).toHaveLength(1);
    expect(await deliver(SAVED)).toEqual([]);
  });

  it('without GUID, time and number is told from others like it', async () => {
    const bare = (order: string): string =>
      `<a RestCode="199999993" Situation="3"><Order visit="${order}"/></a>`;
    const [first, second] = [await deliver(bare('1')), await deliver(bare('2'))];
    expect([first, second]).toMatchObject([[{ visit: '1' }], [{ visit: '2' }]]);
    expect(first[0]?.id).not.toBe(second[0]?.id);
    const numbered = '<a RestCode="199999993" DateTime="2026-10-03T16:05:03" seqnumber="5" Situation="1"/>';
    expect(await deliver(numbered)).toMatchObject([{ id: '199999993-2026-10-03T16:05:03-5' }]);
  });
});
