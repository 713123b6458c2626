import { effect, type Signal, signal } from '@preact/signals';
import type { Account, App, Language, MappableValue, Run, Service, StepName, World, Zap } from '../protocol';
import { language } from './route';
import { ask, listen } from './server';

/** What the whole page knows. Components read these signals, and are drawn anew where they change. */
export const app = signal<App>();
export const accounts = signal<readonly Account[]>([]);
export const zaps = signal<readonly Zap[]>([]);
export const world = signal<World>();

/** All runs since the page was opened, newest first, with the language in which each one ran. */
const runs = signal<readonly (Run & { readonly language: Language })[]>([]);

export function runsOf({ type, key }: StepName): readonly Run[] {
  return runs.value.filter(
    ({ step, language: spoken }) => step?.type === type && step.key === key && spoken === language.value,
  );
}

/** The values of the last event of a trigger that was tested, for other steps: a single one has no trigger to refer to. */
export const sample = signal<readonly MappableValue[]>([]);

/** What went wrong on the way to the server, or there; empty when all is well. */
export const trouble = signal('');

/** What has happened, for those who do not see the page change. */
export const news = signal('');

const keptValues = new Map<string, Signal>();

/** Kept while the tab is open, also when the page loads itself again after a change of the app. */
export function kept<Value>(name: string, otherwise: Value): Signal<Value> {
  const known = keptValues.get(name) as Signal<Value> | undefined;
  if (known) return known;
  const stored = sessionStorage.getItem(name);
  const value = signal(stored === null ? otherwise : (JSON.parse(stored) as Value));
  keptValues.set(name, value);
  effect(() => {
    sessionStorage.setItem(name, JSON.stringify(value.value));
  });
  return value;
}

/** The account that steps of a service run with, where a person chose one. */
const chosen = kept<Readonly<Partial<Record<Service, string>>>>('accounts', {});

export function choose(service: Service, account: string): unknown {
  return (chosen.value = { ...chosen.value, [service]: account });
}

export function accountsOf(service: Service): readonly Account[] {
  return accounts.value.filter((account) => account.service === service);
}

/** The account that was chosen for a service, or else its first one. */
export function accountFor(service: Service): Account | undefined {
  const own = accountsOf(service);
  return own.find(({ id }) => id === chosen.value[service]) ?? own[0];
}

export function nameOf(service: Service): string {
  return app.value?.services.find((one) => one.service === service)?.name ?? service;
}

export function stepOf({ type, key }: StepName): App['steps'][number] | undefined {
  return app.value?.steps.find((step) => step.type === type && step.key === key);
}

/** Does something at the server; where that fails the page says so, and nothing is thrown. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  trouble.value = '';
  try {
    await work();
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : String(error);
  }
}

/** Handles a click or a submitted form: does something at the server, and says so where that fails. */
export function doing(work: () => Promise<unknown>): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    void attempt(work);
  };
}

export function noteRun(run: Run): void {
  news.value = `${run.label}: ${run.verdict.words}`;
  runs.value = [{ ...run, language: language.peek() }, ...runs.value];
  if (run.step?.type === 'triggers') sample.value = run.dataOut[0]?.values ?? sample.value;
}

const REFRESH = {
  accounts: async () => (accounts.value = await ask('accounts')),
  zaps: async () => (zaps.value = await ask('zaps')),
  world: async () => (world.value = await ask('world')),
};

/** Loads what the page shows, and keeps it as it is at the server. */
export async function begin(): Promise<void> {
  effect(() => {
    const wanted = language.value;
    app.value = undefined;
    void attempt(async () => {
      const answer = await ask('app');
      // Somebody may have switched again while an edition was built.
      if (wanted === language.peek()) app.value = answer;
    });
  });
  await attempt(() => Promise.all(Object.values(REFRESH).map((refresh) => refresh())));
  listen((event) => {
    switch (event.kind) {
      case 'reload':
        location.reload();
        break;
      case 'broken build':
        trouble.value = event.message;
        break;
      case 'changed':
        void attempt(REFRESH[event.what]);
        break;
    }
  });
}
