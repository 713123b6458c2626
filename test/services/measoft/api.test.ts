import { NetworkFailure } from '../../../src/core/http';
import { CourierApi } from '../../../src/services/measoft/api';
import type { CourierConnection } from '../../../src/services/measoft/connection';
import { leaves } from '../../../src/services/measoft/elements';
import { problemOf } from '../../support/problem';
import { network, type FakeHttp } from '../../support/shop';

const CONNECTION: CourierConnection = {
  platform: 'measoft',
  courierCode: '8',
  login: 'test',
  password: 'te<s"tm',
  apiUrl: 'https://home.courierexe.ru/api/',
};

type Reply = string | Buffer | Error | { status: number; text?: string; location?: string };

function courier(...replies: readonly Reply[]): FakeHttp & { readonly api: CourierApi } {
  const fake = network(...replies);
  return { ...fake, api: new CourierApi(CONNECTION, fake.http) };
}

const ASK = { name: 'client', content: [] };
const DO = { name: 'addattachments', content: leaves({ orderno: '1 & {{bundle.x}}' }) };
const DOUBT = 'It may have been done.';

describe('a request', () => {
  it('is one document with the login in it, to the one address', async () => {
    const { api, requests } = courier('<addattachments error="0"/>');
    await api.write(DO, DOUBT);
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://home.courierexe.ru/api/',
        headers: { 'content-type': 'text/xml; charset=utf-8' },
        body:
          '<?xml version="1.0" encoding="utf-8"?><addattachments><auth extra="8" login="test" pass="te&lt;s&quot;tm"/>' +
          '<orderno>1 &amp; &#123;&#123;bundle.x}}</orderno></addattachments>',
        // The platform itself hides no password as short as the vendor's own.
        secrets: ['<auth extra="8" login="test" pass="te&lt;s&quot;tm"/>', 'te&lt;s&quot;tm'],
      },
    ]);
  });

  it('shows no more of the login than its function wants', async () => {
    const { api, bodies } = courier('<services/>', '<townlist/>');
    await api.read({ name: 'services', content: [], login: 'company' });
    await api.read({ name: 'townlist', content: [], login: 'none' });
    expect(bodies()).toEqual([
      '<?xml version="1.0" encoding="utf-8"?><services><auth extra="8"/></services>',
      '<?xml version="1.0" encoding="utf-8"?><townlist/>',
    ]);
  });

  it.each(['\u0001', '\ud83d', '\uffff'])(
    'is not made of characters that XML cannot hold: %j',
    async (character) => {
      const { api, requests } = courier();
      const content = leaves({ orderno: `A${character}7` });
      for (const call of [
        () => api.write({ ...DO, content }, DOUBT),
        () => api.read({ ...ASK, content }),
        () => api.readPdf({ ...ASK, content }),
      ]) {
        const problem = await problemOf(call);
        expect(problem).toMatchObject({ kind: 'input', code: 'invalid_input' });
        expect(problem.message).toMatch(/^A field holds an invisible character .* Take it out/);
        expect(problem.message).toContain('The text of orderno holds the character U+');
      }
      expect(requests).toEqual([]);
    },
  );
});

describe('an answer', () => {
  it('is the document', async () => {
    const { api } = courier('<client><code>1082</code></client>');
    expect((await api.read(ASK)).child('code')?.text).toBe('1082');
  });

  it.each([
    ['<request><error error="1" errormsg="Authorization error"/></request>', 'connection', '1'],
    ['<client error="25">Ошибка авторизации</client>', 'connection', '25'],
    ['<client error="14">Неизвестная функция</client>', 'failed', '14'],
    ['<request><error>Ошибка синтаксиса XML: x</error></request>', 'failed', 'refused'],
  ])('%s is refused for what it says', async (xml, kind, code) => {
    const { api } = courier(xml);
    expect(await problemOf(() => api.read(ASK))).toMatchObject({ kind, code });
  });
});

describe('an answer that may be a block for too many queries', () => {
  it.each<[string, Reply, string]>([
    ['HTTP 403', { status: 403, text: '<html>' }, '(HTTP 403)'],
    ['HTTP 429', { status: 429, text: '' }, '(HTTP 429)'],
    [
      'a page',
      '<!DOCTYPE html><html><body>Слишком много запросов</body></html>',
      '(The answer is an HTML page',
    ],
    ['nothing', '', '(The XML is empty.)'],
  ])('%s is waited out by what only reads', async (_name, reply, origin) => {
    const { api } = courier(reply);
    const problem = await problemOf(() => api.read(ASK));
    expect(problem).toMatchObject({ kind: 'later', code: 'blocked', retryAfterSeconds: 900 });
    expect(problem.message).toMatch(
      /^The courier service, or a firewall in front of it, answered without data, as it may do for up to three hours/,
    );
    expect(problem.message).toContain(origin);
  });

  it.each([403, 429])(
    'HTTP %i did not do what it was asked for, so that a change is simply made later',
    async (status) => {
      const { api } = courier({ status, text: '<html>' });
      const problem = await problemOf(() => api.write(DO, DOUBT));
      expect(problem).toMatchObject({ kind: 'later', code: 'blocked' });
      expect(problem.message).not.toContain(DOUBT);
    },
  );

  it('leaves a change in doubt where it came as if all was well', async () => {
    const { api } = courier('<!DOCTYPE html><html></html>');
    const problem = await problemOf(() => api.write(DO, DOUBT));
    expect(problem).toMatchObject({ kind: 'failed', code: 'no_answer' });
    expect(problem.message).toContain(DOUBT);
  });
});

