import { useMemo } from 'preact/hooks';
import type { Condition, OperationType, ZapDraft, ZapStep } from '../protocol';
import { AccountChoice } from './account_choice';
import { Button, Select, TextBox } from './controls';
import { Form } from './form';
import { addressOf, goTo } from './route';
import { RunView } from './run';
import { Rows } from './rows';
import { ask } from './server';
import { app, doing, stepOf, zaps } from './state';
import { Builder } from './zap_draft';

/** A trigger and the steps behind it, which a person fills in. */
export function ZapBuilder({ name, draft }: { readonly name: string; readonly draft: ZapDraft }) {
  const builder = useMemo(() => new Builder(name, draft), [name]);
  const { title, trigger, filter = [], steps } = builder.draft.value;
  const turnOn = doing(async () => {
    const { id } = await ask('makeZap', builder.draft.value);
    const turned = await ask('turnZap', { zap: id, on: true });
    zaps.value = [turned, ...zaps.value.filter((zap) => zap.id !== id)];
    goTo('zaps', id);
  });
  return (
    <>
      <p class="quiet">
        <a href={addressOf('zaps')}>Zaps</a>
      </p>
      <h1>{title}</h1>
      <div class="narrow">
        <div class="field">
          <label for="zap-title">Name of the Zap</label>
          <TextBox
            id="zap-title"
            value={title}
            onText={(text) => {
              builder.change({ title: text });
            }}
          />
        </div>
        <StepCard title="Trigger" builder={builder} step={trigger} types={['triggers']} />
        <Filter
          filter={filter}
          onFilter={(conditions) => {
            builder.change({ filter: conditions });
          }}
        />
        {steps.map((step, index) => (
          <StepCard
            key={step.name}
            title={`Step ${index + 1}`}
            builder={builder}
            step={step}
            types={['creates', 'searches']}
            onRemove={() => {
              builder.removeStep(step.name);
            }}
          />
        ))}
        <Button
          class="plain"
          onClick={() => {
            builder.addStep();
          }}
        >
          + Add a step
        </Button>
        <div class="row actions">
          <Button class="main" onClick={turnOn}>
            Turn on
          </Button>
        </div>
      </div>
    </>
  );
}

interface StepCardProps {
  readonly title: string;
  readonly builder: Builder;
  readonly step: ZapStep;
  readonly types: readonly OperationType[];
  readonly onRemove?: () => unknown;
}

function StepCard({ title, builder, step, types, onRemove }: StepCardProps) {
  const { name, type, key, account } = step;
  const form = useMemo(() => builder.formOf(step), [builder, type, key, account]);
  const { services = [], steps = [] } = app.value ?? {};
  const info = stepOf(step);
  const run = builder.tested.value[name];
  const id = `zap-${name}`;
  return (
    <section class="card" aria-label={title}>
      <div class="row spread">
        <h2>{title}</h2>
        {onRemove && (
          <Button class="plain" aria-label={`Remove ${title}`} onClick={onRemove}>
            ✕
          </Button>
        )}
      </div>
      <div class="field">
        <label for={id}>Event</label>
        <Select
          id={id}
          value={key}
          onText={(chosen) => {
            builder.choose(name, steps.find((one) => one.key === chosen) ?? step);
          }}
        >
          <option value="">Choose…</option>
          {services.map((service) => (
            <optgroup key={service.service} label={service.name}>
              {steps
                .filter((one) => one.service === service.service && types.includes(one.type))
                .map((one) => (
                  <option key={one.key} value={one.key}>
                    {one.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      </div>
      {info && (
        <>
          <AccountChoice
            id={`${id}-account`}
            service={info.service}
            value={account}
            onPick={(picked) => {
              builder.put(name, { account: picked });
            }}
          />
          <Form form={form} />
          <Button onClick={doing(() => builder.test(step, form.input))}>Test {title.toLowerCase()}</Button>
          {run && <RunView key={run.id} run={run} />}
        </>
      )}
    </section>
  );
}

const CONDITIONS = ['Exactly matches', 'Starts with'] as const;

interface FilterProps {
  readonly filter: readonly Condition[];
  readonly onFilter: (filter: readonly Condition[]) => unknown;
}

/** The Zap goes on only where all of it is so. */
function Filter({ filter, onFilter }: FilterProps) {
  return (
    <section class="card" aria-label="Filter">
      <h2>Filter</h2>
      {filter.length === 0 && <p class="quiet">Every event goes on.</p>}
      <Rows
        name="Condition"
        class="row"
        rows={filter}
        blank={{ field: '', condition: CONDITIONS[0], value: '' }}
        onRows={onFilter}
      >
        {(one, change, name) => (
          <>
            <TextBox
              aria-label={`${name}: value`}
              placeholder="{{trigger.status}}"
              value={one.field}
              onText={(field) => change({ ...one, field })}
            />
            <Select
              aria-label={`${name}: how`}
              value={one.condition}
              onText={(words) => {
                const condition = CONDITIONS.find((known) => known === words);
                if (condition) change({ ...one, condition });
              }}
            >
              {CONDITIONS.map((words) => (
                <option key={words}>{words}</option>
              ))}
            </Select>
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
