import { Replay } from '../../bench/replay';
import { Upstream } from '../../bench/upstream';

async function ask(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
  return response.text();
}

describe('a replay', () => {
  let server: Upstream;
  let replay: Replay;

  beforeEach(async () => {
    let number = 0;
    server = await Upstream.start(({ url, body }) => {
      number += 1;
      return { contentType: 'text/plain', body: `${number} ${url} ${body}` };
    });
    replay = await Replay.before(server.url);
  });
  afterEach(() => {
    replay.stop();
    server.stop();
  });

  it('passes on what it is asked, until it is told to answer by itself', async () => {
    expect(await ask(`${replay.url}/a`, 'x')).toBe('1 /a x');
    replay.remember();
    replay.begin();
    expect(await ask(`${replay.url}/a`, 'y')).toBe('1 /a x');
    expect(server.count).toBe(1);
  });

  it('gives the answers of one function in their order, the last of them again and again', async () => {
    const commands = ['<RK7CMD CMD="GetOrder"/>', '<RK7CMD CMD="SaveOrder"/>', '<RK7CMD CMD="GetOrder"/>'];
    const step = async (): Promise<string[]> => {
      replay.begin();
      const answers = [];
      for (const command of commands) answers.push(await ask(`${replay.url}/xml`, command));
      return answers;
    };
    const first = await step();
    replay.remember();
    expect(await step()).toEqual(first);
    expect(await ask(`${replay.url}/xml`, '<RK7CMD CMD="GetOrder"/>')).toBe(first[2]);
  });

  it('tells what a step sent, ready to be sent once more', async () => {
    replay.begin();
    await ask(`${replay.url}/a?b=c`, 'x');
    const [sent, ...others] = replay.sent;
    expect(others).toEqual([]);
    expect(sent).toMatchObject({ method: 'POST', url: `${replay.url}/a?b=c`, body: 'x' });
    expect(sent?.headers).toMatchObject({ 'content-type': 'text/plain' });
    expect(sent?.headers).not.toHaveProperty('host');
  });
});
