import { SERVERS } from '../services';
import { type Reception, wrong } from '../services/service';
import { ELSEWHERE, type Exchange } from './evidence';

/** Reads what the double said before its answer was spoilt; nothing where it was not asked. */
export function receptionOf(exchange: Exchange): Reception | undefined {
  const { place, answer } = exchange;
  if (place === ELSEWHERE) return wrong('a request went where nobody may be sent');
  return answer && SERVERS.get(place)?.receptionOf(exchange, answer);
}

/** Whether what came back is a refusal in the service's own words, though it refused nothing: nobody can know better. */
export function isLie(exchange: Exchange): boolean {
  return (
    receptionOf(exchange)?.kind !== 'refused' &&
    receptionOf({ ...exchange, answer: exchange.told })?.kind === 'refused'
  );
}
