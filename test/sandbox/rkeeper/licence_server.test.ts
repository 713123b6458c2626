import { createHash } from 'node:crypto';
import { anchorOf, LicenceRegistry } from '../../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../../sandbox/rkeeper/licence_server';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { ask, newOrder, saveSoup, verdict } from './conversation';

const ANCHOR = anchorOf('199999993');
const TOKEN = '00000000-0000-0000-0000-000000000001';
/** The two vectors of the vendor's page, recomputed. */
const USR = {
  latin:
    'dXNlckBleGFtcGxlLmNvbTtiYWQwYWNlYjJlYjY4YTAxYjY1YjQxNTZlMmZkNDhlMjtjOTY1ODllZWZiMDgyOGMwNzE3OTA5NWJjZDBjZWY1Zg==',
  cyrillic:
    'dXNlckBleGFtcGxlLmNvbTsyOTQ3MDBiYTYxOTViMWRlZWRkMTkyMDYxOGJiMDg4OTtjOTY1ODllZWZiMDgyOGMwNzE3OTA5NWJjZDBjZWY1Zg==',
};

let registry: LicenceRegistry;
let server: LicenseServerDouble;

beforeEach(async () => {
  registry = new LicenceRegistry();
  registry.addUser({ userName: 'user@example.com', password: 'secret' });
  registry.addToken(TOKEN);
  registry.grant(ANCHOR, { expirationDate: '2099-03-26T00:00:00' });
  server = await LicenseServerDouble.start({ registry });
});
afterEach(() => server.stop());

interface Asked {
  readonly anchor?: string;
  readonly usr?: string;
  readonly path?: string;
  readonly accept?: string;
}

async function get({
  anchor = encodeURIComponent(ANCHOR),
  usr = USR.latin,
  path,
  accept = 'application/json',
}: Asked = {}): Promise<{
  status: number;
  text: string;
}> {
  const url = `${server.origin}${path ?? `/ls5api/api/License/GetLicenseIdByAnchor?anchor=${anchor}`}`;
  const response = await fetch(url, { headers: { usr, Accept: accept } });
  return { status: response.status, text: await response.text() };
}

describe('GetLicenseIdByAnchor', () => {
  it('gives the id, the day it ends and the number of connections', async () => {
    const { status, text } = await get();
    expect(status).toBe(200);
    expect(text).toMatch(/^\{"id":"[0-9a-f-]{36}","expirationDate":"2099-03-26T00:00:00","qty":1\.0\}$/);
    expect(JSON.parse(text)).toMatchObject({ id: registry.find(ANCHOR)?.id });
  });

  it('takes a raw slash in the anchor, and any case of the product', async () => {
    expect((await get({ anchor: ANCHOR.replace(':', '%3A').replace('#', '%23') })).text).toContain('"id":"');
    expect((await get({ anchor: encodeURIComponent(ANCHOR.toUpperCase()) })).text).toContain('"id":"');
  });

  it('knows users by the hashes of their password and of the developer token', async () => {
    registry.addUser({ userName: 'user@example.com', password: 'пароль' });
    expect((await get({ usr: USR.cyrillic })).status).toBe(200);
    expect((await get({ usr: USR.latin })).status).toBe(401);
  });

  it.each([
    ['no header', ''],
    ['another user', USR.latin.replace('dXNl', 'YXNl')],
    ['text that is not Base64', '???'],
    ['two parts', Buffer.from('user@example.com;x').toString('base64')],
    ['four parts', Buffer.from(`${Buffer.from(USR.latin, 'base64').toString()};x`).toString('base64')],
    ['Base64 without its padding', USR.latin.replaceAll('=', '')],
  ])('answers 401 to %s', async (_, usr) => {
    expect((await get({ usr })).status).toBe(401);
  });

  it('answers 401 once the token is no longer known', async () => {
    registry.removeToken(TOKEN);
    expect((await get()).status).toBe(401);
    registry.addToken('another');
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
    const usr = Buffer.from(`user@example.com;${md5('user@example.comsecret')};${md5('another')}`).toString(
      'base64',
    );
    expect((await get({ usr })).status).toBe(200);
  });

  it('has no licence for an unknown restaurant or after the last day', async () => {
    expect(JSON.parse((await get({ anchor: encodeURIComponent(anchorOf('111111111')) })).text)).toMatchObject(
      { id: null },
    );
    registry.expire(ANCHOR);
    expect(JSON.parse((await get()).text)).toEqual({ id: null, expirationDate: null, qty: 0 });
    server.noLicenceAnswer = 'error';
    expect(JSON.parse((await get()).text)).toEqual({
      ErrorCode: expect.any(Number) as number,
      ErrorMessage: expect.any(String) as string,
    });
  });

  it.each([
    ['the colon of one vendor example', ANCHOR.replace('#', ':')],
    ['no restaurant', '6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#/17'],
    ['another ending', ANCHOR.replace('/17', '/18')],
    ['nothing', ''],
  ])('refuses an anchor with %s', async (_, anchor) => {
    expect(JSON.parse((await get({ anchor: encodeURIComponent(anchor) })).text)).toHaveProperty(
      'ErrorMessage',
    );
  });

  it('speaks XML to those who do not ask for JSON', async () => {
    expect((await get({ accept: 'application/xml' })).text).toMatch(/^</);
  });

  it('answers 404 on other paths', async () => {
    expect((await get({ path: '/ls5api/api/License' })).status).toBe(404);
  });
});

it('gives out the ids that the till accepts, for as long as they are valid', async () => {
  const till = await TillDouble.start({ registry });
  const order = await newOrder(till);
  const { id } = JSON.parse((await get()).text) as { id: string };
  expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  registry.rotate(ANCHOR);
  const old = saveSoup(till, order, 1).replace(/licenseToken="[^"]*"/, `licenseToken="${id}"`);
  expect(verdict(await ask(till, old)).text).toBe('Bad license anchor');
  const renewed = JSON.parse((await get()).text) as { id: string };
  expect(verdict(await ask(till, old.replace(id, renewed.id))).status).toBe('Ok');
  await till.stop();
});
