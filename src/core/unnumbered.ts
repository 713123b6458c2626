import type { Clock } from './clock';
import type { NetworkFailure } from './http';
import { InFlight } from './in_flight';
import { withLease } from './lease';
import { isRecord } from './record';
import { failureOf, unanswered, unclear, type Command, type Finding } from './sequence';
import type { Vault } from './vault';

/** A command that carries no number: under a LifeTime licence, or because the vendor asks none for it. */
export interface PlainCommand<Reply> extends Omit<Command<Reply>, 'lookUp'> {
  /** A name for what this command makes, chosen by the sender; a rerun goes on with the name of the run that died. */
  readonly token: string;
  /** @throws NetworkFailure when no answer came. */
  readonly send: (token: string) => Promise<Reply>;
  readonly lookUp: (token: string) => Promise<Finding<Reply>>;
}

/**
 * Sends a command that the till would carry out again if it were repeated. After a lost answer, and when an earlier run
 * of the step died, the till is looked at before anything is sent once more.
 */
export async function runUnnumbered<Reply>(
  command: PlainCommand<Reply>,
  vault: Vault,
  clock: Clock,
): Promise<Reply> {
  return withLease(vault, clock, () => exchange(command, new InFlight(vault, command.content, isStarted)));
}

async function exchange<Reply>(command: PlainCommand<Reply>, inFlight: InFlight<Started>): Promise<Reply> {
  const left = await inFlight.left();
  const token = left?.token ?? command.token;
  const before = left && (await lookUp(command, token, inFlight));
  if (before) return before.reply;
  await inFlight.remember({ token });
  const first = await attempt(command, token, inFlight);
  if ('reply' in first) return first.reply;
  const found = await lookUp(command, token, inFlight, first.failure);
  if (found) return found.reply;
  const second = await attempt(command, token, inFlight);
  if ('reply' in second) return second.reply;
  throw unanswered(command, second.failure);
}

async function attempt<Reply>(
  { send }: PlainCommand<Reply>,
  token: string,
  inFlight: InFlight<Started>,
): Promise<{ readonly reply: Reply } | { readonly failure: NetworkFailure }> {
  try {
    const reply = await send(token);
    await inFlight.settle();
    return { reply };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.maybeReceived) return { failure };
    await inFlight.settle();
    throw failure;
  }
}

async function lookUp<Reply>(
  command: PlainCommand<Reply>,
  token: string,
  inFlight: InFlight<Started>,
  failure?: NetworkFailure,
): Promise<{ readonly reply: Reply } | undefined> {
  const finding = await command.lookUp(token).catch((error: unknown) => {
    throw failure ? unanswered(command, failure) : error;
  });
  if (finding.kind === 'not_done') return undefined;
  await inFlight.settle();
  if (finding.kind === 'unclear') throw unclear(command);
  return finding;
}

interface Started {
  readonly token: string;
}

function isStarted(value: unknown): value is Started {
  return isRecord(value) && typeof value.token === 'string';
}
