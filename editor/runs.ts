import { coercedInput } from '../sandbox/zapier/coercion';
import { type Field, isOperationType, operationOf, staticFields } from '../sandbox/zapier/definition';
import { isJsonObject, type JsonObject } from '../sandbox/zapier/json';
import { labelled } from '../sandbox/zapier/labelled';
import { mapped, type Templates } from '../sandbox/zapier/mapping';
import type { RunResult } from '../sandbox/zapier/outcome';
import type { Step } from '../sandbox/zapier/step';
import { statusOf } from '../sandbox/zapier/zap';
import type { Zapier } from '../sandbox/zapier/zapier';
import type { Accounts, StoredAccount } from './accounts';
import type { Apps } from './apps';
import type { LocalServices } from './local_services';
import type {
  AskedField,
  AskedRun,
  ChoicesPage,
  Connected,
  FilledStep,
  Language,
  MappableValue,
  Run,
  RunStatus,
  StepName,
  Verdict,
  WorldKind,
} from './protocol';
import { loggedCalls, printed } from './recorder';
import { secretsIn, without } from './secrets';
import { RefusalError } from './server';

/** A result of a service may hold thousands of events. */
const MOST_RESULTS = 100;

/** Runs single steps of the app in one language, and shows what became of every run. */
export class Runs {
  private readonly steps = new Map<string, Step>();
  private readonly shownBefore = new WeakMap<RunResult, Run>();
  /** The whole form of a step as it was loaded last: with the fields that functions add. */
  private readonly forms = new Map<string, readonly Field[]>();

  constructor(
    private readonly apps: Apps,
    private readonly accounts: Accounts,
    private readonly services: LocalServices,
    private readonly language: Language,
  ) {}

  /** The app among the services of an account. */
  async app(world: WorldKind = 'sandbox'): Promise<Zapier> {
    return this.apps.of(world, this.language);
  }

  /** The form for what is filled in so far. Without an account it is what the app shows to nobody. */
  async form({ type, key, account, input }: FilledStep): Promise<readonly Field[]> {
    const { zapier, owner } =
      account === undefined ? { zapier: await this.app(), owner: {} } : await this.on(account);
    const shown = await zapier.inputFields(type, key, { ...owner, inputData: input });
    const groups = zapier.definition()[type]?.[key]?.operation.inputFieldGroups ?? [];
    const fields = shown.map((field) => {
      const headline = groups.find((group) => group.key === field.group)?.label;
      return headline === undefined ? field : { ...field, group: headline };
    });
    this.forms.set(`${type}.${key}`, fields);
    return fields;
  }

  async choices({ type, key, account, input, field, pagingToken }: AskedField): Promise<ChoicesPage> {
    const { zapier, owner } = await this.on(account);
    const page = pagingToken === undefined ? {} : { pagingToken };
    return zapier.choices(type, key, field, { ...owner, ...page, inputData: input });
  }

  /** Tests an account, also one that is not kept. */
  async test(account: StoredAccount): Promise<Omit<Connected, 'account'>> {
    const { authData, world } = account;
    const test = await (await this.app(world)).testConnection(authData);
    const run = await this.shownOf(account, { method: 'authentication.test', authData }, test);
    return { run, ...(test.outcome === 'success' && { label: test.label }) };
  }

  async run({ type, key, account, input, outputs = {} }: AskedRun): Promise<Run> {
    const { zapier, owner } = await this.on(account);
    const operation = zapier.definition()[type]?.[key]?.operation;
    if (!operation) throw new RefusalError(`The app has no step ${key}.`);
    const method = `${type}.${key}.operation.${operation.type === 'hook' ? 'performList' : 'perform'}`;
    // What was typed came as JSON: texts, and lists and rows of them.
    const inputData = mapped(input as Templates, outputs, staticFields(operation.inputFields));
    const meta = type === 'triggers' && { meta: { isLoadingSample: true } };
    return this.perform({ ...owner, method, inputData, ...meta });
  }

  /** Runs the same once more, by a clock that has been moved on. */
  async again(run: string, minutes: number): Promise<Run> {
    const step = this.steps.get(run);
    if (!step) throw new RefusalError('This run is not known any more.');
    this.services.clock.moveOn(minutes * 60_000);
    return this.perform({ ...step, ...this.accounts.ownerOf(step.connectionId ?? '') });
  }

  /** A run of a step as people see it. */
  async shown(step: Step, result: RunResult): Promise<Run> {
    const account = this.accounts.get(step.connectionId);
    return this.shownBefore.get(result) ?? this.shownOf(account, step, result);
  }

  private async perform(step: Step): Promise<Run> {
    const { zapier } = await this.on(step.connectionId);
    return this.shown(step, await zapier.run(step));
  }

