import { download } from '../../src/core/download';
import { NetworkFailure } from '../../src/core/http';
import { problemOf } from '../support/problem';
import { network } from '../support/shop';

const URL_OF_FILE = 'https://files.example.com/1.pdf?token=secret';

afterEach(() => {
  delete process.env.ALLOW_LOOPBACK;
});

describe('a file', () => {
  it('is what its address leads to, and its address is kept out of logs', async () => {
    const { http, requests } = network(Buffer.from([0, 255]));
    expect(await download(http, URL_OF_FILE, 100)).toEqual({ content: Buffer.from([0, 255]), name: '1.pdf' });
    expect(requests).toMatchObject([
      { method: 'GET', url: URL_OF_FILE, maxBytes: 100, secrets: [URL_OF_FILE] },
    ]);
  });

  it('may have been moved, five times at most', async () => {
    const moved = (number: number) => ({ status: 302, location: `https://files.example.com/${number}` });
    const { http, requests } = network(...[1, 2, 3, 4, 5].map(moved), 'file');
    expect((await download(http, URL_OF_FILE, 100)).content.toString()).toBe('file');
    expect(requests.at(-1)?.url).toBe('https://files.example.com/5');
    const endless = network(...[1, 2, 3, 4, 5, 6].map(moved));
    expect(await problemOf(() => download(endless.http, URL_OF_FILE, 100))).toMatchObject({
      kind: 'refused',
      code: 'too_many_redirects',
    });
    expect(endless.requests).toHaveLength(6);
  });

  it.each([
    'http://files.example.com/1.pdf',
    'https://127.0.0.1/1.pdf',
    'https://169.254.169.254/latest',
    'https://user:password@files.example.com/1.pdf',
    'file:///etc/passwd',
    '1.pdf',
  ])('is not asked for at %s, nor where another address leads there', async (url) => {
    const { http, requests } = network({ status: 301, location: url });
    expect(await problemOf(() => download(http, url, 100))).toMatchObject({
      kind: 'input',
      code: 'invalid_input',
    });
    expect(requests).toHaveLength(0);
    expect((await problemOf(() => download(http, URL_OF_FILE, 100))).kind).toBe('input');
    expect(requests).toHaveLength(1);
  });

  it.each([
    { status: 404 },
    { status: 204 },
    { status: 500 },
    { status: 403, location: 'https://files.example.com/login' },
    { status: 302 },
  ])('is not there where the answer is %j', async (answer) => {
    const problem = await problemOf(() => download(network(answer).http, URL_OF_FILE, 100));
    expect(problem).toMatchObject({ kind: 'refused', code: `http_${answer.status}` });
    expect(problem.message).not.toContain('secret');
  });

  it('that is too large is refused', async () => {
    const { http } = network(new NetworkFailure('too_large', true, 'too large'));
    const problem = await problemOf(() => download(http, URL_OF_FILE, 100));
    expect(problem).toMatchObject({ kind: 'refused', code: 'too_large' });
  });

  it('that does not arrive in time is a failure', async () => {
    const { http } = network(new NetworkFailure('timeout', true, 'timeout'));
    const problem = await problemOf(() => download(http, URL_OF_FILE, 100));
    expect(problem).toMatchObject({ kind: 'failed', code: 'timeout' });
    expect(problem.message).not.toContain('secret');
  });
});

describe('the name of a file', () => {
  const nameOf = async (url: string, disposition?: string): Promise<string | undefined> =>
    (await download(network({ text: 'x', disposition }).http, url, 100)).name;

  it.each([
    ['attachment; filename="label-SHOP-1001.pdf"', 'label-SHOP-1001.pdf'],
    ['attachment; filename=label.pdf', 'label.pdf'],
    ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
    [`attachment; filename="????.pdf"; filename*=UTF-8''%D0%B0%D0%BA%D1%82.pdf`, 'акт.pdf'],
    ['attachment; filename="../../etc/pass\u0001wd"', 'passwd'],
    [`attachment; filename*=UTF-8''..%5Ca%0Ab.pdf`, 'ab.pdf'],
    ['attachment; filename=foo bar.pdf', 'foo bar.pdf'],
    [`attachment; filename="plain.pdf"; filename*=UTF-8''100%.pdf`, 'plain.pdf'],
  ])('is what the answer says: %s', async (disposition, name) => {
    expect(await nameOf('https://files.example.com/3f2a9c', disposition)).toBe(name);
  });

  it.each([
    ['https://files.example.com/a/photo1.jpg?token=1#top', 'photo1.jpg'],
    ['https://files.example.com/%D0%B0%20%D0%B1.jpg', 'а б.jpg'],
    ['https://files.example.com/100%.jpg', '100%.jpg'],
    ['https://files.example.com/a%2Fb%0A.jpg', 'b.jpg'],
    ['https://files.example.com/', undefined],
    ['https://files.example.com/folder/', undefined],
  ])('is else the end of the address %s: %s', async (url, name) => {
    expect(await nameOf(url, 'inline')).toBe(name);
  });
});
