import { Replay } from '../../bench/replay';
import { LocalServer, send } from '../../proof/server';

async function ask(url: string, body: string): Promise<string> {
  return (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/plain' } })).text();
}

describe('a replay', () => {
  let server: LocalServer;
  let replay: Replay;
  let count = 0;

  beforeEach(async () => {
    count = 0;
    server = await LocalServer.start(({ path, body }, response) => {
      count += 1;
      send(response, { status: 200, headers: {}, body: Buffer.from(`${count} ${path} ${body.toString()}`) });
    });
    replay = await Replay.before(server.origin);
  });
  afterEach(() => Promise.all([replay.stop(), server.stop()]));

  it('passes on what it is asked, until it is told to answer by itself', async () => {
    expect(await ask(`${replay.origin}/a`, 'x')).toBe('1 /a x');
    replay.remember();
    replay.begin();
    expect(await ask(`${replay.origin}/a`, 'y')).toBe('1 /a x');
    expect(count).toBe(1);
  });

  it('gives the answers of one function in their order, the last of them again and again', async () => {
    const commands = ['<RK7CMD CMD="GetOrder"/>', '<RK7CMD CMD="SaveOrder"/>', '<RK7CMD CMD="GetOrder"/>'];
    const step = async (): Promise<string[]> => {
      replay.begin();
      const answers = [];
      for (const command of commands) answers.push(await ask(`${replay.origin}/xml`, command));
      return answers;
    };
    const first = await step();
    replay.remember();
    expect(await step()).toEqual(first);
    expect(await ask(`${replay.origin}/xml`, '<RK7CMD CMD="GetOrder"/>')).toBe(first[2]);
  });

  it('tells what a step sent, without what its client adds', async () => {
    replay.begin();
    await ask(`${replay.origin}/a?b=c`, 'x');
    expect(replay.sent).toMatchObject([
      { method: 'POST', path: '/a?b=c', body: Buffer.from('x'), headers: { 'content-type': 'text/plain' } },
    ]);
    expect(replay.sent[0]?.headers).not.toHaveProperty('host');
  });
});
