import { isJsonObject, parseJsonObject } from '../sandbox/zapier/json';
import type { LogLine } from '../sandbox/zapier/log';
import type { Witness } from '../sandbox/zapier/witness';
import type { LocalServices } from './local_services';
import type { CacheCall, Call } from './protocol';
import { secretsOn, without } from './secrets';

/** Longer texts are cut off: a list of all orders is of no use on a page. */
const MOST_CHARACTERS = 50_000;

interface Recording {
  readonly cache: CacheCall[];
  /** How many exchanges each journal had when the run began, and when it ended. */
  readonly from: readonly number[];
  to?: readonly number[];
}

/**
 * Notes what each run asks of services and of the cache. The app runs in one process, so what reaches a local service while
 * a run is under way is of that run.
 */
export class Recorder implements Witness {
  private readonly recordings = new Map<string, Recording>();

  constructor(private readonly doubles: LocalServices['doubles']) {}

  readonly began = (run: string): void => {
    this.recordings.set(run, { cache: [], from: this.lengths() });
  };

  readonly ended = (run: string): void => {
    const recording = this.recordings.get(run);
    if (recording) recording.to = this.lengths();
  };

  readonly cacheCalled: Witness['cacheCalled'] = (run, method, key, answer) => {
    const told = answer.length > 40 ? `${answer.length} characters` : answer;
    this.recordings.get(run)?.cache.push({ method, key, answer: told });
  };

  cacheCallsOf(run: string): readonly CacheCall[] {
    return this.recordings.get(run)?.cache ?? [];
  }

  /** What the local services got in a run, in its order. @param secrets of the account. */
  callsOf(run: string, secrets: readonly string[]): readonly Call[] {
    const { from = [], to = [] } = this.recordings.get(run) ?? {};
    return this.doubles
      .flatMap(([service, { journal }], index) =>
        journal.exchanges.slice(from[index], to[index] ?? 0).map((exchange) => ({ service, exchange })),
      )
      .toSorted((one, other) => (one.exchange.arrived ?? 0) - (other.exchange.arrived ?? 0))
      .map(({ service, exchange }) => {
        const {
          method,
          path,
          headers,
          request,
          calls,
          status,
          answer = '',
          fault,
          milliseconds = 0,
        } = exchange;
        const hidden = [...secrets, ...secretsOn(exchange)];
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
        return {
          name: calls.join(', '),
          ...{ service, method, url: without(path, hidden) },
          ...(status !== undefined && { status }),
          milliseconds: Math.round(milliseconds),
          request: cut(without([`${method} ${path}`, ...lines, '', request].join('\n'), hidden)),
          answer: cut(without(answer, hidden)),
          ...(fault && { fault: fault.kind }),
        };
      });
  }

  private lengths(): number[] {
    return this.doubles.map(([, { journal }]) => journal.exchanges.length);
  }
}

/** What Zapier's own log tells of the requests to real services, without secrets: it does not keep the answers. */
export function loggedCalls(log: readonly LogLine[], run: string): readonly Call[] {
  return log.flatMap((line) => {
    const data = line.source === 'logger' && line.run === run ? parseJsonObject(line.text)?.data : undefined;
    if (!isJsonObject(data) || data.request_type !== 'devplatform-outbound') return [];
    const { request_method: method, request_url: url, request_data: body = '' } = data;
    const request = typeof body === 'string' ? body : JSON.stringify(body);
    return {
      name: /CMD="(\w+)"/.exec(request)?.[1] ?? new URL(String(url)).pathname,
      service: new URL(String(url)).host,
      ...{ method: String(method), url: String(url), request: cut(request), answer: '' },
      status: Number(data.response_status_code),
      milliseconds: Number(data.request_duration_ms ?? 0),
    };
  });
}

/** What the app printed in a run. */
export function printed(log: readonly LogLine[], run: string): readonly string[] {
  return log.flatMap((line) => {
    if (line.source !== 'logger' || line.run !== run) return [];
    const { message, data } = parseJsonObject(line.text) ?? {};
    const isRequest = isJsonObject(data) && data.log_type === 'http';
    return typeof message !== 'string' || isRequest ? [] : message;
  });
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (cut off)` : text;
}
