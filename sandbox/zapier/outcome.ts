import { parseJsonObject } from './json';
import { type Call } from './log';

/** What every run has, however it ended. */
export interface Run {
  /** The token of the run, which its log lines carry. */
  readonly id: string;
  readonly calls: readonly Call[];
  /** From the moment the event was handed to a process, its start included on a cold one. */
  readonly milliseconds: number;
  readonly coldStart: boolean;
}

export type RunResult = Success | Failure | Death;

export type Success = Run & { readonly outcome: 'success'; readonly output: unknown };

export type Failure = Run & { readonly outcome: 'error' } & AppFailure;

/** The process ended before the step did: killed by a test, stopped at the time limit, or ended by itself. */
export type Death = Run & {
  readonly outcome: 'died';
  readonly reason: 'killed' | 'timeout' | 'exited';
  readonly message: string;
};

/** What the app threw, by the classes of `z.errors`. `decoration` is what the platform appended: inputs, console lines. */
export type AppFailure =
  | {
      readonly kind: 'Error';
      readonly message: string;
      readonly code: string | undefined;
      readonly status: number | undefined;
    }
  | { readonly kind: 'ThrottledError'; readonly message: string; readonly delaySeconds: number | undefined }
  | {
      readonly kind: 'HaltedError' | 'ExpiredAuthError';
      readonly message: string;
      readonly decoration: string;
    }
  | {
      /** A bug of the app, or a refusal of the platform itself. */
      readonly kind: 'Unexpected';
      readonly name: string;
      readonly message: string;
      readonly decoration: string;
      readonly stack: string;
    };

export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** Reads an error as it left the handler: those of `z.errors.Error` and `ThrottledError` carry JSON in their message. */
export function failureOf(thrown: Thrown): AppFailure {
  const fields = parseJsonObject(thrown.message) ?? {};
  const told = typeof fields.message === 'string' ? fields.message : thrown.message;
  switch (thrown.name) {
    case 'AppError':
      return { kind: 'Error', message: told, code: textOf(fields.code), status: numberOf(fields.status) };
    case 'ThrottledError':
      return { kind: 'ThrottledError', message: told, delaySeconds: numberOf(fields.delay) };
    case 'HaltedError':
    case 'ExpiredAuthError':
      return { kind: thrown.name, ...undecorated(thrown.message) };
    default: {
      const { name, stack = '' } = thrown;
      return { kind: 'Unexpected', name, ...undecorated(thrown.message), stack };
    }
  }
}

/** Core appends the bundle and the console lines to every message that is not JSON (middleware, create-lambda-handler). */
function undecorated(message: string): { message: string; decoration: string } {
  const end = message.search(/\nWhat happened:\n|\n\nConsole logs:\n/);
  return end < 0
    ? { message, decoration: '' }
    : { message: message.slice(0, end), decoration: message.slice(end).trim() };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
