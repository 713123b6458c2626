import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { StepInfo, StepName } from '../protocol';
import { AccountChoice } from './account_choice';
import { Button } from './controls';
import { Form } from './form';
import { formOf } from './form_state';
import { Markdown } from './markdown';
import { addressOf } from './route';
import { RunAgain, RunView, VerdictSign } from './run';
import { ask } from './server';
import { accountFor, choose, doing, kept, nameOf, noteRun, runsOf, sample, stepOf } from './state';
import { Badges } from './steps';

const isRunning = signal(false);

/** One step: its form, and what came of its runs. */
export function StepScreen({ name }: { readonly name: StepName }) {
  const step = stepOf(name);
  if (!step) return <p role="alert">There is no step {name.key}.</p>;
  return <Step key={`${name.type}/${name.key}`} step={step} />;
}

function Step({ step }: { readonly step: StepInfo }) {
  const { type, key, label, description, directions, service } = step;
  const account = accountFor(service)?.id;
  const form = useMemo(
    () => formOf({ type, key, account }, kept(`${type}/${key}`, {}), sample),
    [step, account],
  );
  const [latest, ...earlier] = runsOf(step);
  const run = doing(async () => {
    isRunning.value = true;
    try {
      noteRun(await ask('run', { type, key, account, input: form.input }));
      document.querySelector('.results')?.scrollIntoView({ block: 'nearest' });
    } finally {
      isRunning.value = false;
    }
  });
  return (
    <>
      <p class="quiet">
        <a href={addressOf()}>Steps</a> / {nameOf(service)}
      </p>
      <h1>
        {label} <Badges step={step} />
      </h1>
      <p>{description}</p>
      <div class="two-columns">
        <section aria-label={label}>
          <AccountChoice
            id="account"
            service={service}
            value={account ?? ''}
            onPick={(id) => choose(service, id)}
          />
          {directions !== undefined && <Markdown text={directions} />}
          <Form form={form} />
          <div class="row actions">
            <Button class="main" disabled={isRunning.value} onClick={run}>
              {isRunning.value ? 'Running…' : 'Test step'}
            </Button>
            <Button onClick={doing(async () => form.fill(await ask('example', { type, key })))}>
              Fill in an example
            </Button>
            <Button onClick={doing(() => form.fill({}))}>Empty the form</Button>
          </div>
        </section>
        <section aria-label="What came of it" class="results">
          {latest ? (
            <>
              <RunView key={latest.id} run={latest} />
              <RunAgain run={latest} />
            </>
          ) : (
            <p class="quiet">Fill in the form, then test the step. What it did is shown here.</p>
          )}
          {earlier.map((one) => (
            <details key={one.id}>
              <summary>
                Earlier: <VerdictSign verdict={one.verdict} />
              </summary>
              <RunView run={one} />
            </details>
          ))}
        </section>
      </div>
    </>
  );
}
