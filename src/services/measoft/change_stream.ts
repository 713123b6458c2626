import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Problem } from '../../core/errors';
import { isObject } from '../../core/json';
import type { Vault } from '../../core/vault';
import { buildXml, element, parseXml, type XmlElement } from '../../core/xml';
import { say } from '../../language/language';

/** What the courier service does for a reader of changes. */
export interface ChangeSource {
  /** Every order that was changed since the last commit. */
  readonly read: () => Promise<readonly XmlElement[]>;
  /** Confirms what the last read told, which is then not told again. */
  readonly commit: () => Promise<void>;
}

/** What is remembered between polls. */
interface State {
  /** The poll that read last. */
  readonly reader: string;
  /** Whether what that poll read may be committed. */
  readonly settled: boolean;
  /** The orders that were told lately, the newest first: XML, compressed. */
  readonly recent: string;
  /** How often orders were told that are too many to be remembered: their digests, those told twice with a plus behind. */
  readonly told: readonly string[];
}

/** Longer than any poll lives, so that the lease of a dead one falls free by itself. */
const LEASE_SECONDS = 40;

/** Longer than any pause between polls of a Zap that is on. */
const STATE_SECONDS = 7 * 24 * 60 * 60;

/** Told again for a while; more of them only while they are new. */
const RECENT_ORDERS = 100;

/** About as many orders, where they have nothing in common. */
const MAX_RECENT_BYTES = 24 * 1024;

/** How often a change is told at least. */
const TIMES = 2;

/**
 * Reads the changes of a stream (`changes` ONLY_LAST) so that none gets lost, whenever a poll may die. At least once:
 * the platform drops what it had before.
 *
 * Vendor: a commit covers what was returned, all of it, and no parameter makes a read return less. Nobody tells a poll
 * whether the platform took what it returned. Therefore every change is told by two polls in a row that come to their end:
 *
 * - A poll commits only what the poll before it read and brought to its end. Each poll marks the stream as its own first,
 *   so that a poll that dies leaves nothing behind to be committed unseen.
 * - What may be committed is remembered, and told again by later polls. What is too much to be remembered is not
 *   committed yet, so that the courier service itself tells it again.
 * - A result has room for so many orders only. The oldest are told first, then once more, then the next, and nothing is
 *   committed before all were told.
 * - One poll at a time: a commit must not meet another poll's read.
 * - All that is remembered may vanish. Then nothing is committed, and the courier service tells the same again.
 *
 * @param fitting the orders of a list, from the first one on, for which a result has room.
 * @param mayCommit false for the poll that only says what was there before a Zap began.
 * @throws Problem
 */
export async function pollChanges(
  source: ChangeSource,
  vault: Vault,
  name: string,
  fitting: (orders: readonly XmlElement[]) => readonly XmlElement[],
  mayCommit: boolean,
): Promise<readonly XmlElement[]> {
  const me = randomUUID();
  const lease = `${name} lease`;
  if (!(await vault.claim(lease, LEASE_SECONDS, me))) throw taken();
  try {
    const before = (await stateOf(vault, name)) ?? NOTHING;
    const write = async (state: Omit<State, 'reader'>): Promise<void> => {
      await vault.write(name, { reader: me, ...state } satisfies State, STATE_SECONDS);
    };
    const isMine = async (): Promise<boolean> => (await stateOf(vault, name))?.reader === me;

    await write({ settled: false, recent: before.recent, told: before.told });
    // A read must not follow while another poll's is marked as settled: the next commit would be for the wrong one.
    if (!(await isMine())) throw taken();
    if (before.settled && mayCommit) await source.commit();
    const { orders, ...after } = told(await source.read(), before, fitting);
    if (await isMine()) await write(after);
    return orders;
  } finally {
    if ((await vault.read(lease)) === me) await vault.forget(lease);
  }
}

