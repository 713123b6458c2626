import { download } from '../../src/core/download';
import { NetworkFailure } from '../../src/core/http';
import { problemOf } from '../support/problem';
import { network } from '../support/shop';

const ADDRESS = 'https://zapier.com/engine/hydrate/1/secret-of-the-file/';
const MOVED = { status: 302, location: 'https://files.example.com/invoice.pdf?signature=x' };

describe('a file', () => {
  it('is fetched from where its address leads to in the end, no byte changed', async () => {
    const content = Buffer.from([0, 255, 128]);
    const { http, requests } = network(MOVED, content);
    expect(await download(http, ADDRESS, 1000)).toEqual(content);
    expect(requests).toMatchObject([
      { method: 'GET', url: ADDRESS, maxBytes: 1000, secrets: [ADDRESS] },
      { method: 'GET', url: MOVED.location, maxBytes: 1000, secrets: [MOVED.location] },
    ]);
    for (const { agent } of requests) expect(agent?.constructor.name).toBe('GuardedAgent');
  });

  it.each([404, 403, 500])('that is not there (HTTP %i) has gone with its time', async (status) => {
    const { http } = network({ status, text: 'gone' });
    expect(await problemOf(() => download(http, ADDRESS, 1000))).toMatchObject({
      kind: 'refused',
      code: `http_${status}`,
      message: `The file is not where its address leads to. Files of earlier steps are kept for some hours only: run the whole Zap again. (HTTP ${status})`,
    });
  });

  it('that is moved without a word where to is not there', async () => {
    const { http } = network({ status: 302 });
    expect(await problemOf(() => download(http, ADDRESS, 1000))).toMatchObject({ code: 'http_302' });
  });

  it('that is moved around for ever is given up', async () => {
    const { http, requests } = network(...Array.from({ length: 10 }, () => MOVED));
    expect(await problemOf(() => download(http, ADDRESS, 1000))).toMatchObject({
      kind: 'refused',
      code: 'too_many_redirects',
    });
    expect(requests).toHaveLength(6);
  });

  it.each([
    'http://example.com/file',
    'https://127.0.0.1/file',
    'https://169.254.169.254/latest/meta-data/',
    'https://user:password@example.com/file',
    'file:///etc/passwd',
  ])('is not looked for at %s, neither at first nor after a redirect', async (address) => {
    const first = network();
    expect(await problemOf(() => download(first.http, address, 1000))).toMatchObject({ kind: 'input' });
    expect(first.requests).toEqual([]);
    const second = network({ status: 302, location: address });
    expect(await problemOf(() => download(second.http, ADDRESS, 1000))).toMatchObject({ kind: 'input' });
    expect(second.requests).toHaveLength(1);
  });

  it('that does not come is told of', async () => {
    const { http } = network(new NetworkFailure('timeout', true, 'timeout'));
    expect(await problemOf(() => download(http, ADDRESS, 1000))).toMatchObject({
      kind: 'failed',
      message:
        'The place where the file is kept did not answer in time. Try again in a few minutes. (timeout)',
    });
  });

  it('that is too large is refused with the limit', async () => {
    const { http } = network(new NetworkFailure('too_large', true, 'too large'));
    expect(await problemOf(() => download(http, ADDRESS, 10 * 1024 * 1024))).toMatchObject({
      kind: 'refused',
      message: 'The file is larger than 10 MB. Map a smaller one. (too large)',
    });
  });
});
