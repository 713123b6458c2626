import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, forward, LocalServer, type Received, send } from '../server';
import { SERVERS } from '../services';
import type { Origins } from '../services/service';
import { echo, spoilt } from './answers';
import { ELSEWHERE, type Exchange } from './evidence';
import { AS_IT_IS, type ExecutedMood, isExecuted, type Mood, PAGES } from './moods';

/** What the path of a server's requests begins with, and how much of that is not the server's own. */
const WAYS = [...SERVERS].map(([place, { root }]) => ({
  place,
  begins: root ?? `/${place}/`,
  prefix: root === undefined ? `/${place}` : '',
}));

const NOBODY: Answer = { status: 404, headers: {}, body: Buffer.from('') };

/** What of the upstream's work belongs to one case, though it may come late. */
class Attachment {
  readonly exchanges: Exchange[] = [];
  /** How many requests wait for an answer that will not come. */
  hanging = 0;

  constructor(
    readonly behind: Origins,
    public moods: Mood[],
  ) {}
}

/**
 * Stands for all services at once. Each request takes the next mood: it is passed on to the strict double behind, whose
 * answer is then spoilt, or it meets something else and the double never hears of it. So what was executed, and what
 * was asked wrongly, is for the doubles to say.
 */
export class HostileUpstream {
  private current = new Attachment({}, []);

  private constructor(private readonly server: () => LocalServer) {}

  static async start(): Promise<HostileUpstream> {
    const upstream = new HostileUpstream(() => server);
    const server = await LocalServer.start((received, response) => upstream.receive(received, response));
    return upstream;
  }

  /** What the app is told as the services' addresses. */
  get origins(): Origins {
    const { origin } = this.server();
    return Object.fromEntries(WAYS.map(({ place, prefix }) => [place, origin + prefix]));
  }

  /** Stands before these doubles from now on. The moods are of the next requests, in order; all is well after them. */
  attach(behind: Origins, moods: readonly Mood[]): void {
    this.current = new Attachment(behind, [...moods]);
  }

  get exchanges(): readonly Exchange[] {
    return this.current.exchanges;
  }

  get hanging(): number {
    return this.current.hanging;
  }

  /** From now on all is well. */
  calmDown(): void {
    this.current.moods = [];
  }

  stop(): Promise<void> {
    return this.server().stop();
  }

  private async receive(request: Received, response: ServerResponse): Promise<void> {
    const { current } = this;
    const { prefix, place } = wayOf(request.path);
    const received = { ...request, path: request.path.slice(prefix.length) };
    const mood = current.moods.shift() ?? AS_IT_IS;
    if (isExecuted(mood)) {
      const answer = await answerTo(place, received, current.behind);
      const told = mood.kind === 'lost' || mood.kind === 'silent' ? undefined : spoilt(answer, mood);
      current.exchanges.push({ ...received, place, mood, answer, told });
      await deliver(response, answer, told, mood, current);
    } else {
      const told = this.detour(place, prefix, received, mood);
      current.exchanges.push({ ...received, place, mood, answer: undefined, told });
      if (told) send(response, told);
      else response.socket?.resetAndDestroy();
    }
  }

  private detour(
    place: string,
    prefix: string,
    received: Received,
    mood: Exclude<Mood, ExecutedMood>,
  ): Answer | undefined {
    switch (mood.kind) {
      case 'refused':
        return undefined;
      case 'page': {
        const [type, body] = PAGES[mood.page];
        return { status: mood.status, headers: { 'content-type': type }, body: Buffer.from(body) };
      }
      case 'redirect': {
        const elsewhere = this.server().origin.replace('127.0.0.1', 'localhost');
        const location = {
          here: `${prefix}${received.path}`,
          elsewhere: `${elsewhere}${SERVERS.get(place)?.mayBeAnywhere ? prefix : `/${ELSEWHERE}`}${received.path}`,
          nonsense: 'http://[::ffff/\\nowhere',
        }[mood.to];
        return { status: mood.status, headers: { location }, body: Buffer.from('') };
      }
      case 'echo':
        return echo(place, received, mood);
    }
  }
}

function wayOf(path: string): { readonly place: string; readonly prefix: string } {
  return WAYS.find(({ begins }) => path.startsWith(begins)) ?? { place: ELSEWHERE, prefix: '' };
}

async function answerTo(place: string, received: Received, behind: Origins): Promise<Answer> {
  const double = behind[place];
  return double === undefined ? NOBODY : forward(received, double);
}

const TRICKLE_MILLISECONDS = 50;
/** Time enough for the app to notice that a connection has ended too early. */
const NOTICE_MILLISECONDS = 300;

async function deliver(
  response: ServerResponse,
  { status, headers, body }: Answer,
  told: Answer | undefined,
  mood: ExecutedMood,
  attachment: Attachment,
): Promise<void> {
  if (mood.kind === 'late') await pause(mood.milliseconds);
  if (mood.kind === 'silent') {
    attachment.hanging += 1;
    if (mood.trickling) trickle(response.writeHead(status, headers));
  } else if (!told) response.socket?.resetAndDestroy();
  else if (mood.kind === 'cut' && mood.end === 'broken') {
    // The length that the head tells is not the true one: the connection ends first.
    response.writeHead(told.status, { ...told.headers, 'content-length': body.length + 1 }).flushHeaders();
    response.write(told.body);
    setImmediate(() => response.destroy());
    await pause(NOTICE_MILLISECONDS);
    attachment.hanging += 1;
  } else send(response, told);
}

/** Until the caller hangs up. */
function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), TRICKLE_MILLISECONDS);
  response.once('close', () => {
    clearInterval(timer);
  });
}
