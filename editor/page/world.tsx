import type { Switch } from '../protocol';
import { ask } from './server';
import { doing, nameOf, news, world } from './state';

/** What the services of the sandbox hold now, and what can be made to happen to them. */
export function WorldScreen() {
  if (!world.value) return <p class="quiet">Loading…</p>;
  const { now, tables, switches } = world.value;
  const services = [...new Set(switches.map(({ service }) => service))];
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
                  <table>
                    <thead>
                      <tr>
                        {columns.map((column) => (
                          <th key={column}>{column}</th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((row, index) => (
                        <tr key={index}>
                          {row.map((cell, place) => (
                            <td key={place}>{cell}</td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </section>
          ))}
        </section>
        <section aria-label="Switches">
          {services.map((service) => (
            <section key={service}>
              <h2>{service === undefined ? 'All' : nameOf(service)}</h2>
              {switches
                .filter((one) => one.service === service)
                .map((one) => (
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
  const flip = doing(async () => {
    world.value = await ask('flip', { switch: id });
    if (isOn === undefined) news.value = `Done: ${label}`;
  });
  return (
    <div class="field">
      {isOn === undefined ? (
        <button type="button" aria-describedby={`switch-${id}`} onClick={flip}>
          {label}
        </button>
      ) : (
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={isOn}
            aria-describedby={`switch-${id}`}
            onChange={flip}
          />
          {label}
        </label>
      )}
      <p class="help" id={`switch-${id}`}>
        {help}
      </p>
    </div>
  );
}