describe('no answer', () => {
  it.each([
    ['may have been received', new NetworkFailure('timeout', true, 'timeout'), true],
    ['was not received', new NetworkFailure('unreachable', false, 'ECONNREFUSED'), false],
  ])('leaves a change in doubt if it %s', async (_name, failure, inDoubt) => {
    const { api } = courier(failure);
    const problem = await problemOf(() => api.write(DO, DOUBT));
    expect(problem).toMatchObject({ kind: 'failed', code: failure.reason });
    expect(problem.message.includes(DOUBT)).toBe(inDoubt);
  });

  it('of a server out of order is an error, and no block', async () => {
    const { api } = courier({ status: 502, text: '<html>' });
    expect(await problemOf(() => api.read(ASK))).toMatchObject({
      kind: 'failed',
      message:
        'The courier service answered with something that is no answer. Try again in a few minutes. (HTTP 502)',
    });
  });

  it('that is larger than can be read says how to ask for less', async () => {
    const { api } = courier(new NetworkFailure('too_large', true, 'too large'));
    expect((await problemOf(() => api.read(ASK))).message).toBe(
      'The courier service sent more at once than can be read. Ask for less: a narrower search, or fewer days to look back. Many orders ' +
        'are better read from a queue of changes; where the queue itself has grown too long, look among the orders of the last days. ' +
        '(too large)',
    );
  });
});

describe('a wrong address', () => {
  it('that sends on names the right one, without following it', async () => {
    const { api, requests } = courier({ status: 301, location: 'https://api.example.com/v1/?key=1' });
    const problem = await problemOf(() => api.read(ASK));
    expect(problem).toMatchObject({ kind: 'failed', code: 'http_301' });
    expect(problem.message).toBe(
      'The courier service sends requests on to https://api.example.com/v1/, which is not followed. If that is the right address, enter it as ' +
        'API Address in the connection. (HTTP 301)',
    );
    expect(requests).toHaveLength(1);
  });

  it('is named as such', async () => {
    const { api } = courier({ status: 404, text: 'Not Found' });
    expect(await problemOf(() => api.read(ASK))).toMatchObject({
      kind: 'failed',
      message:
        'The courier service does not answer at this address. Correct API Address in the connection, or leave it empty. (HTTP 404)',
    });
  });

  it('may ask for another login', async () => {
    const { api } = courier({ status: 401, text: '' });
    expect(await problemOf(() => api.read(ASK))).toMatchObject({ kind: 'connection', code: '25' });
  });
});

describe('a PDF', () => {
  const PDF = Buffer.from('%PDF-1.4 ...');
  const WAYBILL = { name: 'waybill', content: [] };

  it.each<[string, Reply]>([
    ['as base64 inside XML', `<waybill><content>${PDF.toString('base64')}</content></waybill>`],
    [
      'as base64 in lines',
      `<any><content>\n${PDF.toString('base64').replace(/.{8}/g, '$&\n')}</content></any>`,
    ],
    ['bare', PDF],
  ])('is read %s', async (_name, reply) => {
    const { api } = courier(reply);
    expect(await api.readPdf(WAYBILL)).toEqual(PDF);
  });

  it.each([
    '<waybill><content/></waybill>',
    '<waybill/>',
    `<waybill><content>${Buffer.from('<html>').toString('base64')}</content></waybill>`,
  ])('is missed in %s', async (xml) => {
    const { api } = courier(xml);
    expect(await problemOf(() => api.readPdf(WAYBILL))).toMatchObject({ kind: 'failed', code: 'no_pdf' });
  });

  it('is no page for a browser: that may be the page of a block', async () => {
    const { api } = courier('<html><body><h1>Накладная</h1></body></html>');
    expect(await problemOf(() => api.readPdf(WAYBILL))).toMatchObject({ kind: 'later', code: 'blocked' });
  });

  it('is refused like anything else', async () => {
    const { api } = courier('<waybill error="11">Заказы не найдены</waybill>');
    expect(await problemOf(() => api.readPdf(WAYBILL))).toMatchObject({ kind: 'refused', code: '11' });
  });
});
