import { app } from '../support/definition';
import { Restaurant } from '../support/till';
import { runTrigger } from '../support/app';

/** The shape that clients saw (HTTP Order Notify). */
const SAVED = `<?xml version="1.0" encoding="utf-8"?><a name="Save Order" RestCode="199999993" DateTime="2026-10-03T16:05:03" Situation="3" seqnumber="57" guid="{9ECCB1B5-97EE-4B88-9840-8568F05586D0}" ShiftNum="4" ShiftDate="2026-10-03T00:00:00">
  <Order visit="356255787" orderIdent="256" orderSum="29800" totalPieces="1000" paid="0" finished="0"><Table id="1011163" code="007" name="5"/><Waiter id="1000634" code="77" name="Петров"/>
    <Session uni="101"><Dish id="1004496" code="2714" name="Уха" uni="4" quantity="1000" price="29800"/></Session></Order></a>`;

/** The vendor's sample of a server start, which has no order. */
const STARTED =
  '<a RestCode="199999993" DateTime="2020-01-14T15:38:23" Situation="1" seqnumber="1" guid="{9ECCB1B5-97EE-4B88-9840-8568F05586D1}" name="Started" ShiftNum="1" ShiftDate="2019-11-18T00:00:00"><Server id="15002"/><Item/></a>';

const deliver = async (
  { authData }: Restaurant,
  content: string,
  { inputData = {} }: { inputData?: object } = {},
): Promise<readonly unknown[]> =>
  (await runTrigger('rkeeper_order_event', 'perform', {
    authData: { ...authData },
    inputData: { ...inputData },
    rawRequest: { content },
    meta: { timezone: 'Europe/Moscow' } as never,
  })) as unknown[];

describe('an event that the till pushes', () => {
  it('is given in the shape of the sample, codes as they are', async () => {
    await using restaurant = await Restaurant.open();
    const [event] = await deliver(restaurant, SAVED);
    expect(Object.keys(event as object)).toEqual(
      Object.keys(app.triggers.rkeeper_order_event?.operation.sample ?? {}),
    );
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
    await using restaurant = await Restaurant.open();
    expect(await deliver(restaurant, STARTED)).toMatchObject([
      { situation: '1', order_sum: null, visit: null },
    ]);
  });

  it('can be limited to situations; others that exist pass through', async () => {
    await using restaurant = await Restaurant.open();
    const inputData = { situations: ['5'] };
    expect(await deliver(restaurant, SAVED, { inputData })).toEqual([]);
    const unknown = SAVED.replace('Situation="3"', 'Situation="9"');
    expect(await deliver(restaurant, unknown)).toMatchObject([
      { situation: '9', situation_label: 'Situation 9' },
    ]);
  });

  it.each([
    '',
    'hello',
    '<a',
    '<b Situation="3"/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a Situation="3">&x;</a>',
    SAVED.replace('199999993', '111111111'),
  ])('starts nothing when it is none of this till: %j', async (content) => {
    await using restaurant = await Restaurant.open();
    expect(await deliver(restaurant, content)).toEqual([]);
  });
});
