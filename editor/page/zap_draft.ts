import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Condition, Run, StepName, Templates, ZapDraft, ZapStep } from '../protocol';
import { FormState } from './form_state';
import type { Option } from './option_list';
import { ask } from './server';
import { accountFor, kept, noteRun, stepOf } from './state';

export const BLANK: ZapDraft = {
  title: 'My Zap',
  trigger: { type: 'triggers', key: '', account: '', input: {} },
  steps: [{ name: 'step', type: 'creates', key: '', account: '', input: {} }],
};

/** A step of a Zap that is being built. */
export class StepDraft {
  readonly step: Signal<StepName>;
  readonly account: Signal<string>;
  readonly typed: Signal<Templates>;
  /** How its last test ended. */
  readonly run = signal<Run>();

  /** @param before the steps whose values it can take. */
  constructor(
    readonly name: string,
    { type, key, account, input }: ZapStep,
    private readonly before: () => readonly StepDraft[],
  ) {
    this.step = signal({ type, key });
    this.account = signal(account);
    this.typed = signal(input);
  }

  /** A form of its own for each step and account that is chosen. */
  readonly form: ReadonlySignal<FormState> = computed(() => {
    const step = this.step.value;
    const account = this.account.value;
    const filled = (input: Templates) => ({ ...step, input, ...(account !== '' && { account }) });
    return new FormState(
      this.typed,
      {
        fields: (input) => ask('form', filled(input)),
        choices: (field, input, pagingToken) =>
          ask('choices', { ...filled(input), field, ...(pagingToken !== undefined && { pagingToken }) }),
        ...(step.type !== 'triggers' && { mappable: this.mappable }),
      },
      `zap-${this.name}`,
    );
  });

  private readonly mappable = computed((): readonly Option[] =>
    this.before().flatMap(({ name, run }) =>
      (run.value?.dataOut[0]?.values ?? []).map(({ label, value, path }) => ({
        label,
        detail: value,
        text: `{{${name}.${path}}}`,
      })),
    ),
  );

  choose(step: StepName): void {
    this.step.value = step;
    this.typed.value = {};
    const service = stepOf(step)?.service;
    this.account.value = (service && accountFor(service)?.id) ?? '';
  }

  /** Runs the step alone, with what the tests of the steps before it gave. */
  async test(): Promise<void> {
    const outputs = Object.fromEntries(
      this.before().map(({ name, run }) => [name, run.value?.dataOut[0]?.json ?? {}]),
    );
    const { step, account, form } = this;
    this.run.value = await ask('run', {
      ...step.value,
      ...(account.value !== '' && { account: account.value }),
      input: form.value.input,
      outputs,
    });
    noteRun(this.run.value);
  }

  get told(): ZapStep {
    return { ...this.step.value, account: this.account.value, input: this.form.value.input };
  }
}

/** A Zap that is being built. */
export class Builder {
  readonly title: Signal<string>;
  readonly trigger: StepDraft;
  readonly filter: Signal<readonly Condition[]>;
  readonly steps: Signal<readonly StepDraft[]>;

  /** @param name under which it is kept while the tab is open. */
  constructor(name: string, otherwise: ZapDraft) {
    const draft = kept(`zap/${name}`, otherwise);
    const { title, trigger, filter = [], steps } = draft.peek();
    this.title = signal(title);
    this.trigger = new StepDraft('trigger', trigger, () => []);
    this.filter = signal(filter);
    this.steps = signal(steps.map((step) => this.stepOf(step.name, step)));
    effect(() => {
      draft.value = this.told;
    });
  }

  get told(): ZapDraft {
    return {
      title: this.title.value,
      trigger: this.trigger.told,
      filter: this.filter.value,
      steps: this.steps.value.map((step) => ({ name: step.name, ...step.told })),
    };
  }

  addStep(): unknown {
    const names = new Set(this.steps.value.map(({ name }) => name));
    let number = names.size + 1;
    while (names.has(`step${number}`)) number += 1;
    const blank = { type: 'creates', key: '', account: '', input: {} } as const;
    return (this.steps.value = [...this.steps.value, this.stepOf(`step${number}`, blank)]);
  }

  private stepOf(name: string, step: ZapStep): StepDraft {
    const draft: StepDraft = new StepDraft(name, step, () => {
      const all = this.steps.value;
      return [this.trigger, ...all.slice(0, Math.max(0, all.indexOf(draft)))];
    });
    return draft;
  }
}