  private async shownOf({ id, world }: StoredAccount, step: Step, result: RunResult): Promise<Run> {
    const zapier = await this.app(world);
    const definition = zapier.definition();
    const secrets = secretsIn(step.authData ?? {});
    const { display, operation } = operationOf(definition, step.method) ?? {};
    const [type, key = ''] = step.method.split('.');
    const name = isOperationType(type) ? { type, key } : undefined;
    const fields = this.forms.get(`${String(type)}.${key}`) ?? staticFields(operation?.inputFields);
    const outputFields = staticFields(operation?.outputFields);
    const { recorder } = this.apps;
    const input = coercedInput(definition, step);
    const run: Run = {
      id: result.id,
      started: new Date(this.services.clock.now() - result.milliseconds).toISOString(),
      ...(name && { step: name, command: commandFor(name, step) }),
      label: display?.label ?? 'Connection Test',
      account: id,
      verdict: verdictOf(result),
      ...(result.outcome !== 'success' && { message: without(result.message, secrets) }),
      milliseconds: result.milliseconds,
      coldStart: result.coldStart,
      dataIn: { json: input, labelled: labelled(withoutColumns(input, fields), fields) },
      dataOut: resultsOf(result).map((json) => ({
        json,
        labelled: labelled(json, outputFields),
        values: valuesIn(json, outputFields),
      })),
      calls: world === 'sandbox' ? recorder.callsOf(result.id, secrets) : loggedCalls(zapier.log, result.id),
      cache: recorder.cacheCallsOf(result.id),
      log: printed(zapier.log, result.id).map((line) => without(line, secrets)),
    };
    this.shownBefore.set(result, run);
    this.steps.set(run.id, step);
    return run;
  }

  private async on(account: string | undefined) {
    const { id, world } = this.accounts.get(account);
    return { zapier: await this.app(world), owner: this.accounts.ownerOf(id) };
  }
}

/** Line items arrive a second time, as a list for each of their fields: nobody has filled that in. */
function withoutColumns(input: JsonObject, fields: readonly Field[]): JsonObject {
  const columns = new Set(fields.flatMap(({ children = [] }) => children.map(({ key }) => key)));
  return Object.fromEntries(Object.entries(input).filter(([key]) => !columns.has(key)));
}

function resultsOf(result: RunResult): readonly JsonObject[] {
  if (result.outcome !== 'success') return [];
  const { output } = result;
  return (Array.isArray(output) ? output : [output]).filter(isJsonObject).slice(0, MOST_RESULTS);
}

/** What later steps can map, by its path; the values of all members of a list together, with commas between. */
function valuesIn(json: JsonObject, fields: readonly Field[]): readonly MappableValue[] {
  const labels = new Map(
    fields.map(({ key, label = key }) => [key.replace('[]', '.').replace('__', '.'), label]),
  );
  const paths = (value: unknown, path: string): readonly string[] => {
    const members = Array.isArray(value) ? value.filter(isJsonObject) : isJsonObject(value) ? [value] : [];
    const keys = [...new Set(members.flatMap((member) => Object.keys(member)))];
    if (keys.length === 0) return [path];
    return keys.flatMap((key) => {
      const below = members.map((member) => member[key]).find((one) => one !== null && one !== undefined);
      return paths(below, path === '' ? key : `${path}.${key}`);
    });
  };
  return paths(json, '').map((path) => {
    const { value } = mapped({ value: `{{x.${path}}}` }, { x: json }, []);
    return { path, label: labels.get(path) ?? path, value: typeof value === 'string' ? value : '' };
  });
}

/** The words of Zapier's history. */
export const WORDS: Readonly<Record<RunStatus, string>> = {
  playing: 'Playing',
  success: 'Success',
  filtered: 'Filtered',
  halted: 'Halted',
  held: 'Held: reconnect',
  errored: 'Errored',
};

function verdictOf(result: RunResult): Verdict {
  if (result.outcome === 'error' && result.kind === 'ThrottledError')
    return { kind: 'delayed', words: `Delayed ${result.delaySeconds ?? 60} s` };
  const kind = statusOf(result);
  return { kind, words: WORDS[kind] };
}

const KINDS = { triggers: 'trigger', creates: 'create', searches: 'search' } as const;

/** The command line that runs the same step, with the account that `npm run sandbox` has written into `.env`. */
function commandFor({ type, key }: StepName, step: Step): string {
  const input = JSON.stringify(step.inputData ?? {}).replaceAll("'", String.raw`'\''`);
  const zone = step.timeZone ?? 'Europe/Moscow';
  return `npx zapier-platform invoke ${KINDS[type]} ${key} -i '${input}' --non-interactive --timezone ${zone}`;
}
