import { uniqueById } from '../../core/output';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import type { Side } from '../../services/measoft/client';
import { folded } from '../../services/measoft/elements';
import { identityOf, type Order } from '../../services/measoft/orders';
import { eventsOf, momentOf, type StatusEvent } from '../../services/measoft/status_events';
import {
  choice,
  fields,
  filledWith,
  line,
  orElse,
  shownWith,
  wholeNumber,
  yesNo,
  type CertainKind,
  type Read,
} from '../../zapier/fields';
import { fitting, fittingRows } from '../../zapier/result';
import type { Run } from '../../zapier/run';
import { courierOf, dayFromNow } from './courier';
import { several, side, store } from './kinds';
import { ORDER, type OrderOutput } from './order_output';
import { STATUS_CHOICES, STATUS_RULE, statusCode } from './statuses';

/** Upper-case codes; all statuses where there are none. */
const statuses: CertainKind<readonly string[]> = {
  ...several(shownWith({ choices: STATUS_CHOICES }, line)),
  read: (form, field) =>
    form.list(field, 'whole').flatMap((named) => {
      const code = statusCode(named);
      if (code === undefined)
        form.fault(
          say`${{ label: field.label }} ${{ statusRule: STATUS_RULE }}, not "${{ named: excerpt(named) }}".`,
        );
      return code ?? [];
    }),
};

export const STATUSES = {
  label: 'Statuses',
  kind: statuses,
  help: 'Start only for these statuses (статус). Leave it empty for all. The courier service may know more: enter the code of such a one.',
};

export const STATUS_BRANCH = {
  label: 'Status Branch',
  kind: store,
  help: 'Start only for statuses of this branch or warehouse (склад). Leave it empty for all of them.',
};

const DEFAULT_DAYS = 30;

const MODE = {
  label: 'Where to Look',
  kind: orElse(
    'window',
    shownWith(
      { altersDynamicFields: true },
      choice({
        window: 'Among the orders of the last days (safe beside other programs)',
        stream: 'In a queue of changes of its own (best for many orders)',
      }),
    ),
  ),
  help:
    'Among the orders of the last days, if you leave it empty: every check then reads all of them. With some hundred orders a day, or if you ' +
    'are told of too many queries, take a queue.',
} as const;

/** How a trigger looks for changes of status; what else it asks for depends on the first answer. */
export const STATUS_SOURCE = fields({
  mode: MODE,
  streamid: {
    label: 'Queue Number',
    // The vendor lets integrations choose from these.
    kind: wholeNumber(100, 10_000),
    required: true,
    when: filledWith('mode', MODE, 'stream'),
    help:
      '⚠ A number from 100 to 10000 that nothing else uses: no other Zap, no module of your shop. Whoever reads the same queue ' +
      'takes changes away from the others.',
  },
  days: {
    label: 'Days to Look Back',
    kind: wholeNumber(1, 366),
    placeholder: String(DEFAULT_DAYS),
    when: filledWith('mode', MODE, 'window'),
    help: 'How old an order may be to be looked at, from its creation. Take as many days as your orders need to arrive and to come back.',
  },
  client: {
    label: 'Whose Orders',
    kind: orElse<Side>('CLIENT', side),
    help: 'Your own orders, if you leave it empty.',
  },
  quickstatus: {
    label: 'Include Preliminary Statuses',
    kind: orElse(true, yesNo),
    help:
      'Preliminary ones (предварительно) come from the courier at once, but are not always right. With No only those count that an operator ' +
      'entered. Yes, if you leave it empty. Do not change it while the Zap is on.',
  },
});

/** Which changes of status are wanted. */
export interface StatusFilter {
  /** Upper-case codes; all of them where empty. */
  readonly statuses: readonly string[];
  /** The name of a branch, or of a part of it. */
  readonly eventstore?: string | undefined;
}

/** The place in which changes of status are looked for. */
export type StatusSource = Read<typeof STATUS_SOURCE>;

export function isWanted({ status }: StatusEvent, { statuses: codes, eventstore }: StatusFilter): boolean {
  const isOfCode = codes.length === 0 || codes.includes(status.code.toUpperCase());
  return isOfCode && isAt(status.store, eventstore);
}

/** Statuses name a branch by its town, the list of warehouses often by more. */
function isAt(place: string | undefined, branch: string | undefined): boolean {
  if (branch === undefined) return true;
  const [one, other] = [folded(place ?? ''), folded(branch)];
  return one !== '' && (one.includes(other) || other.includes(one));
}

const SAMPLES = 3;

type Shown = Pick<OrderOutput, 'id'>;

/**
 * What lately happened to orders, the newest first. One request, and in a stream at most one commit before it. Samples for
 * the editor never touch a stream: who reads it moves it on. The poll that turns a Zap on tells all that there is, by ids
 * alone, which is what Zapier keeps. Of more than a result has room for, a stream tells the oldest and waits with the rest; a
 * window tells the newest, since the rest was there before.
 *
 * @param idOf what Zapier tells events apart by.
 */
export async function polledEvents(
  run: Run,
  source: StatusSource,
  filter: StatusFilter,
  idOf = ({ id }: StatusEvent): string => id,
): Promise<Shown[]> {
  const {
    mode,
    streamid: streamId = 0,
    days = DEFAULT_DAYS,
    client: side,
    quickstatus: quickStatus,
  } = source;
  const { isLoadingSample, isPopulating } = run;
  const courier = courierOf(run);
  const isStream = mode === 'stream' && !isLoadingSample;
  // An order that is told twice counts as it was told last.
  const eventsIn = (orders: readonly Order[]): StatusEvent[] =>
    uniqueById(
      newestFirst(orders.flatMap(eventsOf).filter((event) => isWanted(event, filter))).map((event) => ({
        ...event,
        id: idOf(event),
      })),
    );
  const rowOf = (event: StatusEvent): OrderOutput => ORDER.row(event);
  if (isStream) {
    const orders = await courier.changes({
      ...{ side, quickStatus, streamId, mayCommit: !isPopulating },
      fitting: (items, orderOf) =>
        isPopulating ? items : fitting(items, (item) => eventsIn([orderOf(item)]).map(rowOf)),
    });
    return isPopulating ? eventsIn(orders).map(idAlone) : eventsIn(orders).map(rowOf);
  }
  const events = eventsIn(await courier.manyOrders({ side, quickStatus, datefrom: dayFromNow(-days, run) }));
  if (isPopulating) return events.map(idAlone);
  return fittingRows(isLoadingSample ? events.slice(0, SAMPLES) : events, rowOf);
}

function idAlone({ id }: Shown): Shown {
  return { id };
}

/** Changes within one second are ordered by when they were told, the last one first. */
function newestFirst(events: readonly StatusEvent[]): readonly StatusEvent[] {
  return events
    .map((event) => ({ event, moment: momentOf(event.status) }))
    .reverse()
    .sort((one, other) => other.moment - one.moment)
    .map(({ event }) => event);
}

/**
 * The orders that have come to one of these ends, each order once per end: one that an operator corrects and enters again
 * is no news.
 */
export function polledOutcomes(
  run: Run,
  source: StatusSource,
  statuses: readonly string[],
): Promise<Shown[]> {
  return polledEvents(
    run,
    source,
    { statuses },
    ({ order, status }) => `${identityOf(order)}:${status.code}`,
  );
}
