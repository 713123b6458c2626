import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Account, Connected, WorldKind } from '../protocol';
import { StaleNote } from './account_choice';
import { Button } from './controls';
import { Form } from './form';
import { FormState, textOf } from './form_state';
import { addressOf, goTo } from './route';
import { RunView } from './run';
import { ask } from './server';
import { accounts, app, choose, doing, nameOf } from './state';

/** How the last test ended. */
const tested = signal<Connected>();

/** The accounts that steps run with, and the form of each connection. */
export function Accounts({ name }: { readonly name: string }) {
  const account = accounts.value.find(({ id }) => id === name);
  if (account || name === 'new') return <Connection key={name} account={account} />;
  return (
    <>
      <h1>Accounts</h1>
      <p>Those of the sandbox are ready. You can also connect a real one.</p>
      <ul class="cards">
        {accounts.value.map((one) => (
          <li key={one.id}>
            <a href={addressOf('accounts', one.id)}>{one.label}</a>
            <span class="quiet">{one.service && nameOf(one.service)}</span>
            {one.isStale && <span class="badge held">reconnect</span>}
            {one.world === 'real' && <span class="badge real">real service</span>}
          </li>
        ))}
      </ul>
      <a class="button" href={addressOf('accounts', 'new')}>
        Connect another account
      </a>
    </>
  );
}

function Connection({ account }: { readonly account: Account | undefined }) {
  const world = useMemo(() => signal<WorldKind>(account?.world ?? 'sandbox'), []);
  const form = useMemo(() => {
    const fields = app.value?.connectionFields ?? [];
    return new FormState(signal(account?.authData ?? {}), { fields: () => Promise.resolve(fields) });
  }, []);
  const show = async (connected: Connected): Promise<void> => {
    tested.value = connected;
    if (!connected.account) return;
    const { id, service } = connected.account;
    accounts.value = await ask('accounts');
    if (service) choose(service, id);
    if (id !== account?.id) goTo('accounts', id);
  };
  const connect = doing(async () => {
    const entries = Object.entries(form.input).map(([key, value]) => [key, textOf(value)] as const);
    await show(
      await ask('connect', {
        ...(account && { account: account.id }),
        world: world.value,
        authData: Object.fromEntries(entries),
      }),
    );
  });
  const last = tested.value?.account?.id === account?.id ? tested.value : undefined;
  return (
    <>
      <p class="quiet">
        <a href={addressOf('accounts')}>Accounts</a>
      </p>
      <h1>{account?.label ?? 'Connect an account'}</h1>
      <StaleNote account={account} />
      <div class="two-columns">
        <form novalidate aria-label="Connection" onSubmit={connect}>
          <WorldChoice world={world} />
          <Form form={form} />
          <div class="row actions">
            <button class="main">{account ? 'Reconnect' : 'Connect'}</button>
            {account && (
              <Button onClick={doing(async () => show(await ask('test', { account: account.id })))}>
                Test as it is
              </Button>
            )}
          </div>
        </form>
        <section class="results" aria-label="The test of the connection">
          {last ? (
            <>
              <p role="status">
                {last.label === undefined
                  ? 'It does not work:'
                  : `The connection works. Zapier lists it as “${last.label}”.`}
              </p>
              <RunView key={last.run.id} run={last.run} />
            </>
          ) : (
            <p class="quiet">How the test of the connection ends is shown here.</p>
          )}
        </section>
      </div>
    </>
  );
}

function WorldChoice({ world }: { readonly world: { value: WorldKind } }) {
  return (
    <fieldset class="field">
      <legend>Where it works</legend>
      {(['sandbox', 'real'] as const).map((kind) => (
        <label class="switch" key={kind}>
          <input
            type="radio"
            name="world"
            checked={world.value === kind}
            onChange={() => (world.value = kind)}
          />
          {kind === 'sandbox' ? 'With the services of the sandbox' : 'With the real service'}
        </label>
      ))}
      {world.value === 'real' && (
        <p class="fault">
          What you run with it happens at the real service: orders are made, money is moved.
        </p>
      )}
    </fieldset>
  );
}
