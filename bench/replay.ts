import { type Answer, forward, LocalServer, type Received, send } from '../proof/server';

/** What the HTTP clients write by themselves. */
const CLIENT_HEADERS = ['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding'];

/**
 * Stands before a server. At first it passes everything on and remembers the answers; afterwards it gives the same answers
 * by itself, so that steps can be repeated, and measured without the server's own work.
 */
export class Replay {
  /** What came since the last `begin`. */
  sent: Received[] = [];
  private readonly answers = new Map<string, Answer[]>();
  private asked = new Map<string, number>();
  private passesOn = true;

  private constructor(
    private readonly server: () => LocalServer,
    private readonly behind: string,
  ) {}

  static async before(origin: string): Promise<Replay> {
    const replay = new Replay(() => server, origin);
    const server = await LocalServer.start(async (received, response) => {
      send(response, await replay.answer(received));
    });
    return replay;
  }

  get origin(): string {
    return this.server().origin;
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

  stop(): Promise<void> {
    return this.server().stop();
  }

  private async answer(received: Received): Promise<Answer> {
    const own = Object.entries(received.headers).filter(([name]) => !CLIENT_HEADERS.includes(name));
    const request = { ...received, headers: Object.fromEntries(own) };
    this.sent.push(request);
    const kind = kindOf(received);
    const known = this.answers.get(kind) ?? [];
    if (this.passesOn) {
      const answer = await forward(request, this.behind);
      this.answers.set(kind, [...known, answer]);
      return answer;
    }
    const turn = this.asked.get(kind) ?? 0;
    this.asked.set(kind, turn + 1);
    const answer = known[turn] ?? known.at(-1);
    if (!answer) throw new Error(`Nothing is known to answer to ${kind}.`);
    return answer;
  }
}

/** The function that is called: by its path, by its command and the list that this is about, or by the root element. */
function kindOf({ path, body }: Received): string {
  const text = body.toString();
  const name = /\bCMD="(\w+)"/.exec(text)?.[1] ?? /^(?:<\?[^>]*\?>)?\s*<(\w+)/.exec(text)?.[1] ?? '';
  const [, list = ''] = /\bRefName="(\w+)"/i.exec(text) ?? [];
  return `${path.replace(/\?.*/, '')} ${name} ${list}`;
}
