import { filled } from '../proof/step';
import { usesOf } from '../proof/services';
import { staticFields } from '../sandbox/zapier/definition';
import { Accounts } from './accounts';
import type { Apps } from './apps';
import type { Events } from './events';
import type { LocalServices } from './local_services';
import type {
  AskedField,
  AskedRun,
  Connected,
  ConnectionForm,
  FilledStep,
  Language,
  ServerEvent,
  Service,
  SheetPage,
  StepName,
  Templates,
  ZapDraft,
} from './protocol';
import { recipes } from './recipes';
import { Runs } from './runs';
import { appInfo, platformOf } from './steps';
import { LocalWorld } from './world';
import { Zaps } from './zaps';

interface Parts {
  readonly apps: Apps;
  readonly services: LocalServices;
  readonly events: Events;
}

export type Answers = ReturnType<typeof answersOf>[Language];

/** All that can be asked for, by name. */
export type Api = {
  readonly [Name in keyof Answers]: (
    ...asked: Parameters<Answers[Name]>
  ) => Awaited<ReturnType<Answers[Name]>>;
};

/** All that the page can ask for, in either language. @param tell whoever has the page open. */
export function answersOf({ apps, services, events }: Parts, tell: (event: ServerEvent) => void) {
  const accounts = new Accounts(apps, services);
  const zaps = new Zaps({ apps, accounts, services, events });
  const world = new LocalWorld(services);

  /** A run may change what services hold, and make an account stale. */
  const changing = async <Result>(work: Promise<Result>): Promise<Result> => {
    const result = await work;
    for (const what of ['accounts', 'zaps', 'world'] as const) tell({ kind: 'changed', what });
    return result;
  };

  const answersIn = (language: Language) => {
    const runs = new Runs(apps, accounts, services, language);
    const definition = async () => (await runs.app()).definition();
    return {
      /** All that stays the same until the app is built anew. */
      app: async () => ({ ...appInfo(await definition()), recipes: recipes() }),
      accounts: () => accounts.all(),
      /** Connects an account, or reconnects one that there is: its stale connection is good again where the test succeeds. */
      connect: async ({ account: id, world: kind, authData }: ConnectionForm): Promise<Connected> => {
        const account = accounts.filledIn(id, kind, authData);
        const tested = await runs.test(account);
        if (tested.label === undefined)
          return { ...tested, ...(id !== undefined && { account: await accounts.shown(accounts.get(id)) }) };
        const kept = { ...account, label: tested.label };
        await changing(accounts.keep(kept));
        return { ...tested, account: await accounts.shown(kept) };
      },
      /** Tests an account as it is. */
      test: async ({ account: id }: { readonly account: string }): Promise<Connected> => {
        const account = accounts.get(id);
        return { ...(await runs.test(account)), account: await accounts.shown(account) };
      },
      /** The form of a step, its groups by their headlines: to be asked again when a field that `altersDynamicFields` changes. */
      form: (asked: FilledStep) => runs.form(asked),
      /** Zapier's search box looks through the entries that it has loaded. */
      choices: (asked: AskedField) => runs.choices(asked),
      /** What a form may be filled in with: a use that succeeds in the sandbox as it was at the beginning. */
      example: ({ key }: StepName) => {
        const platform = platformOf(key);
        // Uses are texts, lists and rows of them.
        return filled(usesOf(platform, key)[0].input ?? {}, services.of(platform).tokens) as Templates;
      },
      /** Runs a step once, as its Test button does. A trigger gives its latest events. */
      run: (asked: AskedRun) => changing(runs.run(asked)),
      /** Runs the same again, so many minutes later: 0 at once, 5 and 35 as autoreplay does. */
      again: ({ run, minutes }: { readonly run: string } & Later) => changing(runs.again(run, minutes)),
      zaps: () => zaps.all(),
      makeZap: (draft: ZapDraft) => changing(zaps.make(draft, runs)),
      removeZap: ({ zap }: OfZap) => changing(zaps.remove(zap)),
      turnZap: ({ zap, on }: OfZap & { readonly on: boolean }) => changing(zaps.turn(zap, on)),
      /** Polls a Zap that is on. */
      poll: ({ zap }: OfZap) => changing(zaps.poll(zap)),
      /** Lets happen at the service what the trigger waits for. A polling trigger hears of it at the next poll. */
      fire: ({ zap }: OfZap) => changing(zaps.fire(zap)),
      /** Replays the errored and held runs of a Zap, so many minutes later. */
      replay: ({ zap, minutes }: OfZap & Later) => changing(zaps.replay(zap, minutes)),
      world: () => world.shown(),
      /** Turns a switch of the world, or presses it where it only happens once. */
      flip: ({ switch: id }: { readonly switch: string }) => changing(Promise.resolve(world.press(id))),
      sheet: async ({ service }: { readonly service: Service }): Promise<readonly SheetPage[]> => {
        const app = await definition();
        const own = appInfo(app).steps.filter((step) => step.service === service);
        return Promise.all(
          own.map(async (step) => ({
            step,
            fields: await runs.form({ ...step, account: service, input: {} }),
            outputs: staticFields(app[step.type]?.[step.key]?.operation.outputFields),
          })),
        );
      },
    };
  };
  return { en: answersIn('en'), ru: answersIn('ru') };
}

interface OfZap {
  readonly zap: string;
}

interface Later {
  readonly minutes: number;
}
