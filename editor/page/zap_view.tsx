import type { Zap, ZapRun } from '../protocol';
import { Button } from './controls';
import { addressOf, goTo } from './route';
import { RunView, timeOf, VerdictSign } from './run';
import { ask } from './server';
import { accounts, doing, news, stepOf, zaps } from './state';

/** A Zap at work: its switch, what can happen to it, and the history of its runs. */
export function ZapView({ zap }: { readonly zap: Zap }) {
  const { id, title, isOn, isInstant, address, runs } = zap;
  const take = (work: () => Promise<Zap>) =>
    doing(async () => {
      const changed = await work();
      zaps.value = zaps.value.map((one) => (one.id === id ? changed : one));
      news.value = changed.news ?? '';
    });
  const remove = doing(async () => {
    zaps.value = await ask('removeZap', { zap: id });
    goTo('zaps');
  });
  const failed = runs.some(({ status }) => status === 'held' || status === 'errored');
  return (
    <>
      <p class="quiet">
        <a href={addressOf('zaps')}>Zaps</a>
      </p>
      <h1>
        {title} <span class={`badge ${isOn ? 'success' : ''}`}>{isOn ? 'on' : 'off'}</span>
      </h1>
      <ol class="chain" aria-label="Steps of the Zap">
        {[zap.trigger, ...zap.steps].map((step, index) => (
          <li key={index}>
            <a href={addressOf(step.type, step.key)}>{stepOf(step)?.label ?? step.key}</a>
          </li>
        ))}
      </ol>
      {address !== undefined && (
        <p>
          The address to paste into the service: <code>{address}</code>
        </p>
      )}
      <Stale zap={zap} />
      <div class="row">
        <Button class={isOn ? '' : 'main'} onClick={take(() => ask('turnZap', { zap: id, on: !isOn }))}>
          {isOn ? 'Turn off' : 'Turn on'}
        </Button>
        <Button class={isOn ? 'main' : ''} disabled={!isOn} onClick={take(() => ask('fire', { zap: id }))}>
          Make the event happen
        </Button>
        {!isInstant && (
          <Button disabled={!isOn} onClick={take(() => ask('poll', { zap: id }))}>
            Poll now
          </Button>
        )}
        {failed &&
          [5, 35].map((minutes) => (
            <Button key={minutes} onClick={take(() => ask('replay', { zap: id, minutes }))}>
              Replay after {minutes} minutes
            </Button>
          ))}
        <Button class="plain" onClick={remove}>
          Delete
        </Button>
      </div>
      {zap.news !== undefined && <p class="note">{zap.news}</p>}
      <section class="narrow" aria-label="History">
        <h2>History</h2>
        {runs.length === 0 && <p class="quiet">Nothing has run yet.</p>}
        {runs.map((run, index) => (
          <Entry key={runs.length - index} run={run} isOpen={index === 0} />
        ))}
      </section>
    </>
  );
}

/** The accounts of the Zap that wait for a person. */
function Stale({ zap: { trigger, steps } }: { readonly zap: Zap }) {
  const used = new Set([trigger, ...steps].map(({ account }) => account));
  const stale = accounts.value.filter(({ id, isStale }) => isStale && used.has(id));
  return (
    <>
      {stale.map(({ id, label }) => (
        <p class="fault" key={id} role="alert">
          {label} has to be reconnected. <a href={addressOf('accounts', id)}>Reconnect</a>
        </p>
      ))}
    </>
  );
}

function Entry({ run, isOpen }: { readonly run: ZapRun; readonly isOpen: boolean }) {
  const { status, words, tries } = run;
  const started = tries[0]?.started;
  return (
    <details class="card" open={isOpen}>
      <summary>
        <VerdictSign verdict={{ kind: status, words }} />{' '}
        <span class="quiet">{started !== undefined && timeOf(started)}</span>
      </summary>
      {tries.map((one, index) => (
        <details key={one.id} open={index === tries.length - 1}>
          <summary>
            {one.label} <VerdictSign verdict={one.verdict} />
          </summary>
          <RunView run={one} />
        </details>
      ))}
    </details>
  );
}
