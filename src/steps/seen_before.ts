import type { Vault } from '../core/vault';
import type { Run } from '../zapier/run';

/** Long enough for a run to hand its event over; a repetition that comes later finds a run that died. */
const CLAIM_SECONDS = 60;
/** As long as a service may repeat a notification. */
const DATED_SECONDS = 30 * 24 * 60 * 60;
/** After that the same words tell of something new. */
const UNDATED_SECONDS = 10 * 60;

/** What tells one event of a service from another. */
export interface Identified {
  readonly id: string;
  /** Whether the id holds a time of the event, so that the same id is always the same event. */
  readonly isDated: boolean;
}

/**
 * What a notification starts, unless it came to this Zap before: Zapier itself does not tell repeated ones apart. It is
 * claimed for a minute, and remembered once it is about to be handed over, so that a process that dies in between loses no
 * event that the service repeats. Where the cache cannot tell, an event starts the Zap rather twice than never.
 */
export async function unlessSeenBefore<Event>(
  { hook, log }: Run,
  vault: Vault,
  { id, isDated }: Identified,
  start: () => Event | Promise<Event>,
): Promise<Event[]> {
  const { subscription, zapId } = hook;
  const zap = typeof subscription.target_url === 'string' ? subscription.target_url : zapId;
  // Another Zap of the same account must hear of the event too, so without a Zap to tell apart nothing is held back.
  if (zap === undefined) return [await start()];
  const name = `seen ${zap} ${id}`;
  if (!(await vault.claim(name, CLAIM_SECONDS, 'claimed')) && (await vault.read(name)) !== undefined) {
    log('Ignored a notification that came before.');
    return [];
  }
  const event = await start();
  await vault.write(name, 'handed over', isDated ? DATED_SECONDS : UNDATED_SECONDS);
  return [event];
}
