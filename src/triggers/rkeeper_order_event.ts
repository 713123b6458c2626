import type { Trigger } from 'zapier-platform-core';
import { tillConnection } from '../connection';
import { zonedTime } from '../core/time';
import { Vault } from '../core/vault';
import { isFirstTime } from '../steps/seen_before';
import { readTillEvent, SITUATIONS, type TillEvent } from '../services/rkeeper/notify';
import { formOf, perform, type Run } from '../zapier/run';
import { roubles, pieces } from '../services/rkeeper/order_output';

const SITUATION = { key: 'situations', label: 'Situations' } as const;

function itemOf({ timeZone }: Run, event: TillEvent) {
  const { order } = event;
  return {
    id: event.guid,
    situation: event.situation,
    situation_label:
      SITUATIONS.find(({ value }) => value === event.situation)?.label ?? `Situation ${event.situation}`,
    event_name: event.name ?? null,
    event_number: event.eventNumber ?? null,
    event_time: event.dateTime === undefined ? null : (zonedTime(event.dateTime, timeZone) ?? null),
    rest_code: event.restCode ?? null,
    shift_number: event.shiftNumber ?? null,
    order_guid: order && order.guid !== '' ? order.guid : null,
    visit: order?.visit ?? null,
    order_ident: order?.orderIdent ?? null,
    order_name: order?.name ?? null,
    order_sum: order ? roubles(order.orderSum) : null,
    total_pieces: order ? pieces(order.totalPieces) : null,
    paid: order?.paid ?? null,
    finished: order?.finished ?? null,
    table_name: order?.table?.name ?? null,
    table_code: order?.table?.code ?? null,
    waiter_name: order?.waiter?.name ?? null,
    waiter_code: order?.waiter?.code ?? null,
  };
}

type Item = ReturnType<typeof itemOf>;

const SAMPLE: Item = {
  id: '{9ECCB1B5-97EE-4B88-9840-8568F05586D0}',
  situation: '3',
  situation_label: 'Order is being changed',
  event_name: 'Save Order',
  event_number: '57',
  event_time: '2026-10-03T16:05:03+03:00',
  rest_code: '199999993',
  shift_number: '4',
  order_guid: null,
  visit: '356255787',
  order_ident: '256',
  order_name: '5.1',
  order_sum: 298,
  total_pieces: 1,
  paid: false,
  finished: false,
  table_name: '5',
  table_code: '5',
  waiter_name: 'Петров Пётр',
  waiter_code: '77',
};

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
    inputFields: [
      {
        ...SITUATION,
        list: true,
        choices: SITUATIONS.map(({ value, label }) => ({ value, sample: value, label })),
        helpText: 'Start only for these situations (Situation). Leave it empty for all that the till sends.',
      },
    ],
    perform: perform(async (run): Promise<Item[]> => {
      const form = formOf(run);
      const wanted = form.list(SITUATION);
      form.check();
      const { restCode, serverUrl, serverLogin, serverPassword } = tillConnection(run.authData);
      const event = readTillEvent(run.hook.content);
      // The till signs nothing; its code is all that tells it from another.
      if (!event || (restCode !== undefined && event.restCode !== restCode)) {
        run.log('Ignored something that is no event of this till.');
        return [];
      }
      if (wanted.length > 0 && !wanted.includes(event.situation)) return [];
      const vault = new Vault(run.store, [serverUrl, serverLogin, serverPassword]);
      return (await isFirstTime(run, vault, event.guid)) ? [itemOf(run, event)] : [];
    }),
    performList: perform(() => Promise.resolve([SAMPLE])),
    sample: SAMPLE,
    outputFields: [
      { key: 'id', label: 'Event GUID', type: 'string', primary: true },
      { key: 'situation', label: 'Situation', type: 'string' },
      { key: 'situation_label', label: 'Situation Label', type: 'string' },
      { key: 'event_name', label: 'Event Name', type: 'string' },
      { key: 'event_number', label: 'Event Number', type: 'string' },
      { key: 'event_time', label: "Event Time (Till's Clock)", type: 'datetime' },
      { key: 'rest_code', label: 'Restaurant Code', type: 'string' },
      { key: 'shift_number', label: 'Shift Number', type: 'string' },
      { key: 'order_guid', label: 'Order GUID', type: 'string' },
      { key: 'visit', label: 'Visit', type: 'string' },
      { key: 'order_ident', label: 'Order in Visit', type: 'string' },
      { key: 'order_name', label: 'Order Name', type: 'string' },
      { key: 'order_sum', label: 'Order Sum', type: 'number' },
      { key: 'total_pieces', label: 'Total Pieces', type: 'number' },
      { key: 'paid', label: 'Paid', type: 'boolean' },
      { key: 'finished', label: 'Finished', type: 'boolean' },
      { key: 'table_name', label: 'Table', type: 'string' },
      { key: 'table_code', label: 'Table Code', type: 'string' },
      { key: 'waiter_name', label: 'Waiter', type: 'string' },
      { key: 'waiter_code', label: 'Waiter Code', type: 'string' },
    ],
  },
} satisfies Trigger;
