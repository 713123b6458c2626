import { type AppDefinition, type LockDefinition, operationOf } from './definition';
import { valueAt } from './mapping';
import { connectionOf, type Step, userOf } from './step';

/** The schema names no default; a step ends after 30 seconds at the latest. */
const DEFAULT_SECONDS = 30;
/** zapier-platform-schema, LockObjectSchema. */
const MAXIMUM_SECONDS = 180;

export interface Lock {
  readonly name: string;
  readonly seconds: number;
}

/** The lock that a step has to hold: on creates and searches only, and only while they perform. */
export function lockOf(definition: AppDefinition, step: Step): Lock | undefined {
  const lock = operationOf(definition, step.method)?.operation.lock;
  const isPerforming = /^(creates|searches)\.\w+\.operation\.perform$/.test(step.method);
  if (step.honourLock === false || !lock || !isPerforming) return undefined;
  return {
    name: JSON.stringify([keyOf(lock, step), ...scopeOf(lock, step)]),
    seconds: Math.min(lock.timeout ?? DEFAULT_SECONDS, MAXIMUM_SECONDS),
  };
}

/** A key may hold values of the step: `till-{{bundle.inputData.till}}`. */
function keyOf({ key }: LockDefinition, { authData, inputData }: Step): string {
  return key.replace(/\{\{([^}]*)\}\}/g, (_, path: string) => {
    const value = valueAt({ bundle: { authData, inputData } }, path.trim());
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}

/** The sandbox is one account. */
function scopeOf({ scope = [] }: LockDefinition, step: Step): unknown[] {
  return [scope.includes('auth') && connectionOf(step), scope.includes('user') && userOf(step)];
}

/**
 * Lets runs that share a lock pass one after the other. `timeout` is how long a run holds the lock at most; after that
 * the next may start although the first is still at work (LockObjectSchema). A run that has waited as long gives up.
 */
export class Locks {
  /** For every lock, the starts of the run that holds it and of those behind it. */
  private readonly queues = new Map<string, (() => void)[]>();

  /** @returns the function that gives the lock back, or nothing where the run has waited for too long. */
  acquire({ name, seconds }: Lock): Promise<(() => void) | undefined> {
    const queue = this.queues.get(name) ?? [];
    this.queues.set(name, queue);
    return new Promise((resolve) => {
      const leave = (): void => {
        clearTimeout(timer);
        const place = queue.indexOf(start);
        if (place >= 0) queue.splice(place, 1);
        if (place === 0) queue.at(0)?.();
        if (queue.length === 0) this.queues.delete(name);
      };
      const start = (): void => {
        clearTimeout(timer);
        timer = setTimeout(leave, seconds * 1000);
        resolve(leave);
      };
      let timer = setTimeout(() => {
        leave();
        resolve(undefined);
      }, seconds * 1000);
      queue.push(start);
      if (queue[0] === start) start();
    });
  }
}
