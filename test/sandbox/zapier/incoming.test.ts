import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { cleanedRequest, type RawRequest, readRequest } from '../../../sandbox/zapier/incoming';

/** A request as it goes over the wire, read at the other end. */
async function received(path: string, init: RequestInit): Promise<RawRequest> {
  const reading = new Promise<RawRequest>((resolve) => {
    const server = createServer((request, response) => {
      void readRequest(request).then((raw) => {
        response.end();
        server.close();
        resolve(raw);
      });
    });
    server.listen(0, '127.0.0.1', () => {
      void fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
    });
  });
  return reading;
}

function cleaned(contentType: string, content: string, querystring = ''): unknown {
  return cleanedRequest({ method: 'POST', querystring, headers: { 'Content-Type': contentType }, content });
}

const FORM = 'application/x-www-form-urlencoded';

describe('the raw request', () => {
  test('has the content untouched, the query without its mark, and headers named as on Zapier', async () => {
    const raw = await received('/hook?a=make&b=%D1%8F', {
      method: 'POST',
      headers: { 'content-type': 'text/xml', 'X-Time-GMT': '5', authorization: 'Basic x' },
      body: '<a name="Чай"/>\r\n',
    });
    expect(raw).toMatchObject({
      method: 'POST',
      querystring: 'a=make&b=%D1%8F',
      content: '<a name="Чай"/>\r\n',
      headers: {
        'Content-Type': 'text/xml',
        'Content-Length': '20',
        'Http-X-Time-Gmt': '5',
        'Http-Authorization': 'Basic x',
        'Http-Host': expect.any(String) as string,
      },
    });
    expect(Object.keys(raw.headers)).not.toContain('content-type');
  });

  test('of a GET has no content', async () => {
    expect(await received('/hook', { method: 'GET' })).toMatchObject({
      method: 'GET',
      querystring: '',
      content: '',
    });
  });
});

describe('the cleaned request', () => {
  test('of a form has its fields by the names that were sent', () => {
    expect(cleaned(`${FORM}; charset=utf-8`, 'id=1&items%5B0%5D%5Bsum%5D=990.00&name=%D0%AF+b&id=2')).toEqual(
      {
        id: '2',
        'items[0][sum]': '990.00',
        name: 'Я b',
      },
    );
  });

  test.each([
    ['application/json', '{"order":{"id":1}}', { order: { id: 1 } }],
    ['text/plain', '[{"id":1}]', [{ id: 1 }]],
    ['application/json', '{"id":', {}],
    ['text/xml', '<a/>', {}],
    ['', '', {}],
  ])('of %s %s is what it says, where it says something', (type, content, value) => {
    expect(cleaned(type, content)).toEqual(value);
  });

  test('has the query under a key of its own', () => {
    expect(cleaned(FORM, 'id=1', 'a=paid')).toEqual({ id: '1', querystring: { a: 'paid' } });
    expect(cleaned('application/json', '[1]', 'a=paid')).toEqual([1]);
  });
});
