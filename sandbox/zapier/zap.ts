import { type Connections } from './connections';
import { type AppDefinition, operationOf, staticFields } from './definition';
import { type HistoryEntry } from './history';
import { type Delivery, Hook } from './hook';
import { type JsonObject } from './json';
import { mapped, stepsReferredTo, type Templates } from './mapping';
import { type RunResult } from './outcome';
import { type Poll, Poller } from './poller';
import { type Step } from './step';
import { type Treatment, type Trigger, type TriggerSettings } from './trigger';

/** A step behind the trigger. Its input may refer to `{{trigger.…}}` and to earlier steps by their names. */
export interface ActionStep extends Omit<Step, 'inputData'> {
  readonly name: string;
  readonly inputData?: Templates;
}

/** Ends a run that it does not let pass. */
export interface FilterStep {
  readonly filter: (outputs: JsonObject) => boolean;
}

/** A step of Formatter by Zapier: makes something of what earlier steps gave. */
export interface FormatterStep {
  readonly name: string;
  readonly format: (outputs: JsonObject) => unknown;
}

export interface ZapSettings {
  readonly trigger: TriggerSettings;
  readonly steps: readonly (ActionStep | FilterStep | FormatterStep)[];
  /** What to do for as long as a throttled step has to wait, in seconds; nothing when absent: the sandbox is in a hurry. */
  readonly wait?: (seconds: number) => Promise<void>;
}

/** The words of Zapier's history: help.zapier.com, "Review Zap run statuses". `playing` is not over yet. */
export type RunStatus = 'playing' | 'success' | 'filtered' | 'halted' | 'held' | 'errored';

/** What one event set off. */
export interface ZapRun {
  readonly event: JsonObject;
  readonly status: RunStatus;
  /** The trigger with this event, then every step as often as it was tried, in order. */
  readonly history: readonly HistoryEntry[];
}

interface RunUnderWay extends ZapRun {
  status: RunStatus;
  readonly history: HistoryEntry[];
  /** What the steps so far gave; a replay goes on behind them. */
  readonly outputs: Record<string, unknown>;
}

export interface ZapParts {
  readonly definition: AppDefinition;
  readonly run: (step: Step) => Promise<RunResult>;
  readonly connections: Connections;
  readonly trigger: Trigger;
  /** Given what to do with each delivery, where the trigger is a hook. */
  readonly source: (onDelivery: (delivery: Delivery) => Promise<void>) => Poller | Hook;
}

/** Zapier names no limit for throttled steps; autoreplay retries five times. */
const ATTEMPTS = 6;
const DEFAULT_DELAY_SECONDS = 60;

/** A whole Zap: every new event of its trigger runs the steps behind it. */
export class Zap {
  private readonly allRuns: RunUnderWay[] = [];
  private readonly source: Poller | Hook;

  /** @throws Error where a step refers to one that does not come before it. */
  constructor(
    private readonly parts: ZapParts,
    private readonly settings: ZapSettings,
  ) {
    checkReferences(settings.steps);
    this.source = parts.source((delivery) => this.start(delivery));
  }

  get isOn(): boolean {
    return this.source.isOn;
  }

  /** Whether its trigger is a hook; others are polled. */
  get isInstant(): boolean {
    return this.source instanceof Hook;
  }

  get runs(): readonly ZapRun[] {
    return this.allRuns;
  }

  /**
   * Plays errored and held runs again, from the step that failed, as autoreplay does 5, 35, 95, 275 and 635 minutes after
   * it, and a person's click on Replay. What the earlier steps gave is kept: they are not run again.
   */
  async replayFailed(): Promise<void> {
    for (const run of this.allRuns)
      if (run.status === 'errored' || run.status === 'held') run.status = await this.play(run);
  }

  /** The hook behind the Zap: its address and what came in. @throws Error where the trigger polls. */
  get hook(): Hook {
    if (this.source instanceof Hook) return this.source;
    throw new Error(`The trigger ${this.settings.trigger.key} polls: it has no hook.`);
  }

  /** @returns how the first poll or the subscription ended; nothing for a hook whose URL is pasted by hand. */
  async turnOn(treatment?: Treatment): Promise<RunResult | undefined> {
    if (this.source instanceof Hook) return this.source.turnOn(treatment);
    return (await this.source.start(treatment)).result;
  }

