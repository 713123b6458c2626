import { signal } from '@preact/signals';
import type { StepInfo } from '../protocol';
import { addressOf } from './route';
import { app } from './state';
import { SearchBox } from './controls';

const words = signal('');

const KINDS = { triggers: 'Triggers', creates: 'Actions', searches: 'Searches' } as const;

/** All steps, by service and kind. */
export function Steps() {
  const { services = [], steps = [] } = app.value ?? {};
  const found = steps.filter(isWanted);
  return (
    <>
      <h1>Steps</h1>
      <SearchBox label="Search in the steps" placeholder="Name, key, or Russian term" words={words} />
      <p class="quiet" role="status">
        {found.length === steps.length ? `${steps.length} steps` : `${found.length} of ${steps.length} steps`}
      </p>
      {services.map(({ service, name }) => {
        const own = found.filter((step) => step.service === service);
        if (own.length === 0) return null;
        const lists = Map.groupBy(own, ({ type }) => type);
        return (
          <section key={service}>
            <h2>{name}</h2>
            <div class="columns">
              {[...lists].map(([type, steps]) => (
                <div key={type}>
                  <h3>{KINDS[type]}</h3>
                  <ul class="steps">
                    {steps.map((step) => (
                      <li key={step.key}>
                        <a href={addressOf(type, step.key)} title={step.description}>
                          {step.label}
                        </a>
                        <Badges step={step} />
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </section>
        );
      })}
    </>
  );
}

export function Badges({ step }: { readonly step: StepInfo }) {
  return (
    <>
      {step.badges.map((badge) => (
        <span key={badge} class={`badge ${badge}`}>
          {badge}
        </span>
      ))}
    </>
  );
}

/** Every word of the search is somewhere in what the step is called, in its key, or among its Russian terms. */
function isWanted({ label, key, russian }: StepInfo): boolean {
  const text = `${label} ${key} ${russian}`.toLowerCase();
  return words.value
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
