import { type IncomingMessage } from 'node:http';
import { type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { isJsonObject, parseJsonObject } from './json';

/** A line that left a process: through the platform's logging endpoint, or printed. */
export type LogLine =
  | { readonly source: 'logger'; readonly run: string; readonly text: string }
  | { readonly source: 'stdout' | 'stderr'; readonly pid: number; readonly text: string };

/** A request of a step that was answered; core does not log one that was not. */
export interface Call {
  readonly method: string;
  /** Without its query, as the platform logs it. */
  readonly url: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Keeps every log line, and knows which run each came from. */
export class Log {
  readonly lines: LogLine[] = [];
  private readonly byRun = new Map<string, string[]>();
  private readonly open = new Map<string, Set<Promise<void>>>();

  /** Takes in the body of one logging request: JSON lines `{message, data}`, streamed while the step runs. */
  receive(run: string, request: IncomingMessage): Promise<void> {
    const streams = this.open.get(run) ?? new Set();
    this.open.set(run, streams);
    const stream = readLines(request, (text) => {
      this.add({ source: 'logger', run, text });
    }).finally(() => streams.delete(stream));
    streams.add(stream);
    return stream;
  }

  watch(source: 'stdout' | 'stderr', pid: number, output: Readable): void {
    void readLines(output, (text) => {
      this.add({ source, pid, text });
    });
  }

  /** Waits for what a run that has ended may still have under way: the platform gives up on its log after 200 ms. */
  async drained(run: string): Promise<void> {
    await setImmediate(); // A connection made before the run ended is accepted in this turn of the loop.
    await Promise.all([...(this.open.get(run) ?? [])]);
    this.open.delete(run);
  }

  calls(run: string): Call[] {
    return (this.byRun.get(run) ?? []).flatMap((line) => callIn(line) ?? []);
  }

  /** What a process has written to its standard error. */
  errorsOf(pid: number): string[] {
    return this.lines.flatMap((line) => (line.source === 'stderr' && line.pid === pid ? line.text : []));
  }

  private add(line: LogLine): void {
    this.lines.push(line);
    if (line.source !== 'logger') return;
    const lines = this.byRun.get(line.run) ?? [];
    this.byRun.set(line.run, lines);
    lines.push(line.text);
  }
}

/** Ends with the stream, however that ends: a killed process leaves half a line behind, which counts too. */
function readLines(input: Readable, onLine: (text: string) => void): Promise<void> {
  let rest = '';
  input.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  return new Promise((resolve) => {
    input.on('error', () => undefined);
    input.on('close', () => {
      if (rest !== '') onLine(rest);
      resolve();
    });
  });
}

function callIn(line: string): Call | undefined {
  const data = parseJsonObject(line)?.data;
  if (!isJsonObject(data) || data.request_type !== 'devplatform-outbound') return undefined;
  return {
    method: String(data.request_method),
    url: String(data.request_url),
    status: Number(data.response_status_code),
    milliseconds: Number(data.request_duration_ms ?? 0),
  };
}