  /**
   * Polls once, and runs the steps for every new event, one after the other.
   *
   * @returns undefined where the poll was skipped, because the connection is stale.
   * @throws Error where the trigger is a hook.
   */
  async poll(treatment?: Treatment): Promise<Poll | undefined> {
    // A stale connection is not polled at all.
    if (this.parts.connections.isStale(this.parts.trigger.step('perform'))) return undefined;
    const poll = await this.poller.tick(treatment);
    await this.start(poll);
    return poll;
  }

  /** Runs the steps for the events that polls have held back because they were too many. */
  async replay(): Promise<void> {
    for (const poll of this.poller.replay()) await this.start(poll);
  }

  /** Resolves when everything that has come in by a hook so far has run. */
  async settled(): Promise<void> {
    if (this.source instanceof Hook) await this.source.settled();
  }

  /** @returns how performUnsubscribe ended, where there is one. */
  async turnOff(): Promise<RunResult | undefined> {
    if (this.source instanceof Hook) return this.source.turnOff();
    this.source.stop();
    return undefined;
  }

  private get poller(): Poller {
    if (this.source instanceof Poller) return this.source;
    throw new Error(`The trigger ${this.settings.trigger.key} is a hook: it is not polled.`);
  }

  private async start({ result, events }: Poll | Delivery): Promise<void> {
    if (result.outcome !== 'success') return;
    const { definition, trigger } = this.parts;
    const step = trigger.step('perform');
    for (const event of events) {
      const triggered: HistoryEntry = { definition, step, result: { ...result, output: [event] } };
      const outputs = { trigger: event };
      const run: RunUnderWay = { event, status: 'playing', history: [triggered], outputs };
      this.allRuns.push(run);
      run.status = await this.play(run);
    }
  }

  private async play(run: RunUnderWay): Promise<RunStatus> {
    const { outputs } = run;
    for (const step of this.settings.steps) {
      if ('filter' in step) {
        if (!step.filter(outputs)) return 'filtered';
        continue;
      }
      if (step.name in outputs) continue;
      if ('format' in step) {
        outputs[step.name] = step.format(outputs);
        continue;
      }
      if (this.parts.connections.isStale(step)) return 'held';
      const result = await this.perform(step, outputs, run.history);
      if (result.outcome !== 'success') return statusOf(result);
      const output = outputOf(step, result.output);
      if (output === undefined) return 'halted';
      outputs[step.name] = output;
    }
    return 'success';
  }

  /** Runs a step, again and again while it is throttled. */
  private async perform(
    { inputData = {}, ...step }: ActionStep,
    outputs: JsonObject,
    history: HistoryEntry[],
  ): Promise<RunResult> {
    const { definition, run, trigger } = this.parts;
    const meta = { zap: trigger.zap, ...step.meta };
    const fields = staticFields(operationOf(definition, step.method)?.operation.inputFields);
    const ready: Step = { ...step, meta, inputData: mapped(inputData, outputs, fields) };
    for (let attempt = 1; ; attempt += 1) {
      const result = await run(ready);
      history.push({ definition, step: ready, result });
      const isThrottled = result.outcome === 'error' && result.kind === 'ThrottledError';
      if (!isThrottled || attempt === ATTEMPTS) return result;
      await this.settings.wait?.(result.delaySeconds ?? DEFAULT_DELAY_SECONDS);
    }
  }
}

function checkReferences(steps: ZapSettings['steps']): void {
  const known = new Set(['trigger']);
  for (const step of steps) {
    if ('filter' in step) continue;
    for (const name of stepsReferredTo('inputData' in step ? (step.inputData ?? {}) : {})) {
      if (!known.has(name))
        throw new Error(`Step ${step.name} refers to ${name}, which does not come before it.`);
    }
    known.add(step.name);
  }
}

/** A search gives its first result to the steps behind it, and ends the run where it found none. */
function outputOf(step: Omit<ActionStep, 'inputData'>, output: unknown): unknown {
  const isSearch = step.method.startsWith('searches.');
  return isSearch && Array.isArray(output) ? (output as unknown[])[0] : output;
}

/** What a step that ended so makes of its run. */
export function statusOf(result: RunResult): RunStatus {
  if (result.outcome === 'success') return 'success';
  if (result.outcome === 'died') return 'errored';
  switch (result.kind) {
    case 'HaltedError':
      return 'halted';
    case 'ExpiredAuthError':
      return 'held';
    case 'Error':
    case 'ThrottledError':
    case 'Unexpected':
      return 'errored';
  }
}
