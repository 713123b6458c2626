import { randomInt } from 'node:crypto';
import { type AppDefinition, type OperationDefinition, staticFields } from './definition';
import { isJsonObject, type JsonObject } from './json';
import { type Failure, type RunResult, type Success } from './outcome';
import { type Step } from './step';

/** A trigger as a user has set it up in a Zap. */
export interface TriggerSettings extends Pick<
  Step,
  'authData' | 'inputData' | 'meta' | 'connectionId' | 'userId' | 'timeZone' | 'fresh' | 'killWhen'
> {
  /** The key of the trigger in the definition. */
  readonly key: string;
}

/** How one run of a trigger is treated, where it differs from the settings. */
export type Treatment = Pick<Step, 'fresh' | 'limitSeconds' | 'killWhen'>;

type Method = 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe';

/** One trigger of the app in one Zap: runs its methods, and checks what they return. */
export class Trigger {
  readonly operation: OperationDefinition['operation'];
  /** What `bundle.meta` says of the Zap. Core's types have it as optional and deprecated: `meta` may take it away. */
  readonly zap: JsonObject;

  /** @throws Error where the app has no such trigger. */
  constructor(
    definition: AppDefinition,
    private readonly runStep: (step: Step) => Promise<RunResult>,
    private readonly settings: TriggerSettings,
  ) {
    const trigger = definition.triggers?.[settings.key];
    if (!trigger) throw new Error(`The app has no triggers.${settings.key}.`);
    this.operation = trigger.operation;
    this.zap = { id: String(randomInt(1e8, 1e9)), user: { timezone: settings.timeZone ?? 'UTC' } };
  }

  get isHook(): boolean {
    return this.operation.type === 'hook';
  }

  /** The `primary` output fields, which work only where they are written out in the definition; else `id` (schema). */
  get primaryKeys(): readonly string[] {
    const keys = staticFields(this.operation.outputFields).filter(({ primary }) => primary === true);
    return keys.length > 0 ? keys.map(({ key }) => key) : ['id'];
  }

  /** A run of one of the trigger's methods. */
  step(method: Method, more: Partial<Step> = {}): Step {
    const { key, ...settings } = this.settings;
    const meta = { zap: this.zap, ...settings.meta, ...more.meta };
    return { ...settings, ...more, meta, method: `triggers.${key}.operation.${method}` };
  }

  run(method: Method, more: Partial<Step> = {}): Promise<RunResult> {
    return this.runStep(this.step(method, more));
  }

  /** Runs a method that returns events. Anything but a list of objects, with keys where Zapier needs them, is a failure. */
  async events(method: 'perform' | 'performList', more: Partial<Step> = {}): Promise<RunResult> {
    const result = await this.run(method, more);
    if (result.outcome !== 'success') return result;
    const complaint = complaintAbout(result.output, more.bundle?.rawRequest ? [] : this.primaryKeys);
    return complaint === undefined ? result : refused(result, complaint);
  }

  /** What the editor shows when the user tests the trigger. */
  sample(treatment: Treatment = {}): Promise<RunResult> {
    const method = this.isHook ? 'performList' : 'perform';
    return this.events(method, { ...treatment, meta: { isLoadingSample: true } });
  }
}

/** The events of a run that was checked; none where it failed. */
export function eventsIn(result: RunResult): readonly JsonObject[] {
  return result.outcome === 'success' && Array.isArray(result.output)
    ? result.output.filter(isJsonObject)
    : [];
}

/** Core's checks of triggers. In production they only log; here they fail, as what Zapier would make of it is unknown. */
function complaintAbout(output: unknown, primaryKeys: readonly string[]): string | undefined {
  if (!Array.isArray(output)) return 'A trigger must return a list.';
  for (const event of output as unknown[]) {
    if (!isJsonObject(event)) return 'A trigger must return a list of objects.';
    for (const key of primaryKeys) {
      const value = event[key];
      const isMissing = value === undefined || value === null;
      if (isMissing && key === 'id') return 'An event has no id.';
      if (typeof value === 'object' && !isMissing) return `The primary key ${key} must be a plain value.`;
    }
  }
  return undefined;
}

function refused({ id, calls, milliseconds, coldStart }: Success, message: string): Failure {
  const run = { id, calls, milliseconds, coldStart };
  return {
    ...run,
    outcome: 'error',
    kind: 'Unexpected',
    name: 'CheckError',
    message,
    decoration: '',
    stack: '',
  };
}
