import { useMemo } from 'preact/hooks';
import type { Condition, OperationType, ZapDraft } from '../protocol';
import { AccountChoice } from './account_choice';
import { Form } from './form';
import { addressOf, goTo } from './route';
import { RunView } from './run';
import { Rows } from './rows';
import { ask } from './server';
import { app, doing, stepOf, zaps } from './state';
import { TextBox } from './text_box';
import { Builder, type StepDraft } from './zap_draft';

/** A trigger and the steps behind it, which a person fills in. */
export function ZapBuilder({ name, draft }: { readonly name: string; readonly draft: ZapDraft }) {
  const builder = useMemo(() => new Builder(name, draft), [name]);
  const turnOn = doing(async () => {
    const { id } = await ask('makeZap', builder.told);
    const turned = await ask('turnZap', { zap: id, on: true });
    zaps.value = [turned, ...zaps.value.filter((zap) => zap.id !== id)];
    goTo('zaps', id);
  });
  return (
    <>
      <p class="quiet">
        <a href={addressOf('zaps')}>Zaps</a>
      </p>
      <h1>{builder.title}</h1>
      <div class="narrow">
        <div class="field">
          <label for="zap-title">Name of the Zap</label>
          <TextBox
            id="zap-title"
            value={builder.title.value}
            onText={(text) => (builder.title.value = text)}
          />
        </div>
        <StepCard title="Trigger" step={builder.trigger} types={['triggers']} />
        <Filter builder={builder} />
        {builder.steps.value.map((step, index) => (
          <StepCard
            key={step.name}
            title={`Step ${index + 1}`}
            step={step}
            types={['creates', 'searches']}
            onRemove={() => (builder.steps.value = builder.steps.value.filter((one) => one !== step))}
          />
        ))}
        <button type="button" class="plain" onClick={() => builder.addStep()}>
          + Add a step
        </button>
        <div class="row actions">
          <button type="button" class="main" onClick={turnOn}>
            Turn on
          </button>
        </div>
      </div>
    </>
  );
}

interface StepCardProps {
  readonly title: string;
  readonly step: StepDraft;
  readonly types: readonly OperationType[];
  readonly onRemove?: () => unknown;
}

function StepCard({ title, step, types, onRemove }: StepCardProps) {
  const { type, key } = step.step.value;
  const info = stepOf({ type, key });
  const id = `zap-${step.name}`;
  return (
    <section class="card" aria-label={title}>
      <div class="row spread">
        <h2>{title}</h2>
        {onRemove && (
          <button type="button" class="plain" aria-label={`Remove ${title}`} onClick={onRemove}>
            ✕
          </button>
        )}
      </div>
      <div class="field">
        <label for={id}>Event</label>
        <select
          id={id}
          value={key === '' ? '' : `${type}/${key}`}
          onChange={({ currentTarget }) => {
            const chosen = app.value?.steps.find((one) => `${one.type}/${one.key}` === currentTarget.value);
            if (chosen) step.choose({ type: chosen.type, key: chosen.key });
          }}
        >
          <option value="">Choose…</option>
          {app.value?.services.map(({ service, name }) => (
            <optgroup key={service} label={name}>
              {app.value?.steps
                .filter((one) => one.service === service && types.includes(one.type))
                .map((one) => (
                  <option key={one.key} value={`${one.type}/${one.key}`}>
                    {one.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      {info && (
        <>
          <AccountChoice
            id={`${id}-account`}
            service={info.service}
            value={step.account.value}
            onPick={(account) => (step.account.value = account)}
          />
          <Form form={step.form.value} />
          <button type="button" onClick={doing(() => step.test())}>
            Test {title.toLowerCase()}
          </button>
          {step.run.value && <RunView key={step.run.value.id} run={step.run.value} />}
        </>
      )}
    </section>
  );
}

const NEW_CONDITION: Condition = { field: '', condition: 'Exactly matches', value: '' };

/** The Zap goes on only where all of it is so. */
function Filter({ builder: { filter } }: { readonly builder: Builder }) {
  return (
    <section class="card" aria-label="Filter">
      <h2>Filter</h2>
      {filter.value.length === 0 && <p class="quiet">Every event goes on.</p>}
      <Rows
        name="Condition"
        class="row wrap"
        rows={filter.value}
        blank={NEW_CONDITION}
        onRows={(rows) => (filter.value = rows)}
      >
        {(one, change, name) => (
          <>
            <TextBox
              aria-label={`${name}: value`}
              placeholder="{{trigger.status}}"
              value={one.field}
              onText={(field) => change({ ...one, field })}
            />
            <select
              aria-label={`${name}: how`}
              value={one.condition}
              onChange={({ currentTarget }) => {
                const isStart = currentTarget.value === 'Starts with';
                change({ ...one, condition: isStart ? 'Starts with' : 'Exactly matches' });
              }}
            >
              <option>Exactly matches</option>
              <option>Starts with</option>
            </select>
            <TextBox
              aria-label={`${name}: what`}
              value={one.value}
              onText={(value) => change({ ...one, value })}
            />
          </>
        )}
      </Rows>
    </section>
  );
}
