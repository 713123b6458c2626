import type { Problem } from '../../../src/core/errors';
import { NetworkFailure, type Http } from '../../../src/core/http';
import { element } from '../../../src/core/xml';
import { command, withLicense } from '../../../src/services/rkeeper/commands';
import { TillTransport } from '../../../src/services/rkeeper/transport';
import { perform } from '../../../src/zapier/run';
import { selfSigned } from '../../support/certificates';
import { call } from '../../support/app';
import { captureLog } from '../../support/log';
import { problemOf } from '../../support/problem';
import { httpServer } from '../../support/server';
import { network } from '../../support/shop';
import { LIFETIME_TILL } from '../../support/till';
import { TLS_1_0, tlsServer } from '../../support/tls_server';

const BASIC = Buffer.from('zapier:пароль: till', 'utf8').toString('base64');
const COMMAND = command('GetSystemInfo');
const OK = '<RK7QueryResult ServerVersion="7.6.5.92" Status="Ok" ErrorText=""/>';
const CLOSING =
  '<RK7QueryResult ServerVersion="7.6.5.92" Status="Query Parse Error" ErrorText="UCSERR(2172): В данный момент закрывается общая смена"/>';

/** What becomes of a request that is answered like this. */
const answered = (reply: string | { readonly status: number }): Promise<unknown> =>
  new TillTransport(LIFETIME_TILL, network(reply).http).send(COMMAND);

async function failureOf(work: Promise<unknown>): Promise<NetworkFailure> {
  const outcome: unknown = await work.catch((error: unknown) => error);
  if (outcome instanceof NetworkFailure) return outcome;
  throw outcome;
}

describe('a request', () => {
  it('goes to the one address of the XML interface, as it is, with the till user’s login', async () => {
    const { http, requests } = network(OK);
    await new TillTransport(LIFETIME_TILL, http).send(COMMAND);
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://till.example.com:4545/rk7api/v0/xmlinterface.xml',
        headers: { authorization: `Basic ${BASIC}`, 'content-type': 'application/xml' },
        body: '<?xml version="1.0" encoding="utf-8"?><RK7Query><RK7CMD CMD="GetSystemInfo"/></RK7Query>',
      },
    ]);
  });

  it('hides the login and the whole LicenseInfo from logs', async () => {
    const licensed = withLicense(command('SaveOrder', element('Order', { guid: '{6002FD3A}' })), {
      anchor: '6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993/17',
      licenseToken: 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb',
      instanceGuid: '{0D5B46A0-9C0E-4F4A-9E53-3A8A5C9B7C11}',
      seqNumber: 4711,
    });
    await using server = await httpServer((_request, answer) => answer.end(OK));
    await using log = await captureLog();
    const connection = { ...LIFETIME_TILL, serverUrl: `http://127.0.0.1:${server.port}` };
    await throughTheDoor((http) => new TillTransport(connection, http).send(licensed));
    expect(log.written()).toContain('SaveOrder');
    expect(log.written()).toContain('6002FD3A');
    const secrets = ['655cee55', '199999993', 'fe4e4c5a', '0D5B46A0', '4711', BASIC, 'пароль'];
    for (const secret of secrets) expect(log.written()).not.toContain(secret);
  });
});

