import { randomUUID } from 'node:crypto';
import { PLATFORMS } from '../proof/services';
import { platforms } from '../src/platforms';
import { AGENT_ACCOUNT } from '../sandbox/measoft/accounts';
import type { Step } from '../sandbox/zapier/step';
import type { Apps } from './apps';
import type { LocalServices } from './local_services';
import type { Account, Service, WorldKind } from './protocol';
import { isSecretField } from './secrets';
import { RefusalError } from './server';

export type AuthData = Readonly<Record<string, string>>;

/** An account as Zapier keeps it: the steps that use it name it by its id. */
export interface StoredAccount {
  readonly id: string;
  readonly world: WorldKind;
  readonly label: string;
  readonly authData: AuthData;
}

/** What Zapier's list of connected accounts holds; from the beginning one of each local service, and a courier's agent. */
export class Accounts {
  private readonly stored = new Map<string, StoredAccount>();

  constructor(
    private readonly apps: Apps,
    services: LocalServices,
  ) {
    for (const platform of PLATFORMS) {
      const { authData } = services.of(platform);
      const label = `Local ${platforms.find(({ key }) => key === platform)?.name ?? platform}`;
      this.stored.set(platform, { id: platform, world: 'sandbox', label, authData });
    }
    const { authData } = services.measoft;
    const agent = { id: 'measoft_agent', world: 'sandbox', label: 'Local MeaSoft, as an agent' } as const;
    this.stored.set(agent.id, { ...agent, authData: { ...authData, login: AGENT_ACCOUNT.login } });
  }

  /** @throws RefusalError where there is none. */
  get(id: string | undefined): StoredAccount {
    const account = this.stored.get(id ?? '');
    if (account) return account;
    throw new RefusalError('Choose an account first.');
  }

  async all(): Promise<readonly Account[]> {
    return Promise.all([...this.stored.values()].map((account) => this.shown(account)));
  }

  async shown({ id, label, world, authData }: StoredAccount): Promise<Account> {
    const zapier = await this.apps.of(world);
    const open = Object.entries(authData).filter(([key]) => world === 'sandbox' || !isSecretField(key));
    return {
      ...{ id, label, world, service: serviceOf(authData) },
      isStale: zapier.isStale({ method: '', connectionId: id }),
      authData: Object.fromEntries(open),
    };
  }

  /** What a form makes of an account that there is, or of a new one; it is not kept yet. */
  filledIn(id: string | undefined, world: WorldKind, typed: AuthData): StoredAccount {
    const former = id === undefined ? undefined : this.get(id);
    const kept = Object.entries(former?.authData ?? {}).filter(
      ([key]) => isSecretField(key) && (typed[key] ?? '') === '',
    );
    const filled = Object.entries(typed).filter(([, value]) => value !== '');
    const authData = Object.fromEntries([...filled, ...kept]);
    return { id: id ?? randomUUID(), world, label: former?.label ?? 'New account', authData };
  }

  /** Keeps an account whose test has succeeded: a stale one is good again. */
  async keep(account: StoredAccount): Promise<void> {
    this.stored.set(account.id, account);
    (await this.apps.of(account.world)).reconnect({ connectionId: account.id });
  }

  /** The parts of a step that say whose it is. They change when the account is reconnected, also for a Zap that there is. */
  ownerOf(id: string): Pick<Step, 'authData' | 'connectionId' | 'timeZone'> {
    const get = (): AuthData => this.get(id).authData;
    return {
      connectionId: this.get(id).id,
      timeZone: 'Europe/Moscow',
      get authData() {
        return get();
      },
    };
  }
}

function serviceOf({ service }: AuthData): Service | undefined {
  const owner = platforms.find(({ services }) => services.some(({ value }) => value === service));
  return PLATFORMS.find((platform) => platform === owner?.key);
}
