import type { Vault } from '../core/vault';
import type { Run } from '../zapier/run';

const SEEN_SECONDS = 3 * 24 * 60 * 60;

/** Whether a notification comes to this Zap for the first time. Zapier itself does not tell repeated ones apart. */
export async function isFirstTime({ hook, log }: Run, vault: Vault, id: string): Promise<boolean> {
  const { subscription, zapId } = hook;
  const zap = typeof subscription.target_url === 'string' ? subscription.target_url : zapId;
  // Another Zap of the same account must hear of the event too, so without a Zap to tell apart nothing is held back.
  if (zap === undefined || (await vault.claim(`seen ${zap} ${id}`, SEEN_SECONDS))) return true;
  log('Ignored a notification that came before.');
  return false;
}
