import type { Trigger } from 'zapier-platform-core';
import { tillConnection } from '../connection';
import { number, output, primary, text, yesNo } from '../core/output';
import { Vault } from '../core/vault';
import { parseTillEvent, type TillEvent } from '../services/rkeeper/notify';
import { pieces, roubles, tillTime, type Told } from '../steps/rkeeper/columns';
import { severalOf } from '../steps/rkeeper/kinds';
import { unlessSeenBefore } from '../steps/seen_before';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

/** Situations of HTTP Order Notify whose meaning is documented; the till sends others too. */
const SITUATIONS = new Map([
  ['1', 'Server or station started'],
  ['3', 'Order is being changed'],
  ['4', 'Order was calculated'],
  ['5', 'Receipt is being closed'],
]);

const FORM = fields({
  situations: {
    label: 'Situations',
    kind: severalOf(SITUATIONS),
    help: 'Start only for these situations (Situation). Leave it empty for all that the till sends.',
  },
});

const EVENT = output<Told<TillEvent>>()({
  id: primary(text('Event GUID', '{9ECCB1B5-97EE-4B88-9840-8568F05586D0}', ({ guid }) => guid)),
  situation: text('Situation', '3', ({ situation }) => situation),
  situation_label: text('Situation Label', 'Order is being changed', ({ situation }) => labelOf(situation)),
  event_name: text('Event Name', 'Save Order', ({ name }) => name),
  event_number: text('Event Number', '57', ({ eventNumber }) => eventNumber),
  event_time: tillTime('Event Time', '2026-10-03T16:05:03+03:00', ({ dateTime }) => dateTime),
  rest_code: text('Restaurant Code', '199999993', ({ restCode }) => restCode),
  shift_number: text('Shift Number', '4', ({ shiftNumber }) => shiftNumber),
  order_guid: text('Order GUID', null, ({ order }) => (order?.guid === '' ? undefined : order?.guid)),
  visit: text('Visit', '356255787', ({ order }) => order?.visit),
  order_ident: text('Order in Visit', '256', ({ order }) => order?.orderIdent),
  order_name: text('Order Name', '5.1', ({ order }) => order?.name),
  order_sum: number('Order Sum', 298, ({ order }) => order && roubles(order.orderSum)),
  total_pieces: number('Total Pieces', 1, ({ order }) => order && pieces(order.totalPieces)),
  paid: yesNo('Paid', false, ({ order }) => order?.paid),
  finished: yesNo('Finished', false, ({ order }) => order?.finished),
  table_name: text('Table', '5', ({ order }) => order?.table?.name),
  table_code: text('Table Code', '5', ({ order }) => order?.table?.code),
  waiter_name: text('Waiter', 'Петров Пётр', ({ order }) => order?.waiter?.name),
  waiter_code: text('Waiter Code', '77', ({ order }) => order?.waiter?.code),
});

function labelOf(situation: string): string {
  return SITUATIONS.get(situation) ?? `Situation ${situation}`;
}

export default {
  key: 'rkeeper_order_event',
  noun: 'Till Event',
  display: {
    label: 'Till Event (Instant)',
    description: 'Triggers when the r_keeper till reports an event of an order to this Zap.',
    directions:
      'Copy the address below. In RK7 Manager open the subscriptions of HTTP Order Notify (before 7.6.5.440: the interface of that name), and paste it as ' +
      'the address to notify. The till needs access to the internet. Restart the cash server if it asks for it.',
  },
  operation: {
    type: 'hook',
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const { situations } = readInput(run, FORM);
      const { restCode, serverUrl, serverLogin, serverPassword } = tillConnection(run.authData);
      const event = parseTillEvent(run.hook.content);
      // The till signs nothing; its code is all that tells it from another.
      if (!event || (restCode !== undefined && event.restCode !== restCode)) {
        run.log('Ignored something that is no event of this till.');
        return [];
      }
      if (situations.length > 0 && !situations.includes(event.situation)) return [];
      const vault = new Vault(run.store, [serverUrl, serverLogin, serverPassword]);
      return unlessSeenBefore(run, vault, { id: event.guid, isDated: true }, () =>
        EVENT.row({ ...event, timeZone: run.timeZone }),
      );
    }),
    performList: perform(() => Promise.resolve([EVENT.sample])),
    sample: EVENT.sample,
    outputFields: EVENT.fields,
  },
} satisfies Trigger;