describe('an answer', () => {
  it('is read', async () => {
    expect(await answered(OK)).toMatchObject({ status: 'Ok', serverVersion: '7.6.5.92' });
  });

  it('with status 401 is about the login, which the message names', async () => {
    const problem = await problemOf(() => answered({ status: 401 }));
    expect(problem).toMatchObject({ kind: 'connection', code: 'http_401' });
    expect(problem.message).toMatch(
      /^The till does not accept the login "zapier" or its password\..*\(HTTP 401\)$/,
    );
  });

  it('with status 403 does not say that the login is wrong', async () => {
    const problem = await problemOf(() => answered({ status: 403 }));
    expect(problem).toMatchObject({ kind: 'failed', code: 'http_403' });
    expect(problem.message).toMatch(
      /^The till, or a firewall in front of it, does not let the login "zapier" in\..*\(HTTP 403\)$/,
    );
  });

  it.each([301, 302, 400, 404, 405, 413])(
    'with status %d is none, and nothing was received',
    async (status) => {
      expect(await failureOf(answered({ status }))).toMatchObject({
        reason: 'no_answer',
        maybeReceived: false,
        code: `HTTP ${status}`,
      });
    },
  );

  it.each([204, 500, 502, 503, 504])('with status %d is none, and leaves doubt', async (status) => {
    expect(await failureOf(answered({ status }))).toMatchObject({ reason: 'no_answer', maybeReceived: true });
  });

  it('that is a web page is none, and leaves doubt', async () => {
    const failure = await failureOf(answered('<!DOCTYPE html><html><body>Login</body></html>'));
    expect(failure).toMatchObject({ reason: 'no_answer', maybeReceived: true });
  });

  it('that the shift is being closed is about any command, and says when to try again', async () => {
    const problem = await problemOf(() => answered(CLOSING));
    expect(problem).toMatchObject({ kind: 'later', code: '2172', retryAfterSeconds: 180 });
  });
});

/** Does some work with the platform's own way to the network. */
async function throughTheDoor<Result>(work: (http: Http) => Promise<Result>): Promise<Result> {
  const outcome = await call(
    perform(async ({ http }) => {
      try {
        return { result: await work(http) };
      } catch (error) {
        return { error };
      }
    }),
    { authData: {}, inputData: {}, meta: {} },
  );
  if ('result' in outcome) return outcome.result;
  throw outcome.error;
}

describe('a till behind TLS', () => {
  const OWN = selfSigned();
  const pinOf = ({ fingerprint }: { fingerprint: string }): string => fingerprint.replaceAll(':', '');

  beforeEach(() => {
    process.env.ALLOW_LOOPBACK = '1';
  });
  afterEach(() => {
    delete process.env.ALLOW_LOOPBACK;
  });

  function send(port: number, fingerprint?: string): Promise<unknown> {
    const connection = { ...LIFETIME_TILL, serverUrl: `https://localhost:${port}`, fingerprint };
    return throughTheDoor((http) => new TillTransport(connection, http).send(COMMAND));
  }

  const problemWith = (port: number, fingerprint?: string): Promise<Problem> =>
    problemOf(() => send(port, fingerprint));

  it('is spoken to under its pinned certificate', async () => {
    await using server = await tlsServer(OWN, {}, { answer: OK });
    expect(await send(server.port, pinOf(OWN))).toMatchObject({ status: 'Ok' });
    expect(server.received()).toContain(`Basic ${BASIC}`);
  });

  it('tells the fingerprint to paste when it signed for itself', async () => {
    await using server = await tlsServer(OWN);
    const problem = await problemWith(server.port);
    expect(problem).toMatchObject({ kind: 'failed', code: 'untrusted_certificate' });
    expect(problem.message).toBe(
      'The till shows a certificate that no known authority vouches for, so nothing was sent. To trust it, compare this ' +
        'fingerprint with the one of the certificate at the cash server first, then paste it into Certificate Fingerprint: ' +
        `${OWN.fingerprint} (DEPTH_ZERO_SELF_SIGNED_CERT)`,
    );
    expect(server.received()).toBe('');
  });

  it('tells the new fingerprint when its certificate is not the pinned one', async () => {
    const other = selfSigned();
    await using server = await tlsServer(other);
    const { message } = await problemWith(server.port, pinOf(OWN));
    expect(message).toMatch(/^The till shows another certificate than the one .* so nothing was sent\./);
    expect(message).toContain('compare this fingerprint with the one at the cash server first');
    expect(message).toContain(`Certificate Fingerprint: ${other.fingerprint} (CERT_PIN_MISMATCH)`);
    expect(server.received()).toBe('');
  });

  it('tells that it only speaks an old kind of TLS', async () => {
    await using server = await tlsServer(OWN, TLS_1_0);
    const { message } = await problemWith(server.port);
    expect(message).toMatch(
      /^The till only speaks an old kind of TLS, which is accepted from a known certificate alone/,
    );
    expect(message).toContain(OWN.fingerprint);
  });
});
