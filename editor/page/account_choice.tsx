import type { Account, Service } from '../protocol';
import { Select } from './controls';
import { addressOf } from './route';
import { accountsOf } from './state';

interface AccountChoiceProps {
  readonly id: string;
  readonly service: Service;
  /** The account's id, or nothing. */
  readonly value: string;
  readonly onPick: (account: string) => unknown;
}

/** With which account of a service a step runs. */
export function AccountChoice({ id, service, value, onPick }: AccountChoiceProps) {
  const own = accountsOf(service);
  const account = own.find((one) => one.id === value);
  return (
    <div class="field">
      <label for={id}>Account</label>
      <span class="with-button">
        <Select id={id} value={value} onText={onPick}>
          {!account && <option value="">{own.length === 0 ? 'None is connected' : 'Choose…'}</option>}
          {own.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
              {one.world === 'real' && ' (real service)'}
              {one.isStale && ' (reconnect it)'}
            </option>
          ))}
        </Select>
        <a href={addressOf('accounts', account?.id ?? '')}>Edit</a>
      </span>
      {account?.world === 'real' && (
        <p class="fault">This account is of the real service: what you run here happens there.</p>
      )}
      <StaleNote account={account} />
    </div>
  );
}

export function StaleNote({ account }: { readonly account: Account | undefined }) {
  if (!account?.isStale) return null;
  return <p class="fault">It waits to be reconnected: actions of Zaps are held, polls are skipped.</p>;
}
