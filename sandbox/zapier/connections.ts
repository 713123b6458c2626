import { type RunResult } from './outcome';
import { connectionOf, type Step } from './step';

/**
 * Which connections are stale. One ExpiredAuthError makes a whole connection stale until a person reconnects: its polls are
 * skipped and its actions held, in every Zap that uses it.
 */
export class Connections {
  private readonly stale = new Set<string>();

  isStale(step: Step): boolean {
    return this.stale.has(connectionOf(step));
  }

  /** Takes notice of how a run ended. Tests of a connection make none stale: they are how one is mended. */
  note(step: Step, result: RunResult): void {
    const expired = result.outcome === 'error' && result.kind === 'ExpiredAuthError';
    if (expired && step.method !== 'authentication.test') this.stale.add(connectionOf(step));
  }

  /** What a person does in Zapier's list of accounts. */
  reconnect(step: Pick<Step, 'authData' | 'connectionId'>): void {
    this.stale.delete(connectionOf({ method: 'authentication.test', ...step }));
  }
}
