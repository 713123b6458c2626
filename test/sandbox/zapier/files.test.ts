import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Files } from '../../../sandbox/zapier/files';

let server: Server;
const files = new Files();

beforeAll(async () => {
  server = createServer((request, response) => void files.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  files.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterAll(() => {
  server.close();
});

async function leave(content: Buffer, name: string): Promise<{ status: number; address: string }> {
  const { url, fields } = files.invite();
  const form = new FormData();
  form.append('key', fields.key);
  form.append('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  form.append('file', new Blob([new Uint8Array(content)], { type: 'application/pdf' }), name);
  const { status } = await fetch(url, { method: 'POST', body: form });
  return { status, address: url + fields.key };
}

it('a file is found under its key, every byte of it, with its name and type', async () => {
  const content = Buffer.from([0, 255, 13, 10, 13, 10, 45, 45, 128, 10]);
  const { status, address } = await leave(content, 'ярлык.pdf');
  expect(status).toBe(204);
  expect(files.at(address)).toMatchObject({ name: 'ярлык.pdf', contentType: 'application/pdf', content });
});

it('a file is handed out at its address, which does not tell its name; a header does', async () => {
  const content = Buffer.from([0, 255, 13, 10, 128]);
  const { address } = await leave(content, 'ярлык.pdf');
  const answer = await fetch(address);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
  expect(decodeURIComponent(address)).not.toContain('ярлык');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('ярлык.pdf')}`,
  );
  expect((await fetch(`${address}x`)).status).toBe(404);
});

it('two files do not meet, and none is found where none was left', async () => {
  const [one, other] = [await leave(Buffer.from('one'), 'a'), await leave(Buffer.from('other'), 'b')];
  expect(files.at(one.address).content.toString()).toBe('one');
  expect(files.at(other.address).content.toString()).toBe('other');
  expect(() => files.at(`${one.address}x`)).toThrow('No file was left at');
});

it('a form without a file is refused', async () => {
  const form = new FormData();
  form.append('key', 'k');
  expect((await fetch(files.invite().url, { method: 'POST', body: form })).status).toBe(400);
});
