import { randomUUID } from 'node:crypto';
import { mapped } from '../sandbox/zapier/mapping';
import type { JsonObject } from '../sandbox/zapier/json';
import type { Zap as SandboxZap, ZapSettings } from '../sandbox/zapier/zap';
import type { Accounts } from './accounts';
import type { Apps } from './apps';
import type { Events } from './events';
import type { LocalServices } from './local_services';
import type { Condition, Zap, ZapDraft, ZapStep } from './protocol';
import { type Runs, WORDS } from './runs';
import { RefusalError } from './server';

interface MadeZap {
  readonly id: string;
  readonly draft: ZapDraft;
  /** Of the language in which it was made, and runs from then on. */
  readonly runs: Runs;
  readonly zap: SandboxZap;
  /** What came of the last thing asked of it. */
  news?: string;
}

/** The Zaps that were made on the page. */
export class Zaps {
  private readonly made = new Map<string, MadeZap>();

  constructor(
    private readonly parts: {
      readonly apps: Apps;
      readonly accounts: Accounts;
      readonly events: Events;
      readonly services: LocalServices;
    },
  ) {}

  async all(): Promise<readonly Zap[]> {
    return Promise.all([...this.made.values()].map((made) => this.shown(made)));
  }

  async make(draft: ZapDraft, runs: Runs): Promise<Zap> {
    const { accounts, services } = this.parts;
    const { world } = accounts.get(draft.trigger.account);
    if (draft.steps.some((step) => accounts.get(step.account).world !== world))
      throw new RefusalError('All accounts of a Zap must be local ones, or all real ones.');
    // A throttled step waits by the clock of the sandbox, which need not take its time.
    const wait = (seconds: number): Promise<void> => {
      if (world === 'sandbox') services.clock.moveOn(seconds * 1000);
      return Promise.resolve();
    };
    const zap = (await runs.app(world)).zap({ ...settingsOf(draft, accounts), wait });
    const made = { id: randomUUID(), draft, runs, zap };
    this.made.set(made.id, made);
    return this.shown(made);
  }

  async remove(id: string): Promise<readonly Zap[]> {
    await this.find(id).zap.turnOff();
    this.made.delete(id);
    return this.all();
  }

  async turn(id: string, isOn: boolean): Promise<Zap> {
    const made = this.find(id);
    const { zap, draft } = made;
    const result = isOn ? await zap.turnOn() : await zap.turnOff();
    const address = this.addressToPaste(made);
    if (isOn && address !== undefined && this.isLocal(made))
      await this.parts.events.paste(draft.trigger.key, address);
    const failure = result && result.outcome !== 'success' ? result.message : undefined;
    return this.told(made, failure ?? (isOn ? 'The Zap is on.' : 'The Zap is off.'));
  }

  async poll(id: string): Promise<Zap> {
    const made = this.find(id);
    const poll = await made.zap.poll();
    if (!poll) return this.told(made, 'Not polled: the account waits to be reconnected.');
    const { result, events, held } = poll;
    if (result.outcome !== 'success') return this.told(made, `The poll failed: ${result.message}`);
    const more = held.length > 0 ? ` ${held.length} are held, as they are too many at once.` : '';
    return this.told(made, `Polled: ${events.length} new.${more}`);
  }

  async fire(id: string): Promise<Zap> {
    const made = this.find(id);
    if (!made.zap.isOn) throw new RefusalError('Turn the Zap on first: nobody hears of it now.');
    if (!this.isLocal(made))
      throw new RefusalError('At a real service only the service itself makes events.');
    await this.parts.events.happen(made.draft.trigger.key);
    await made.zap.settled();
    return this.told(made, made.zap.isInstant ? 'The service has told of it.' : 'It has happened: poll now.');
  }

  async replay(id: string, minutes: number): Promise<Zap> {
    const made = this.find(id);
    this.parts.services.clock.moveOn(minutes * 60_000);
    await made.zap.replayFailed();
    return this.told(made, 'The errored and held runs were played again.');
  }

  private told(made: MadeZap, news: string): Promise<Zap> {
    made.news = news;
    return this.shown(made);
  }

  private async shown(made: MadeZap): Promise<Zap> {
    const { id, draft, runs: played, zap, news } = made;
    const address = this.addressToPaste(made);
    const runs = zap.runs.toReversed().map(async ({ status, history }) => ({
      ...{ status, words: WORDS[status] },
      tries: await Promise.all(history.map(({ step, result }) => played.shown(step, result))),
    }));
    return {
      ...{ ...draft, id, isOn: zap.isOn, isInstant: zap.isInstant, runs: await Promise.all(runs) },
      ...(address !== undefined && { address }),
      ...(news !== undefined && { news }),
    };
  }

  private addressToPaste({ draft, zap }: MadeZap): string | undefined {
    const { triggers } = this.parts.apps.sandbox.definition();
    const isSubscribed = triggers?.[draft.trigger.key]?.operation.performSubscribe !== undefined;
    return zap.isInstant && !isSubscribed ? zap.hook.url : undefined;
  }

  private isLocal({ draft }: MadeZap): boolean {
    return this.parts.accounts.get(draft.trigger.account).world === 'sandbox';
  }

  private find(id: string): MadeZap {
    const made = this.made.get(id);
    if (made) return made;
    throw new RefusalError('This Zap is not there any more.');
  }
}

function settingsOf({ trigger, filter = [], steps }: ZapDraft, accounts: Accounts): ZapSettings {
  return {
    trigger: owned(trigger, accounts, { key: trigger.key, inputData: mapped(trigger.input, {}, []) }),
    steps: [
      { filter: (outputs) => filter.every((condition) => holds(condition, outputs)) },
      ...steps.map((step) =>
        owned(step, accounts, {
          name: step.name,
          method: `${step.type}.${step.key}.operation.perform`,
          inputData: step.input,
        }),
      ),
    ],
  };
}

/** Keeps the getter of the connection, so that a Zap uses the account as it is at each run. */
function owned<Settings extends object>({ account }: ZapStep, accounts: Accounts, settings: Settings) {
  return Object.assign(accounts.ownerOf(account), settings);
}

function holds({ field, condition, value }: Condition, outputs: JsonObject): boolean {
  const { text = '' } = mapped({ text: field }, outputs, []);
  return condition === 'Exactly matches' ? text === value : String(text).startsWith(value);
}
