import { THEN_REPLAY } from '../../../src/core/errors';
import { NetworkFailure } from '../../../src/core/http';
import { askLicense, isOutage, type LicenseAnswer } from '../../../src/services/rkeeper/license_server';
import { problemOf } from '../../support/problem';
import { network } from '../../support/shop';
import { SUBSCRIPTION } from '../../support/till';

const USR =
  'dXNlckBleGFtcGxlLmNvbTtiYWQwYWNlYjJlYjY4YTAxYjY1YjQxNTZlMmZkNDhlMjtjOTY1ODllZWZiMDgyOGMwNzE3OTA5NWJjZDBjZWY1Zg==';
const USR_CYRILLIC =
  'dXNlckBleGFtcGxlLmNvbTsyOTQ3MDBiYTYxOTViMWRlZWRkMTkyMDYxOGJiMDg4OTtjOTY1ODllZWZiMDgyOGMwNzE3OTA5NWJjZDBjZWY1Zg==';
const ID = 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb';
const REST_CODE = '199999993';

const license = (expirationDate: string): string => JSON.stringify({ id: ID, expirationDate, qty: 1.0 });
const RUNNING = license('2099-03-26T00:00:00');

type Reply = string | NetworkFailure | { readonly status: number; readonly text: string };

const ask = (reply: Reply): Promise<LicenseAnswer> =>
  askLicense(SUBSCRIPTION, REST_CODE, network(reply).http);

describe('the licence server is asked', () => {
  it('at the vendor’s address, with the anchor escaped', async () => {
    const { http, requests } = network(RUNNING);
    await askLicense(SUBSCRIPTION, REST_CODE, http);
    const [request] = requests;
    expect(request?.method).toBe('GET');
    // The vendor's sample leaves the slash as it is; escaped, it works as well.
    expect(request?.url).toBe(
      'https://l.ucs.ru/ls5api/api/License/GetLicenseIdByAnchor?anchor=6%3A655cee55-7bcd-4826-b6e0-a8ccf2017ef3%23199999993%2F17',
    );
    expect(decodeURIComponent(request?.url ?? '')).toMatch(
      /=6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993\/17$/,
    );
  });

  it.each([
    ['secret', USR],
    ['пароль', USR_CYRILLIC],
  ])('with the usr header of the vendor’s vectors: password %s', async (password, usr) => {
    const { http, requests } = network(RUNNING);
    await askLicense({ ...SUBSCRIPTION, password }, REST_CODE, http);
    expect(requests[0]?.headers).toEqual({ usr, accept: 'application/json' });
  });

  it('so that neither the header nor what it is made of nor the anchor is logged', async () => {
    const { http, requests } = network(RUNNING);
    await askLicense(SUBSCRIPTION, REST_CODE, http);
    expect(requests[0]?.secrets).toEqual([
      USR,
      'bad0aceb2eb68a01b65b4156e2fd48e2',
      'c96589eefb0828c07179095bcd0cef5f',
      '6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993/17',
      '6%3A655cee55-7bcd-4826-b6e0-a8ccf2017ef3%23199999993%2F17',
    ]);
  });
});

describe('an active licence', () => {
  it('has its id, its end and its connections', async () => {
    expect(await ask(RUNNING)).toEqual({
      kind: 'active',
      license: { id: ID, expirationDate: '2099-03-26T00:00:00', quantity: 1 },
    });
  });

  it('may come without the rest, with an ErrorCode of 0, or after a byte order mark', async () => {
    const bare = { kind: 'active', license: { id: ID, expirationDate: undefined, quantity: undefined } };
    expect(await ask(`{"id":"${ID}","expirationDate":null}`)).toEqual(bare);
    expect(await ask(`{"ErrorCode":0,"ErrorMessage":"","id":"${ID}"}`)).toEqual(bare);
    expect(await ask(`\ufeff{"id":"${ID}"}`)).toEqual(bare);
  });
});

describe('something else than a licence', () => {
  it.each(['\u0000', '<b>', 'x'.repeat(65)])('in the place of its id is no answer: %j', async (id) => {
    const problem = await problemOf(() => ask(JSON.stringify({ id })));
    expect([problem.kind, problem.code]).toEqual(['failed', 'no_answer']);
  });

  it.each(['soon', '\u0000', '2099', 7])('in the place of its end is no end: %j', async (expirationDate) => {
    const license = { id: ID, expirationDate: undefined, quantity: undefined };
    expect(await ask(JSON.stringify({ id: ID, expirationDate }))).toEqual({ kind: 'active', license });
  });
});

