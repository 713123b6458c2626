import type { Form } from '../../core/form';
import type { Side } from './client';
import { readSide } from './fields';
import type { StatusEvent } from './status_events';

export const STATUSES = { key: 'statuses', label: 'Statuses' } as const;
export const STORE = { key: 'eventstore', label: 'Status Branch' } as const;
export const MODE = { key: 'mode', label: 'Where to Look' } as const;
export const DAYS = { key: 'days', label: 'Days to Look Back' } as const;
export const STREAM = { key: 'streamid', label: 'Stream Number' } as const;
export const QUICK = { key: 'quickstatus', label: 'Include Preliminary Statuses' } as const;

export const MODES = {
  window: 'Among the orders of the last days (safe beside other programs)',
  stream: 'In a stream of changes of its own (best for many orders)',
} as const;

export const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;

/** Numbers that the vendor lets integrations choose from. */
export const STREAMS = { least: 100, most: 10_000 } as const;

/** Which changes of status are wanted, and how they are looked for. */
export interface StatusQuery {
  readonly source:
    | { readonly kind: 'window'; readonly days: number }
    | { readonly kind: 'stream'; readonly streamId: string };
  readonly side: Side;
  readonly quickStatus: boolean;
  /** Upper-case codes; all of them where empty. */
  readonly statuses: readonly string[];
  readonly store: string | undefined;
}

/** How changes are looked for, as far as it is filled in: it decides what else the form asks for. */
export function readMode(form: Form): keyof typeof MODES {
  return form.choice(MODE, ['window', 'stream']) ?? 'window';
}

export function readStatusQuery(form: Form): StatusQuery {
  return {
    source: readSource(form),
    side: readSide(form),
    quickStatus: form.flag(QUICK) ?? true,
    statuses: form.list(STATUSES).map((code) => code.toUpperCase()),
    store: form.text(STORE),
  };
}

function readSource(form: Form): StatusQuery['source'] {
  if (readMode(form) === 'window')
    return { kind: 'window', days: form.integer(DAYS, 1, MOST_DAYS) ?? DEFAULT_DAYS };
  form.require(STREAM);
  const stream = form.integer(STREAM, STREAMS.least, STREAMS.most);
  return { kind: 'stream', streamId: String(stream ?? '') };
}

export function isWanted({ status }: StatusEvent, { statuses, store }: StatusQuery): boolean {
  const code = status.code.toUpperCase();
  return (statuses.length === 0 || statuses.includes(code)) && isAt(status.store, store);
}

/** Statuses name a branch by its town, the list of warehouses often by more. */
function isAt(place: string | undefined, store: string | undefined): boolean {
  if (store === undefined) return true;
  const [one, other] = [folded(place ?? ''), folded(store)];
  return one !== '' && (one.includes(other) || other.includes(one));
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll('ё', 'е');
}
