import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ServerEvent } from '../../editor/protocol';
import { type Answers, EditorServer, RefusalError } from '../../editor/server';

const asked: unknown[] = [];

/** One answer is enough to know who gets it. */
const answers = {
  world: (question: unknown) => {
    asked.push(question);
    return { now: '2026-10-03T13:05:00Z', tables: [], switches: [] };
  },
  flip: () => {
    throw new RefusalError('No order is open at the till.');
  },
} as unknown as Answers;

const PAGE = new Map([['', { type: 'text/html; charset=utf-8', content: '<title>Zakaz</title>' }]]);

let server: EditorServer;

beforeEach(async () => {
  asked.length = 0;
  server = await EditorServer.start({ en: answers, ru: answers }, () => PAGE);
});

afterEach(() => server.stop());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask({ method = 'POST', path = 'api/world', headers = {} }: Asked = {}) {
  const json = { 'content-type': 'application/json' };
  return new Promise<{ status: number; body: string; headers: object }>((resolve, reject) => {
    const sent = request(
      new URL(path, server.address),
      { method, headers: { ...json, ...headers } },
      (got) => {
        void text(got).then((body) => {
          resolve({ status: got.statusCode ?? 0, body, headers: got.headers });
        });
      },
    );
    sent.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });
}

test('listens on this machine alone, under a token that differs from start to start', async () => {
  const other = await EditorServer.start({ en: answers, ru: answers }, () => PAGE);
  const tokens = [server, other].map(
    ({ address }) => /^http:\/\/127\.0\.0\.1:\d+\/([0-9a-f]{32})\/$/.exec(address)?.[1],
  );
  await other.stop();
  expect(new Set(tokens).size).toBe(2);
  expect(tokens).not.toContain(undefined);
});

test('answers its own page', async () => {
  expect(await ask()).toMatchObject({ status: 200, body: expect.stringContaining('2026-10-03') as string });
  expect(asked).toEqual([{}]);
});

test('says in words what cannot be done', async () => {
  expect(await ask({ path: 'api/flip' })).toMatchObject({
    status: 400,
    body: '{"error":"No order is open at the till."}',
  });
  expect(await ask({ path: 'api/toString' })).toMatchObject({ status: 400 });
});

test.each([
  ['without the token', { path: '/api/world' }],
  ['with another token', { path: `/${'0'.repeat(32)}/api/world` }],
  [
    'under another name, as a page would that made its own name point here',
    { headers: { host: 'evil.example' } },
  ],
  ['from another page', { headers: { origin: 'https://evil.example' } }],
  ['as a form of another page can send', { headers: { 'content-type': 'text/plain' } }],
])('refuses who asks %s, and does nothing', async (_who, question) => {
  expect(await ask(question)).toMatchObject({ status: 403 });
  expect(asked).toEqual([]);
});

test.each([
  ['without the token', { path: '/' }],
  ['under another name', { headers: { host: 'localhost' } }],
])('shows the page to nobody %s', async (_who, question) => {
  expect(await ask({ method: 'GET', path: '', ...question })).toMatchObject({ status: 403 });
});

test('shows its page, which may load and ask nothing of anybody else', async () => {
  const { status, body, headers } = await ask({ method: 'GET', path: '' });
  expect([status, body]).toEqual([200, '<title>Zakaz</title>']);
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'self'; img-src data:; frame-ancestors 'none'",
  });
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('tells every open page', async () => {
  const opened = await fetch(`${server.address}events`);
  const reader = opened.body?.pipeThrough(new TextDecoderStream()).getReader();
  const event: ServerEvent = { kind: 'changed', what: 'world' };
  await reader?.read();
  server.send(event);
  expect((await reader?.read())?.value).toBe(`data: ${JSON.stringify(event)}\n\n`);
});
