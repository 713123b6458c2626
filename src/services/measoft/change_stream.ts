import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Problem } from '../../core/errors';
import { isRecord } from '../../core/record';
import type { Vault } from '../../core/vault';
import { buildXml, element, parseXml, type XmlElement } from '../../core/xml';

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
  /** Whether that poll came to its end, so that what it read may be committed. */
  readonly settled: boolean;
  /** The orders that were read lately, the newest first: XML, compressed. */
  readonly recent: string;
}

/** Longer than any pause between polls of a Zap that is on. */
const STATE_SECONDS = 7 * 24 * 60 * 60;

/** About a hundred orders. */
const MAX_RECENT_BYTES = 24 * 1024;

/**
 * Reads the changes of a stream (`changes` ONLY_LAST) so that none gets lost, whenever a poll may die. At least once:
 * the platform drops what it had before.
 *
 * - A poll commits only what the poll before it read and brought to its end. Each poll marks the stream as its own first,
 *   so that a poll that dies leaves nothing behind to be committed unseen, and neither does one that is overtaken.
 * - No poll learns whether the platform took what it returned. Therefore later polls return it again for a while.
 * - All that is remembered may vanish; then nothing is committed, and the courier service tells the same again.
 *
 * @param mayCommit false for the poll that only says what was there before a Zap began.
 * @throws Problem
 */
export async function readChanges(
  { read, commit }: ChangeSource,
  vault: Vault,
  name: string,
  mayCommit: boolean,
): Promise<readonly XmlElement[]> {
  const me = randomUUID();
  const before = await stateOf(vault, name);
  const recent = before?.recent ?? '';
  const write = (settled: boolean, orders: string): Promise<void> =>
    vault.write(name, { reader: me, settled, recent: orders } satisfies State, STATE_SECONDS);
  const isMine = async (): Promise<boolean> => (await stateOf(vault, name))?.reader === me;

  await write(false, recent);
  if (before?.settled === true) {
    // A read must not follow while another poll's is marked as settled: the next commit would be for the wrong one.
    if (!(await isMine())) throw overtaken();
    if (mayCommit) await commit();
  }
  const orders = distinct([...(await read()), ...unpack(recent)]);
  if (await isMine()) await write(true, packed(orders));
  return orders;
}

function overtaken(): Problem {
  return new Problem(
    'later',
    'Another check of the same stream is under way, or what was remembered of the last one cannot be reached. Nothing is lost: the next ' +
      'check makes up for it. (stream taken)',
    { code: 'stream_taken', retryAfterSeconds: 60 },
  );
}

async function stateOf(vault: Vault, name: string): Promise<State | undefined> {
  const value = await vault.read(name);
  if (!isRecord(value)) return undefined;
  const { reader, settled, recent } = value;
  return typeof reader === 'string' && typeof settled === 'boolean' && typeof recent === 'string'
    ? { reader, settled, recent }
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

/** As many orders as may be kept, from the first one on. */
function packed(orders: readonly XmlElement[]): string {
  for (let count = orders.length; count > 0; count = Math.floor(count * 0.8)) {
    const bytes = gzipSync(buildXml(element('orders', {}, ...orders.slice(0, count))));
    if (bytes.length <= MAX_RECENT_BYTES) return bytes.toString('base64');
  }
  return '';
}

function unpack(recent: string): readonly XmlElement[] {
  return recent === '' ? [] : parseXml(gunzipSync(Buffer.from(recent, 'base64'))).children;
}
