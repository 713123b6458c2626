import { unlessProblem } from '../core/errors';
import { lines, number, output, primary, text, yesNo } from '../core/output';
import { Vault } from '../core/vault';
import type { TillClient } from '../services/rkeeper/client';
import { parseTillEvent, type DishChange, type TillEvent } from '../services/rkeeper/notify';
import { dishesOf, paidReceipt } from '../services/rkeeper/orders';
import { pieces, roubles, tillTime, type Told } from '../steps/rkeeper/columns';
import { ORDERED_DISH } from '../steps/rkeeper/dishes';
import { severalOf } from '../steps/rkeeper/kinds';
import { tillConnection, tillOf } from '../steps/rkeeper/till';
import { unlessSeenBefore } from '../steps/seen_before';
import { fields } from '../zapier/fields';
import { hook } from '../zapier/step';

/** Situations of HTTP Order Notify whose meaning is documented; the till sends others too. */
const SITUATIONS = new Map([
  ['1', 'Server or station started'],
  ['3', 'Order is being changed'],
  ['4', 'Order was calculated'],
  ['5', 'Receipt is being closed'],
]);

const FORM = fields({
  situations: {
    label: 'Events',
    kind: severalOf(SITUATIONS),
    help: 'Start only for these events. Leave it empty for all that the till sends.',
  },
});

const CHANGE = output<DishChange>()({
  dish_id: text('ID', '1000017', ({ id }) => id),
  code: text('Code', '17', ({ code }) => code),
  name: text('Name', 'Борщ с говядиной', ({ name }) => name),
  quantity_before: number('Quantity Before', 0, ({ before }) => pieces(before)),
  quantity: number('Quantity', 1, ({ after }) => pieces(after)),
});

/** An event with what the till itself says of its order, where it could be asked. */
type Checked = TillEvent & { readonly confirmed: boolean };

const EVENT = output<Told<Checked>>()({
  id: primary(text('Event GUID', '{9ECCB1B5-97EE-4B88-9840-8568F05586D0}', ({ guid }) => guid)),
  situation: text('Event Code', '3', ({ situation }) => situation),
  situation_label: text('Event', 'Order is being changed', ({ situation }) => labelOf(situation)),
  event_name: text('Event Name', 'Save Order', ({ name }) => name),
  event_number: text('Event Number', '57', ({ eventNumber }) => eventNumber),
  event_time: tillTime('Event Time', '2026-10-03T16:05:03+03:00', ({ dateTime }) => dateTime),
  rest_code: text('Restaurant Code', '199999993', ({ restCode }) => restCode),
  confirmed: yesNo('Is Confirmed by the Till', true, ({ confirmed }) => confirmed),
  shift_number: text('Shift Number', '4', ({ shiftNumber }) => shiftNumber),
  order_guid: text('Order GUID', null, ({ order }) => (order?.guid === '' ? undefined : order?.guid)),
  visit: text('Visit', '356255787', ({ order }) => order?.visit),
  order_ident: text('Order in Visit', '256', ({ order }) => order?.orderIdent),
  order_name: text('Order Name', '5.1', ({ order }) => order?.name),
  order_sum: number('Order Sum', 298, ({ order }) => order && roubles(order.orderSum)),
  total_pieces: number('Total Pieces', 1, ({ order }) => order && pieces(order.totalPieces)),
  paid: yesNo('Paid', false, ({ order }) => order?.paid),
  finished: yesNo('Finished', false, ({ order }) => order?.finished),
  is_return: yesNo('Is a Return', false, ({ order }) => order?.isReturn),
  receipt_number: text(
    'Receipt Number',
    null,
    ({ order }) => order && paidReceipt(order.receipts)?.checkNumber,
  ),
  table_name: text('Table', '5', ({ order }) => order?.table?.name),
  table_code: text('Table Code', '5', ({ order }) => order?.table?.code),
  waiter_name: text('Waiter', 'Петров Пётр', ({ order }) => order?.waiter?.name),
  waiter_code: text('Waiter Code', '77', ({ order }) => order?.waiter?.code),
  dishes: lines('Dish', ORDERED_DISH, ({ order }) => (order ? dishesOf(order) : [])),
  changes: lines('Change', CHANGE, ({ changes }) => changes),
});

/**
 * Asks the till itself for the order of an event, since anybody who knows the address can send one. A till that cannot be
 * asked shall not keep an event from its Zap.
 */
async function checkedBy(till: TillClient, event: TillEvent): Promise<Checked> {
  const { guid = '', visit, orderIdent } = event.order ?? {};
  const named = visit === undefined || orderIdent === undefined ? undefined : { visit, orderIdent };
  const ref = guid === '' ? named : { guid };
  // A till that cannot be asked shall not keep an event from its Zap.
  const order = ref && (await unlessProblem(till.findOrder(ref)));
  return order ? { ...event, order, confirmed: true } : { ...event, confirmed: false };
}

function labelOf(situation: string): string {
  return SITUATIONS.get(situation) ?? `Situation ${situation}`;
}

export default hook({
  key: 'rkeeper_order_event',
  noun: 'Till Event',
  label: 'Till Event (Instant)',
  description: 'Triggers when the r_keeper till reports an event of an order to this Zap.',
  directions:
    'Copy the address below. In RK7 Manager open the subscriptions of HTTP Order Notify (before 7.6.5.440: the interface of that name), and paste it as ' +
    'the address to notify. The till needs access to the internet. Restart the cash server if it asks for it. The till signs nothing: the address is a ' +
    'secret, since whoever knows it can start this Zap. So the order is read from the till before the Zap starts, and Is Confirmed by the Till says whether ' +
    'that worked.',
  form: FORM,
  output: EVENT,
  perform: async (run, { situations }) => {
    const { serverUrl, serverLogin, serverPassword, timeZone } = tillConnection(run.authData);
    const event = parseTillEvent(run.hook.content);
    if (event && situations.length > 0 && !situations.includes(event.situation)) return [];
    const till = tillOf(run);
    const restCode = event && (await unlessProblem(till.restCode()));
    if (!event || (restCode !== undefined && event.restCode !== restCode)) {
      run.log('Ignored something that is no event of this till.');
      return [];
    }
    const vault = new Vault(run.store, [serverUrl, serverLogin, serverPassword]);
    const { fingerprint: id, isDated } = event;
    return unlessSeenBefore(run, vault, { id, isDated }, async () =>
      EVENT.row({ ...(await checkedBy(till, event)), timeZone }),
    );
  },
  examples: () => Promise.resolve([EVENT.sample]),
});
