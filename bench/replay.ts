import { type Answer, type Received, Upstream } from './upstream';

/** What the HTTP clients write by themselves. */
const CLIENT_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'transfer-encoding',
]);

/** A request in full, ready to be sent once more. */
export interface Request extends Received {
  /** With the address of the server. */
  readonly url: string;
}

/**
 * Stands before a server. At first it passes everything on and remembers the answers; afterwards it gives the same answers
 * by itself, so that steps can be repeated, and measured without the server's own work.
 */
export class Replay {
  /** What came since the last `begin`. */
  sent: Request[] = [];
  private readonly answers = new Map<string, Answer[]>();
  private asked = new Map<string, number>();
  private passesOn = true;

  private constructor(
    private readonly upstream: () => Upstream,
    private readonly origin: string,
  ) {}

  static async before(origin: string): Promise<Replay> {
    const replay = new Replay(() => upstream, origin);
    const upstream = await Upstream.start((received) => replay.answer(received));
    return replay;
  }

  get url(): string {
    return this.upstream().url;
  }

  /** Another step begins. */
  begin(): void {
    this.sent = [];
    this.asked = new Map();
  }

  /** From now on the server is not asked any more. */
  remember(): void {
    this.passesOn = false;
  }

  stop(): void {
    this.upstream().stop();
  }

  private async answer(received: Received): Promise<Answer> {
    const own = Object.entries(received.headers).filter(([name]) => !CLIENT_HEADERS.has(name));
    const request = { ...received, headers: Object.fromEntries(own) };
    this.sent.push({ ...request, url: this.url + received.url });
    const kind = kindOf(received);
    const known = this.answers.get(kind) ?? [];
    if (this.passesOn) {
      const answer = await this.passOn(request);
      this.answers.set(kind, [...known, answer]);
      return answer;
    }
    const turn = this.asked.get(kind) ?? 0;
    this.asked.set(kind, turn + 1);
    const answer = known[turn] ?? known.at(-1);
    if (!answer) throw new Error(`Nothing is known to answer to ${kind}.`);
    return answer;
  }

  private async passOn({ method, url, headers, body }: Received): Promise<Answer> {
    const response = await fetch(this.origin + url, { method, headers, ...(body !== '' && { body }) });
    return {
      contentType: response.headers.get('content-type') ?? '',
      body: Buffer.from(await response.arrayBuffer()),
    };
  }
}

/** The function that is called: by its path, by its command, or by the root element. */
function kindOf({ url, body }: Received): string {
  const path = url.replace(/\?.*/, '');
  const name = /\bCMD="(\w+)"/.exec(body)?.[1] ?? /^(?:<\?[^>]*\?>)?\s*<(\w+)/.exec(body)?.[1] ?? '';
  return `${path} ${name}`;
}
