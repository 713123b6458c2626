/**
 * What the page asks the server with, and what it is told. Each request of `answers.ts` is a POST of JSON to `api/NAME`,
 * relative to the page's own address; its `Accept-Language` says in which edition of the app it is answered, English where
 * it is not one of `LANGUAGES`. What is answered comes as JSON with status 200, or a `Refusal` with status 400.
 */
import type { Platform } from '../proof/services';
import type { Field, OperationType } from '../sandbox/zapier/definition';
import type { ChoicesPage } from '../sandbox/zapier/editor';
import type { JsonObject } from '../sandbox/zapier/json';
import type { LabelledValue } from '../sandbox/zapier/labelled';
import type { Templates } from '../sandbox/zapier/mapping';
import type { RunStatus } from '../sandbox/zapier/zap';

export type { ChoicesPage, Field, JsonObject, OperationType, RunStatus, Templates };

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Sent to `events`: app or page were built anew; a build failed, and the one before goes on; something is different now. */
export type ServerEvent =
  | { readonly kind: 'reload' }
  | { readonly kind: 'broken build'; readonly message: string }
  | { readonly kind: 'changed'; readonly what: 'accounts' | 'zaps' | 'world' };

/** In words for people. */
export interface Refusal {
  readonly error: string;
}

/** What the keys of a step begin with. */
export type Service = Platform;
/** Against which services an account works: the local doubles, or the real ones, without the permission for loopback. */
export type WorldKind = 'sandbox' | 'real';

export interface App {
  readonly version: string;
  readonly services: readonly { readonly service: Service; readonly name: string }[];
  readonly steps: readonly StepInfo[];
  readonly connectionFields: readonly Field[];
  readonly recipes: readonly Recipe[];
}

export interface StepInfo extends StepName {
  readonly service: Service;
  readonly label: string;
  readonly description: string;
  readonly noun: string;
  readonly badges: readonly ('licensed' | 'instant' | 'polling')[];
  /** How to paste the address of the hook into the service by hand, in Markdown; only where that has to be done. */
  readonly directions?: string;
  /** The Russian terms of its form, for the search. */
  readonly russian: string;
}

export interface Account {
  readonly id: string;
  /** The label under which Zapier lists it; until it was tested, a name for it. */
  readonly label: string;
  readonly service: Service | undefined;
  readonly world: WorldKind;
  /** It waits for a person to reconnect: actions are held, polls skipped. */
  readonly isStale: boolean;
  /** What its form holds. Passwords, tokens and keys are told of accounts of the sandbox only. */
  readonly authData: Readonly<Record<string, string>>;
}

export interface ConnectionForm {
  /** A new one when absent. */
  readonly account?: string;
  readonly world: WorldKind;
  /** Passwords, tokens and keys that are left empty stay as they were. */
  readonly authData: Readonly<Record<string, string>>;
}

export interface Connected {
  /** Absent where a new account failed its test: as in Zapier it is not kept. */
  readonly account?: Account;
  /** Under which Zapier lists it; absent where the test failed. */
  readonly label?: string;
  readonly run: Run;
}

export interface FilledStep extends StepName {
  /** The id of an account; where there is none, the form shows what it can. */
  readonly account?: string | undefined;
  /** As typed: texts, lists of texts, rows of texts. */
  readonly input: JsonObject;
}

/** A page of the drop-down of a field. */
export interface AskedField extends FilledStep {
  readonly field: string;
  readonly pagingToken?: string | undefined;
}

/** A run with what earlier steps of its Zap gave. */
export interface AskedRun extends FilledStep {
  readonly outputs?: JsonObject;
}

export interface StepName {
  readonly type: OperationType;
  readonly key: string;
}

/** In the words of Zapier's history: `Success`, `Errored`, `Halted`, `Held: reconnect`, `Delayed 60 s`. */
export interface Verdict {
  readonly kind: RunStatus | 'delayed';
  readonly words: string;
}

export interface Run {
  readonly id: string;
  /** ISO 8601, by the clock of the sandbox. */
  readonly started: string;
  /** Absent for a connection test. */
  readonly step?: StepName;
  readonly label: string;
  readonly account: string;
  readonly verdict: Verdict;
  /** What the app said, where it did not succeed. */
  readonly message?: string;
  readonly milliseconds: number;
  readonly coldStart: boolean;
  readonly dataIn: Data;
  /** One for each result: an action has one, a search or trigger any number. */
  readonly dataOut: readonly Data[];
  readonly calls: readonly Call[];
  readonly cache: readonly CacheCall[];
  readonly log: readonly string[];
  /** Zapier's own command line for the same; absent where it has none. */
  readonly command?: string;
}

/** What went into the app or came out of it: as it is, and under the labels of the form, without what is empty. */
export interface Data {
  readonly json: JsonObject;
  readonly labelled: readonly LabelledValue[];
  /** For the map button; only of what came out. */
  readonly values?: readonly MappableValue[];
}

export interface MappableValue extends LabelledValue {
  /** Behind the name of the step: `items.title` in `{{trigger.items.title}}`. */
  readonly path: string;
}

/** One request to a service. */
export interface Call {
  /** A function or command of the service, or an address. */
  readonly name: string;
  readonly service: string;
  readonly method: string;
  readonly url: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly milliseconds: number;
  /** Raw, secrets taken out. Of real services only the beginning is known, or nothing. */
  readonly request: string;
  readonly answer: string;
  readonly fault?: string;
}

export interface CacheCall {
  readonly method: string;
  readonly key: string;
  readonly answer: string;
}

export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly draft: ZapDraft;
}

export interface ZapDraft {
  readonly title: string;
  readonly trigger: ZapStep;
  /** They go on only where all of it is so. */
  readonly filter?: readonly Condition[];
  /** Each may refer to `{{trigger.…}}` and to `{{NAME.…}}` of an earlier one. */
  readonly steps: readonly ZapStep[];
}

export interface ZapStep extends StepName {
  readonly name: string;
  readonly account: string;
  readonly input: Templates;
}

/** Its field is a template: `{{trigger.status}}` */
export interface Condition {
  readonly field: string;
  readonly condition: 'Exactly matches' | 'Starts with';
  readonly value: string;
}

export interface Zap extends ZapDraft {
  readonly id: string;
  readonly isOn: boolean;
  readonly isInstant: boolean;
  /** The address to be pasted into the service, where the trigger does not subscribe by itself. */
  readonly address?: string;
  /** What came of the last thing asked of it: "Polled: 2 new." */
  readonly news?: string;
  /** Newest first. */
  readonly runs: readonly ZapRun[];
}

export interface ZapRun {
  readonly status: RunStatus;
  readonly words: string;
  /** The trigger with its event, then every step as often as it was tried. */
  readonly tries: readonly Run[];
}

export interface World {
  readonly now: string;
  readonly tables: readonly Table[];
  readonly switches: readonly Switch[];
}

/** What a service holds: orders, receipts, parcels. */
export interface Table {
  readonly service: Service;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Switch {
  readonly id: string;
  readonly service: Service | undefined;
  readonly label: string;
  readonly help: string;
  /** Absent where it is pressed, and then happens: a restart, a day that passes. */
  readonly isOn?: boolean;
}

export interface SheetPage {
  readonly step: StepInfo;
  readonly fields: readonly Field[];
  readonly outputs: readonly Field[];
}
