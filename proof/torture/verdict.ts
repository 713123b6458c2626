import { isJsonObject } from '../../sandbox/zapier/json';
import type { RunResult } from '../../sandbox/zapier/outcome';
import { complaintsAboutMessage, tellsOutcomeIsUnknown } from '../message';
import type { Method } from '../methods';
import { SERVERS } from '../services';
import type { Evidence, Exchange } from './evidence';
import { isUnreadable } from './moods';
import { isLie, receptionOf } from './requests';
import { leaks } from './secrets';

/** Everything that a case did which the app must never do; nothing when all was well. */
export function complaintsAbout(evidence: Evidence): readonly string[] {
  return [
    ...[evidence.result, ...(evidence.rerun ? [evidence.rerun] : [])].flatMap((end) =>
      aboutEnd(end, evidence.kind),
    ),
    ...aboutTime(evidence),
    ...aboutChecks(evidence.log),
    ...evidence.printed.map((line) => `The process printed: ${line.slice(0, 300)}`),
    ...evidence.exchanges
      .filter((exchange) => !isMisled(exchange, evidence))
      .flatMap((exchange) => aboutRequest(exchange, evidence.isConnectionRight)),
    ...aboutRepetition(evidence),
    ...aboutUnknownOutcome(evidence),
    ...leaks(evidence),
  ];
}

/**
 * Milliseconds that a step may work, beside the deadlines that it waits for. CDEK's steps look for ten seconds whether CDEK
 * has done what it does later.
 */
const LONGEST = 15_000;

/** What Zapier gives a step, and a second for a busy machine. */
const LIMIT = 31_000;

function aboutTime({ result, rerun, waited }: Evidence): readonly string[] {
  const longest = Math.max(result.milliseconds, rerun?.milliseconds ?? 0);
  return [
    ...(longest > LONGEST ? [`It took ${longest} ms, and nobody let it wait.`] : []),
    ...(result.milliseconds + waited > LIMIT ? [`It waited ${waited} ms for services.`] : []),
  ];
}

function aboutEnd(result: RunResult, kind: Method['kind']): readonly string[] {
  if (result.outcome === 'success') return aboutOutput(kind, result.output);
  if (result.outcome === 'died') return [`The process died: ${result.reason}, ${result.message}`];
  if (result.kind === 'Unexpected')
    return [`It threw ${result.name}: ${result.message.slice(0, 300)}\n${result.stack.slice(0, 800)}`];
  const isDecorated = 'decoration' in result && result.decoration !== '';
  return [
    ...(isDecorated ? [`${result.kind} shows the inputs to the user.`] : []),
    ...complaintsAboutMessage(result.message),
  ];
}

/** What a method returned, as far as the platform's own checks do not tell. */
function aboutOutput(kind: Method['kind'], output: unknown): readonly string[] {
  const isListOf = (isRight: (item: unknown) => boolean, list: unknown): boolean =>
    Array.isArray(list) && list.every(isRight);
  const isChoice = (item: unknown): boolean =>
    isJsonObject(item) && typeof item.id === 'string' && typeof item.label === 'string';
  const wrong = (what: string): string[] => [
    `It returned something else than ${what}: ${JSON.stringify([output]).slice(0, 300)}`,
  ];
  switch (kind) {
    case 'trigger':
    case 'hook':
    case 'search':
    case 'form':
      return isListOf(isJsonObject, output) ? [] : wrong('a list of objects');
    case 'drop-down':
      return isJsonObject(output) && isListOf(isChoice, output.results) ? [] : wrong('a page of choices');
    case 'create':
    case 'subscription':
    case 'connection':
      return isJsonObject(output) ? [] : wrong('an object');
  }
}

/**
 * The platform checks what steps return: an event without an id, two with the same. In production it only notes what it
 * found, as it does with what was thrown outside of the step.
 */
function aboutChecks(log: readonly string[]): readonly string[] {
  return log.flatMap((line) => /(?:Zapier check|Uncaught error:) .{0,400}/.exec(line) ?? []);
}

function aboutRequest(exchange: Exchange, isConnectionRight: boolean): readonly string[] {
  const reception = receptionOf(exchange);
  const isWrong = reception?.kind === 'wrong' || (reception?.kind === 'unauthorized' && isConnectionRight);
  const { place, body } = exchange;
  return [
    ...(isWrong ? [`A wrong request: ${reception.why}\n${body.toString('utf8', 0, 2000)}`] : []),
    ...(body.toString('utf8').includes('\ufffd') && !body.equals(Buffer.from(body.toString('utf8')))
      ? [`A request to the ${place} is not UTF-8.`]
      : []),
  ];
}

/** What a service told wrongly of itself is asked for, or sent back, just so. */
function isMisled(exchange: Exchange, { exchanges }: Evidence): boolean {
  return (
    SERVERS.get(exchange.place)?.repeatsWhatWasTold?.(exchange) === true &&
    exchanges.some(({ mood }) => mood.kind === 'retyped' || mood.kind === 'flipped')
  );
}

/** A step, with its rerun, carries out each of its writes once, whatever becomes of the answers. */
function aboutRepetition(evidence: Evidence): readonly string[] {
  return [...Map.groupBy(writesDone(evidence), ({ command }) => command)]
    .filter(
      ([, times]) => times.length > 1 && !(times.every(({ isHarmless }) => isHarmless) && evidence.rerun),
    )
    .map(([command, times]) => `${command} was carried out ${times.length} times.`);
}

/** Who is told of a failure after something was done must be told of that, too: nobody could read the answer. */
function aboutUnknownOutcome(evidence: Evidence): readonly string[] {
  const { result } = evidence;
  if (result.outcome !== 'error' || tellsOutcomeIsUnknown(result.message)) return [];
  return writesDone(evidence)
    .filter(({ exchange }) => isUnreadable(exchange.mood))
    .map(({ command }) => `${command} was carried out, but the message does not tell: ${result.message}`);
}

/** But for those that the service itself denied, at once or when it was asked again. */
function writesDone({ exchanges, replayed }: Evidence) {
  const lastLie = exchanges.findLastIndex(isLie);
  return exchanges
    .filter((exchange, index) => index > lastLie && !replayed.has(exchange))
    .flatMap((exchange) => {
      const reception = receptionOf(exchange);
      return reception?.kind === 'accepted' && reception.isWrite
        ? [{ command: reception.command, isHarmless: reception.isHarmless === true, exchange }]
        : [];
    });
}