/** What a poll hands over of the changes that it read, and what it remembers then. */
function told(
  changed: readonly XmlElement[],
  before: Pick<State, 'recent' | 'told'>,
  fitting: (orders: readonly XmlElement[]) => readonly XmlElement[],
): Omit<State, 'reader'> & { readonly orders: readonly XmlElement[] } {
  const timesBefore = timesOf(before.told);
  const waiting = oldestFirst(changed)
    .map((order) => ({ order, key: stamp(order), times: timesBefore.get(digestOf(order)) ?? 0 }))
    .sort((one, other) => turnOf(one.times) - turnOf(other.times));
  const read = new Set(waiting.map(({ key }) => key));
  // The courier service does not tell these again: they must find room in any case.
  const recent = unpack(before.recent).filter((order) => !read.has(stamp(order)));
  const orders = fitting(distinct([...recent, ...waiting.map(({ order }) => order)]));

  const handedOver = new Set(orders.map(stamp));
  const now = waiting.map((one) => ({
    ...one,
    // Polls that tell a change the first and the second time must follow one another: each alone may be lost.
    times: handedOver.has(one.key) ? one.times + 1 : one.times === 1 ? 0 : one.times,
  }));
  const pending = distinct(now.filter(({ times }) => times < TIMES).map(({ order }) => order));
  const lately = distinct([...pending, ...now.map(({ order }) => order), ...recent]);
  const kept = packed(lately.slice(0, Math.max(pending.length, RECENT_ORDERS)));
  const settled = kept.count >= pending.length && now.every(({ times }) => times > 0);
  const isOld = (order: XmlElement): boolean => !read.has(stamp(order));
  return {
    orders: [...orders.filter((order) => !isOld(order)), ...orders.filter(isOld)],
    settled,
    recent: settled ? kept.bytes : '',
    told: settled ? [] : now.flatMap(({ order, times }) => toldEntry(digestOf(order), times)),
  };
}

/** What was told once comes first, then what never was. */
function turnOf(times: number): number {
  return times === 1 ? 0 : times + 1;
}

function toldEntry(digest: string, times: number): string | [] {
  if (times === 0) return [];
  return times < TIMES ? digest : `${digest}+`;
}

function timesOf(told: readonly string[]): ReadonlyMap<string, number> {
  return new Map(told.map((entry) => [entry.replace('+', ''), entry.endsWith('+') ? TIMES : 1]));
}

/** By the time of the present status; those without one stay where they are. */
function oldestFirst(orders: readonly XmlElement[]): readonly XmlElement[] {
  const timeOf = (order: XmlElement): string => order.child('status')?.attribute('createtimegmt') ?? '';
  return orders.toSorted((one, other) =>
    timeOf(one) < timeOf(other) ? -1 : timeOf(one) > timeOf(other) ? 1 : 0,
  );
}

function taken(): Problem {
  return new Problem(
    'later',
    say`Another check of the same queue is under way, or what was remembered of the last one cannot be
      reached. Nothing is lost: the next check makes up for it. (stream taken)`,
    { code: 'stream_taken', retryAfterSeconds: 60 },
  );
}

const NOTHING = { settled: false, recent: '', told: [] } as const;

async function stateOf(vault: Vault, name: string): Promise<State | undefined> {
  const value = await vault.read(name);
  if (!isObject(value)) return undefined;
  const { reader, settled, recent, told } = value;
  return typeof reader === 'string' &&
    typeof settled === 'boolean' &&
    typeof recent === 'string' &&
    Array.isArray(told)
    ? { reader, settled, recent, told: told.map(String) }
    : undefined;
}

/** An order is kept once per status, as it was told last: another status may hide the one before. */
function distinct(orders: readonly XmlElement[]): readonly XmlElement[] {
  const seen = new Set<string>();
  return orders.filter((order) => {
    const key = stamp(order);
    return !seen.has(key) && seen.add(key);
  });
}

function stamp(order: XmlElement): string {
  const status = order.child('status');
  return JSON.stringify([order.attributes, status?.attributes, status?.text.trim()]);
}

/** Short, as there may be thousands: two that are the same by chance would only be told once less. */
function digestOf(order: XmlElement): string {
  return createHash('sha256').update(stamp(order)).digest('base64url').slice(0, 6);
}

/** As many orders as may be kept, from the first one on. */
function packed(orders: readonly XmlElement[]): { readonly count: number; readonly bytes: string } {
  let count = orders.length;
  while (count > 0) {
    const bytes = gzipSync(buildXml(element('orders', {}, ...orders.slice(0, count))));
    if (bytes.length <= MAX_RECENT_BYTES) return { count, bytes: bytes.toString('base64') };
    count = Math.floor(count * Math.min(0.9, MAX_RECENT_BYTES / bytes.length));
  }
  return { count, bytes: '' };
}

function unpack(recent: string): readonly XmlElement[] {
  return recent === '' ? [] : parseXml(gunzipSync(Buffer.from(recent, 'base64'))).children;
}
