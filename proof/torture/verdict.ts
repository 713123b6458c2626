import type { Exchange } from './exchange';
import { complaintsAboutMessage } from './message';
import { receptionOf } from './requests';
import { leaks } from './secrets';
import type { Evidence } from './stage';

/** Everything that a case did which the app must never do; nothing when all was well. */
export function complaintsAbout(evidence: Evidence): readonly string[] {
  return [
    ...aboutEnd(evidence),
    ...evidence.printed.map((line) => `The process printed: ${line.slice(0, 300)}`),
    ...evidence.exchanges.flatMap((exchange) => aboutRequest(exchange, evidence.isConnectionRight)),
    ...aboutRepetition(evidence),
    ...leaks(evidence),
  ];
}

function aboutEnd({ result }: Evidence): readonly string[] {
  if (result.outcome === 'success') return [];
  if (result.outcome === 'died') return [`The process died: ${result.reason}, ${result.message}`];
  if (result.kind === 'Unexpected')
    return [`It threw ${result.name}: ${result.message.slice(0, 300)}\n${result.stack.slice(0, 800)}`];
  const isDecorated = 'decoration' in result && result.decoration !== '';
  return [
    ...(isDecorated ? [`${result.kind} shows the inputs to the user.`] : []),
    ...complaintsAboutMessage(result.message),
  ];
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

/** One step carries out each of its writes once, whatever becomes of the answers. */
function aboutRepetition({ exchanges, replayed }: Evidence): readonly string[] {
  const done = exchanges
    .filter((exchange) => !replayed.has(exchange))
    .flatMap((exchange) => {
      const reception = receptionOf(exchange);
      return reception?.kind === 'accepted' && reception.isWrite ? [reception.command] : [];
    });
  return [...Map.groupBy(done, (command) => command)]
    .filter(([, times]) => times.length > 1)
    .map(([command, times]) => `${command} was carried out ${times.length} times.`);
}
