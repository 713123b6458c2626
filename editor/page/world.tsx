import type { Switch } from '../protocol';
import { Button } from './controls';
import { ask } from './server';
import { doing, nameOf, news, world } from './state';
import { TableView } from './table';

/** What the services of the sandbox hold now, and what can be made to happen to them. */
export function WorldScreen() {
  if (!world.value) return <p class="quiet">Loading…</p>;
  const { now, tables, switches } = world.value;
  return (
    <>
      <h1>World</h1>
      <p>
        What the shop, the till and the couriers of the sandbox hold. It is{' '}
        <time datetime={now}>{new Date(now).toLocaleString('en-GB')}</time> there.
      </p>
      <div class="two-columns wide">
        <section aria-label="What they hold">
          {tables.map(({ service, title, columns, rows }) => (
            <section key={`${service} ${title}`}>
              <h2>
                {nameOf(service)}: {title} <small>{rows.length}</small>
              </h2>
              {rows.length === 0 ? (
                <p class="quiet">None</p>
              ) : (
                <div class="scroll" tabindex={0} role="region" aria-label={`${nameOf(service)}: ${title}`}>
                  <TableView columns={columns} rows={rows} />
                </div>
              )}
            </section>
          ))}
        </section>
        <section aria-label="Switches">
          {[...Map.groupBy(switches, ({ service }) => service)].map(([service, own]) => (
            <section key={service}>
              <h2>{service === undefined ? 'All' : nameOf(service)}</h2>
              {own.map((one) => (
                <SwitchRow key={one.id} one={one} />
              ))}
            </section>
          ))}
        </section>
      </div>
    </>
  );
}

function SwitchRow({ one: { id, label, help, isOn } }: { readonly one: Switch }) {
  const helpId = `switch-${id}`;
  const flip = doing(async () => {
    world.value = await ask('flip', { switch: id });
    if (isOn === undefined) news.value = `Done: ${label}`;
  });
  return (
    <div class="field">
      {isOn === undefined ? (
        <Button aria-describedby={helpId} onClick={flip}>
          {label}
        </Button>
      ) : (
        <label class="switch">
          <input type="checkbox" role="switch" checked={isOn} aria-describedby={helpId} onChange={flip} />
          {label}
        </label>
      )}
      <p class="help" id={helpId}>
        {help}
      </p>
    </div>
  );
}
