import { useSignal } from '@preact/signals';
import { type ComponentChildren } from 'preact';
import type { Call, Data, Run, Verdict } from '../protocol';
import { Button } from './controls';
import { ask } from './server';
import { doing, news, noteRun } from './state';
import { TableView } from './table';

/** What came of a run: the verdict, what went in and out, and all that happened in between. */
export function RunView({ run }: { readonly run: Run }) {
  return (
    <article class="run" aria-label={`${run.label}: ${run.verdict.words}`}>
      <header class="row spread">
        <VerdictSign verdict={run.verdict} />
        <span class="quiet">
          {timeOf(run.started)} · {run.milliseconds} ms{run.coldStart && ', cold start'}
        </span>
      </header>
      {run.message !== undefined && <p class="message">{run.message}</p>}
      {run.verdict.kind === 'success' && <DataView title="Data out" data={run.dataOut} isOpen />}
      <DataView title="Data in" data={[run.dataIn]} />
      <Calls calls={run.calls} />
      <Section title={`Cache (${run.cache.length})`} isEmpty={run.cache.length === 0}>
        <TableView
          columns={['Call', 'Entry', 'Answer']}
          rows={run.cache.map(({ method, key, answer }) => [method, key, answer])}
        />
      </Section>
      <Section title={`Log (${run.log.length})`} isEmpty={run.log.length === 0}>
        <pre tabindex={0}>{run.log.join('\n')}</pre>
      </Section>
    </article>
  );
}

export function VerdictSign({ verdict: { kind, words } }: { readonly verdict: Verdict }) {
  return <strong class={`verdict ${kind}`}>{words}</strong>;
}

/** What can be done with a run that is over. */
export function RunAgain({ run }: { readonly run: Run }) {
  const again = (minutes: number) =>
    doing(async () => {
      noteRun(await ask('again', { run: run.id, minutes }));
    });
  const { command = '' } = run;
  const copy = doing(async () => {
    await navigator.clipboard.writeText(command);
    news.value = 'Copied.';
  });
  return (
    <div class="row">
      <Button onClick={again(0)}>Run again</Button>
      <Button onClick={again(5)}>Replay after 5 minutes</Button>
      <Button onClick={again(35)}>after 35 minutes</Button>
      {command !== '' && (
        <Button title={command} onClick={copy}>
          Copy as command
        </Button>
      )}
    </div>
  );
}

interface DataProps {
  readonly title: string;
  readonly data: readonly Data[];
  readonly isOpen?: boolean;
}

function DataView({ title, data, isOpen = false }: DataProps) {
  const asJson = useSignal(false);
  return (
    <Section title={data.length > 1 ? `${title} (${data.length})` : title} isOpen={isOpen}>
      {data.length === 0 && <p class="quiet">Nothing was found.</p>}
      <label class="switch">
        <input
          type="checkbox"
          checked={asJson.value}
          onChange={({ currentTarget }) => (asJson.value = currentTarget.checked)}
        />
        JSON
      </label>
      {data.map(({ json, labelled }, index) =>
        asJson.value ? (
          <pre key={index} tabindex={0}>
            {JSON.stringify(json, null, 2)}
          </pre>
        ) : (
          <dl key={index}>
            {labelled.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        ),
      )}
    </Section>
  );
}

function Calls({ calls }: { readonly calls: readonly Call[] }) {
  return (
    <Section title={`Calls to the service (${calls.length})`} isEmpty={calls.length === 0} isOpen>
      {calls.map((call, index) => (
        <details class="call" key={index}>
          <summary>
            <span>{call.name}</span>
            <span class={call.status !== undefined && call.status < 400 ? 'quiet' : 'bad'}>
              {call.status ?? 'no answer'} · {call.milliseconds} ms
            </span>
          </summary>
          {call.fault !== undefined && <p class="fault">The sandbox: {call.fault}</p>}
          <p class="quiet">
            {call.method} {call.url}
          </p>
          <h4>Request</h4>
          <pre tabindex={0}>{call.request || 'Not known.'}</pre>
          <h4>Answer</h4>
          <pre tabindex={0}>{call.answer || 'Nothing came.'}</pre>
        </details>
      ))}
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly isEmpty?: boolean;
  readonly isOpen?: boolean;
  readonly children: ComponentChildren;
}

function Section({ title, isEmpty = false, isOpen = false, children }: SectionProps) {
  if (isEmpty) return null;
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

export function timeOf(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-GB');
}
