import { createServer, type Server } from 'node:http';
import { close, listen, portOf } from '../../../sandbox/server';
import { Files } from '../../../sandbox/zapier/files';

let server: Server;
const files = new Files();

beforeAll(async () => {
  server = createServer((request, response) => void files.answer(request, response));
  await listen(server);
  files.open(`http://127.0.0.1:${portOf(server)}`);
});
afterAll(() => close(server));

async function leave(content: Buffer, name: string): Promise<{ status: number; address: string }> {
  const { url, fields } = files.invite();
  const form = new FormData();
  form.append('key', fields.key);
  form.append('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  form.append('file', new Blob([new Uint8Array(content)], { type: 'application/pdf' }), name);
  const { status } = await fetch(url, { method: 'POST', body: form });
  return { status, address: url + fields.key };
}

it('a file is handed out at its address, which does not tell its name, every byte of it; a header does', async () => {
  const content = Buffer.from([0, 255, 13, 10, 13, 10, 45, 45, 128, 10]);
  const { status, address } = await leave(content, 'ярлык.pdf');
  expect(status).toBe(204);
  expect(files.at(address)).toMatchObject({ name: 'ярлык.pdf', contentType: 'application/pdf', content });
  const answer = await fetch(address);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
  expect(decodeURIComponent(address)).not.toContain('ярлык');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent('ярлык.pdf')}`;
  expect(answer.headers.get('content-disposition')).toBe(disposition);
});

it('two files do not meet, and none is found where none was left', async () => {
  const [one, other] = [await leave(Buffer.from('one'), 'a'), await leave(Buffer.from('other'), 'b')];
  expect([one, other].map(({ address }) => files.at(address).content.toString())).toEqual(['one', 'other']);
  expect(() => files.at(`${one.address}x`)).toThrow('No file was left at');
  expect((await fetch(`${one.address}x`)).status).toBe(404);
});

it('a form without a file is refused', async () => {
  const form = new FormData();
  form.append('key', 'k');
  expect((await fetch(files.invite().url, { method: 'POST', body: form })).status).toBe(400);
});