describe('no active licence', () => {
  it.each(['{"id":null}', '{"id":"","expirationDate":null,"qty":0.0}'])('is told by %s', async (reply) => {
    const answer = await ask(reply);
    expect(answer).toMatchObject({ kind: 'missing', problem: { kind: 'failed', code: 'no_license' } });
    expect('problem' in answer && answer.problem.message).toBe(
      'There is no active licence of the XML interface for restaurant 199999993. Check the restaurant code and the kind of licence in ' +
        `the connection, or ask the restaurant's dealer to renew it. ${THEN_REPLAY} (no licence id)`,
    );
  });

  it.each([200, 400])('is told by an error under HTTP %i', async (status) => {
    const answer = await ask({ status, text: '{"ErrorCode":17,"ErrorMessage":"License not found"}' });
    expect(answer).toMatchObject({ kind: 'missing', problem: { kind: 'failed', code: '17' } });
    expect('problem' in answer && answer.problem.message).toBe(
      "The licence server l.ucs.ru refused to name a licence for restaurant 199999993. Ask the restaurant's dealer. " +
        `${THEN_REPLAY} (error 17: License not found)`,
    );
  });

  it.each([
    '{"ErrorMessage":"License not found"}',
    '{"ErrorCode":0,"errorMessage":"License not found"}',
    '{"Message":"License not found"}',
  ])('is told by words without a code: %s', async (text) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({ kind: 'missing', problem: { code: 'license_refused' } });
    expect('problem' in answer && answer.problem.message).toContain(
      '(error without number: License not found)',
    );
  });

  it('cuts a code short that has no end', async () => {
    const answer = await ask(JSON.stringify({ ErrorCode: 'x'.repeat(100_000), ErrorMessage: 'No' }));
    expect(answer).toMatchObject({ kind: 'missing', problem: { code: `${'x'.repeat(40)}…` } });
  });

  it('is told without the secrets that the server quotes', async () => {
    const reply = JSON.stringify({
      ErrorCode: 3,
      ErrorMessage: `You are ${USR} with secret, c96589eefb0828c07179095bcd0cef5f, 6:655cee55`,
    });
    const answer = await ask(reply);
    expect('problem' in answer && answer.problem.message).toMatch(
      /\(error 3: You are ••• with •••, •••, •••\)$/,
    );
  });

  it('is left to the till on the last day, which begins with the date of the end', async () => {
    const today = new Date(Date.now() - 60 * 60 * 1000).toISOString().slice(0, 19);
    expect(await ask(license(today))).toMatchObject({ kind: 'active', license: { id: ID } });
  });

  it('is told by an end that has passed, with its day', async () => {
    const answer = await ask(license('2020-03-26T00:00:00'));
    expect(answer).toMatchObject({ kind: 'expired', license: { expirationDate: '2020-03-26T00:00:00' } });
    expect(answer).toMatchObject({ problem: { kind: 'failed', code: 'license_expired' } });
    expect('problem' in answer && answer.problem.message).toBe(
      'The licence of the XML interface for restaurant 199999993 ended on 2020-03-26. ' +
        `Ask the restaurant's dealer to renew it. ${THEN_REPLAY} (licence expired)`,
    );
  });
});

describe('the licence server may', () => {
  it('refuse the user or the token', async () => {
    const problem = await problemOf(() => ask({ status: 401, text: 'Unauthorized' }));
    expect(problem).toMatchObject({ kind: 'connection', code: 'http_401' });
    expect(problem.message).toMatch(
      /^The licence server l\.ucs\.ru does not accept the licence user, the password or the token\. /,
    );
    expect(isOutage(problem)).toBe(false);
  });

  it('refuse what may be the app’s own token, which no restaurant can mend by connecting again', async () => {
    const { http } = network({ status: 401, text: 'Unauthorized' });
    const problem = await problemOf(() => askLicense({ ...SUBSCRIPTION, tokenOf: 'app' }, REST_CODE, http));
    expect([problem.kind, isOutage(problem)]).toEqual(['failed', false]);
    expect(problem.message).toBe(
      "The licence server l.ucs.ru does not accept the licence user, the password or the app's r_keeper token. Check Login and Password in the " +
        "connection. If they are right, tell whoever invited you to this app: the app's r_keeper token was refused. " +
        `${THEN_REPLAY} (HTTP 401)`,
    );
  });

  it.each([
    [{ status: 500, text: '<html>' }, 'no_answer'],
    [{ status: 404, text: 'Not found' }, 'no_answer'],
    [{ status: 403, text: 'Forbidden' }, 'no_answer'],
    [new NetworkFailure('firewall', false, 'HTTP 403'), 'firewall'],
    [{ status: 500, text: RUNNING }, 'no_answer'],
    ['OK', 'no_answer'],
    ['[]', 'no_answer'],
    ['{}', 'no_answer'],
    ['<License/>', 'no_answer'],
    [new NetworkFailure('timeout', true, 'timeout'), 'timeout'],
    [new NetworkFailure('unreachable', false, 'ECONNREFUSED'), 'unreachable'],
  ])('be out: %j', async (reply, code) => {
    const problem = await problemOf(() => ask(reply));
    expect(problem).toMatchObject({ kind: 'failed', code });
    expect(problem.message).toMatch(/^(?:A firewall in front of the|The) licence server l\.ucs\.ru /);
    expect(isOutage(problem)).toBe(true);
  });
});
