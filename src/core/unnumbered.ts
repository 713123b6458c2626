import type { NetworkFailure } from './http';
import { InFlight } from './in_flight';
import { failureOf, unanswered, unclear, type Command } from './sequence';
import type { Vault } from './vault';

/** A command that carries no number: under a LifeTime licence, or because the vendor asks none for it. */
export interface PlainCommand<Reply> extends Command<Reply> {
  /** @throws NetworkFailure when no answer came. */
  readonly send: () => Promise<Reply>;
}

/**
 * Sends a command that the till would carry out again if it were repeated. After a lost answer, and when an earlier run
 * of the step died, the till is looked at before anything is sent once more.
 */
export async function runUnnumbered<Reply>(command: PlainCommand<Reply>, vault: Vault): Promise<Reply> {
  const inFlight = new InFlight(vault, command.content, isStarted);
  const settled = async (reply: Reply): Promise<Reply> => {
    await inFlight.settle();
    return reply;
  };
  const found = async (failure?: NetworkFailure): Promise<{ readonly reply: Reply } | undefined> => {
    const finding = await command.lookUp().catch((error: unknown) => {
      throw failure ? unanswered(command, failure) : error;
    });
    if (finding.kind === 'not_done') return undefined;
    await inFlight.settle();
    if (finding.kind === 'unclear') throw unclear(command);
    return finding;
  };

  const before = (await inFlight.left()) && (await found());
  if (before) return before.reply;
  await inFlight.remember({ started: true });
  try {
    return await settled(await command.send());
  } catch (error) {
    const failure = failureOf(error);
    if (!failure.maybeReceived) {
      await inFlight.settle();
      throw failure;
    }
    const after = await found(failure);
    if (after) return after.reply;
    try {
      return await settled(await command.send());
    } catch (again) {
      throw unanswered(command, failureOf(again));
    }
  }
}

interface Started {
  readonly started: true;
}

function isStarted(value: unknown): value is Started {
  return typeof value === 'object' && value !== null && 'started' in value;
}
