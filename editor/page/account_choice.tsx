import type { Service } from '../protocol';
import { addressOf } from './route';
import { accountFor, accountsOf, choose } from './state';

/** With which account of a service a step runs. */
export function AccountChoice({ service }: { readonly service: Service }) {
  const account = accountFor(service);
  return (
    <div class="field">
      <label for={`account-${service}`}>Account</label>
      <span class="with-button">
        <select
          id={`account-${service}`}
          value={account?.id ?? ''}
          onChange={({ currentTarget }) => choose(service, currentTarget.value)}
        >
          {!account && <option value="">None is connected</option>}
          {accountsOf(service).map(({ id, label, world, isStale }) => (
            <option key={id} value={id}>
              {label}
              {world === 'real' && ' (real service)'}
              {isStale && ' (reconnect it)'}
            </option>
          ))}
        </select>
        <a href={addressOf('accounts', ...(account ? [account.id] : []))}>Edit</a>
      </span>
      {account?.world === 'real' && (
        <p class="fault">This account is of the real service: what you run here happens there.</p>
      )}
      {account?.isStale === true && (
        <p class="fault">It waits to be reconnected: actions of Zaps are held, polls are skipped.</p>
      )}
    </div>
  );
}
