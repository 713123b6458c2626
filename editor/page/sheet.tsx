import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { spelledOut } from '../../sandbox/zapier/definition';
import type { Field, Service, SheetPage } from '../protocol';
import { Button } from './controls';
import { FieldName } from './field';
import { groupsOf } from './form';
import { Markdown } from './markdown';
import { addressOf } from './route';
import { ask } from './server';
import { app, attempt } from './state';

/** All forms of a service on one page, to be read through or printed. */
export function Sheet({ name }: { readonly name: string }) {
  const services = app.value?.services ?? [];
  const chosen = services.find(({ service }) => service === name) ?? services[0];
  return (
    <>
      <nav class="row unprinted" aria-label="Services">
        {services.map((one) => (
          <a
            key={one.service}
            href={addressOf('sheet', one.service)}
            aria-current={one === chosen ? 'page' : undefined}
          >
            {one.name}
          </a>
        ))}
        <Button onClick={print}>Print</Button>
      </nav>
      {chosen && (
        <>
          <h1>{chosen.name}: all forms</h1>
          <Pages key={chosen.service} service={chosen.service} />
        </>
      )}
    </>
  );
}

function Pages({ service }: { readonly service: Service }) {
  const pages = useSignal<readonly SheetPage[] | undefined>(undefined);
  useEffect(() => {
    void attempt(async () => (pages.value = await ask('sheet', { service })));
  }, [service]);
  if (!pages.value) return <p class="quiet">Loading the forms…</p>;
  return (
    <>
      {pages.value.map(({ step, fields, outputs }) => (
        <section class="sheet" key={`${step.type} ${step.key}`}>
          <h2>{step.label}</h2>
          <p class="quiet">{step.key}</p>
          <p>{step.description}</p>
          {step.directions !== undefined && <Markdown text={step.directions} />}
          {groupsOf(fields).map(({ name, members }) => (
            <div key={name}>
              {name !== undefined && <h3>{name}</h3>}
              <FieldTexts fields={members} />
            </div>
          ))}
          {outputs.length > 0 && (
            <p>
              <strong>Gives:</strong> {outputs.map(({ key, label = key }) => label).join(', ')}.
            </p>
          )}
        </section>
      ))}
    </>
  );
}

function FieldTexts({ fields }: { readonly fields: readonly Field[] }) {
  return (
    <dl>
      {fields.map((field) => (
        <div key={field.key}>
          <dt>
            <FieldName field={field} />
          </dt>
          <dd>
            {field.helpText !== undefined && <Markdown text={field.helpText} />}
            <p class="quiet">
              {spelledOut(field)
                ?.map(({ label }) => label)
                .join(' · ')}
            </p>
            {field.children && <FieldTexts fields={field.children} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
