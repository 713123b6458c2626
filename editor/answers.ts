import { filled } from '../proof/step';
import { usesOf } from '../proof/services';
import { type AppDefinition, type Field, operationOf, staticFields } from '../sandbox/zapier/definition';
import type { Templates } from '../sandbox/zapier/mapping';
import { Accounts } from './accounts';
import type { Apps } from './apps';
import type { Events } from './events';
import type { LocalServices } from './local_services';
import type { Connected, Language, ServerEvent, StepName } from './protocol';
import { recipes } from './recipes';
import { Runs } from './runs';
import { type Answers, RefusalError } from './server';
import { appInfo, platformOf } from './steps';
import { LocalWorld } from './world';
import { Zaps } from './zaps';

/** All that the page can ask for, in either language. @param tell whoever has the page open. */
export function answersOf(
  {
    apps,
    services,
    events,
  }: { readonly apps: Apps; readonly services: LocalServices; readonly events: Events },
  tell: (event: ServerEvent) => void,
): Readonly<Record<Language, Answers>> {
  const accounts = new Accounts(apps, services);
  const runs = new Runs(apps, accounts, services);
  const zaps = new Zaps({ apps, accounts, runs, services, events });
  const world = new LocalWorld(services);

  /** A run may change what services hold, and make an account stale. */
  const changing = async <Result>(work: Promise<Result>): Promise<Result> => {
    const result = await work;
    for (const what of ['accounts', 'zaps', 'world'] as const) tell({ kind: 'changed', what });
    return result;
  };

  const answersIn = (language: Language): Answers => ({
    app: async () => ({ ...appInfo(await definition(language)), recipes: recipes() }),
    accounts: () => accounts.all(),
    connect: async ({ account: id, world: kind, authData }) => {
      const account = accounts.filledIn(id, kind, authData);
      const tested = await runs.test(account, language);
      if (!tested.test.ok)
        return { ...tested, ...(id !== undefined && { account: await accounts.shown(accounts.get(id)) }) };
      const kept = { ...account, label: tested.test.label ?? account.label };
      await changing(accounts.keep(kept));
      return { ...tested, account: await accounts.shown(kept) };
    },
    test: async ({ account: id }): Promise<Connected> => {
      const account = accounts.get(id);
      return { ...(await runs.test(account, language)), account: await accounts.shown(account) };
    },
    form: (asked) => runs.form(asked, language),
    choices: (asked) => runs.choices(asked, language),
    example: ({ key }) => {
      const platform = platformOf(key);
      // Uses are texts, lists and rows of them.
      return filled(usesOf(platform, key)[0].input ?? {}, services.of(platform).tokens) as Templates;
    },
    run: (asked) => changing(runs.run(asked, language)),
    again: ({ run, minutes }) => changing(runs.again(run, minutes, language)),
    zaps: () => zaps.all(),
    makeZap: (draft) => changing(zaps.make(draft, language)),
    removeZap: ({ zap }) => changing(zaps.remove(zap)),
    turnZap: ({ zap, on }) => changing(zaps.turn(zap, on)),
    poll: ({ zap }) => changing(zaps.poll(zap)),
    fire: ({ zap }) => changing(zaps.fire(zap)),
    replay: ({ zap, minutes }) => changing(zaps.replay(zap, minutes)),
    world: () => world.shown(),
    flip: ({ switch: id }) => changing(Promise.resolve(world.press(id))),
    sheet: async ({ service }) => {
      const app = await definition(language);
      const { steps } = appInfo(app);
      return Promise.all(
        steps
          .filter((step) => step.service === service)
          .map(async (step) => ({
            step,
            fields: await runs.form({ ...step, account: service, input: {} }, language),
            outputs: outputsOf(app, step),
          })),
      );
    },
  });
  return { en: answersIn('en'), ru: answersIn('ru') };

  async function definition(language: Language): Promise<AppDefinition> {
    return (await apps.of('sandbox', language)).definition();
  }
}

function outputsOf(app: AppDefinition, { type, key }: StepName): readonly Field[] {
  const operation = operationOf(app, `${type}.${key}`);
  if (!operation) throw new RefusalError(`The app has no step ${key}.`);
  return staticFields(operation.operation.outputFields);
}
