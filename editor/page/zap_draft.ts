import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Run, StepName, ZapDraft, ZapStep } from '../protocol';
import { type FormState, formOf } from './form_state';
import type { Option } from './option_list';
import { ask } from './server';
import { accountFor, kept, noteRun, stepOf } from './state';

const NO_ACTION = { name: 'step', type: 'creates', key: '', account: '', input: {} } as const;

export const BLANK: ZapDraft = {
  title: 'My Zap',
  trigger: { name: 'trigger', type: 'triggers', key: '', account: '', input: {} },
  steps: [NO_ACTION],
};

/** A Zap that is being built. */
export class Builder {
  readonly draft: Signal<ZapDraft>;
  /** How the last test of each step ended, by the name of the step. */
  readonly tested = signal<Readonly<Record<string, Run>>>({});

  /** @param name under which it is kept while the tab is open. */
  constructor(name: string, otherwise: ZapDraft) {
    this.draft = kept(`zap/${name}`, otherwise);
  }

  change(part: Partial<ZapDraft>): unknown {
    return (this.draft.value = { ...this.draft.value, ...part });
  }

  addStep(): unknown {
    const { steps } = this.draft.value;
    const names = new Set(steps.map(({ name }) => name));
    let number = names.size + 1;
    while (names.has(`step${number}`)) number += 1;
    return this.change({ steps: [...steps, { ...NO_ACTION, name: `step${number}` }] });
  }

  removeStep(name: string): unknown {
    return this.change({ steps: this.draft.value.steps.filter((step) => step.name !== name) });
  }

  /** Takes another step of the app, with the account that its service has and nothing filled in. */
  choose(name: string, step: StepName): unknown {
    const service = stepOf(step)?.service;
    const { type, key } = step;
    return this.put(name, { type, key, account: (service && accountFor(service)?.id) ?? '', input: {} });
  }

  put(name: string, part: Partial<ZapStep>): unknown {
    const { trigger, steps } = this.draft.value;
    const changed = (step: ZapStep): ZapStep => (step.name === name ? { ...step, ...part } : step);
    return this.change({ trigger: changed(trigger), steps: steps.map(changed) });
  }

  /** The form of a step, for the account that is chosen. */
  formOf({ name, type, key, account }: ZapStep): FormState {
    const step = computed(() => this.all.find((one) => one.name === name));
    const put = this.put.bind(this, name);
    const typed = {
      get value() {
        return step.value?.input ?? {};
      },
      set value(input) {
        put({ input });
      },
    };
    return formOf({ type, key, account }, typed, this.mappable(name), `zap-${name}`);
  }

  /** Runs a step alone, with what the tests of the steps before it gave. */
  async test({ name, type, key, account }: ZapStep, input: ZapStep['input']): Promise<void> {
    const outputs = Object.fromEntries(
      this.before(name).map((step) => [step.name, this.tested.value[step.name]?.dataOut[0]?.json ?? {}]),
    );
    const run = await ask('run', { type, key, account, input, outputs });
    this.tested.value = { ...this.tested.value, [name]: run };
    noteRun(run);
  }

  private mappable(of: string): ReadonlySignal<readonly Option[]> {
    return computed(() =>
      this.before(of).flatMap(({ name }) =>
        (this.tested.value[name]?.dataOut[0]?.values ?? []).map(({ label, value, path }) => ({
          label,
          value,
          text: `{{${name}.${path}}}`,
        })),
      ),
    );
  }

  private before(name: string): readonly ZapStep[] {
    return this.all.slice(
      0,
      this.all.findIndex((step) => step.name === name),
    );
  }

  private get all(): readonly ZapStep[] {
    const { trigger, steps } = this.draft.value;
    return [trigger, ...steps];
  }
}
