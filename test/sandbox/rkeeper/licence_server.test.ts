import { createHash } from 'node:crypto';
import { anchorOf, LicenceRegistry } from '../../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../../sandbox/rkeeper/licence_server';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { newOrder, refusal, saveSoup, verdictOn } from './conversation';

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

async function get({
  anchor = ANCHOR,
  query = `?anchor=${encodeURIComponent(anchor)}`,
  usr = USR.latin,
  path = '/ls5api/api/License/GetLicenseIdByAnchor',
  accept = 'application/json',
} = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(server.origin + path + query, { headers: { usr, Accept: accept } });
  return { status: response.status, text: await response.text() };
}

describe('GetLicenseIdByAnchor', () => {
  it('gives the id, the day it ends and the number of connections', async () => {
    const id = registry.find(ANCHOR)?.id ?? '';
    const text = `{"id":"${id}","expirationDate":"2099-03-26T00:00:00","qty":1.0}`;
    expect(await get()).toEqual({ status: 200, text });
  });

  it('takes a raw slash in the anchor, and any case of the product', async () => {
    const raw = `?anchor=${ANCHOR.replace(':', '%3A').replace('#', '%23')}`;
    for (const asked of [{ query: raw }, { anchor: ANCHOR.toUpperCase() }])
      expect((await get(asked)).text).toContain('"id":"');
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
    const credentials = `user@example.com;${md5('user@example.comsecret')};${md5('another')}`;
    expect((await get({ usr: Buffer.from(credentials).toString('base64') })).status).toBe(200);
  });

  it('has no licence for an unknown restaurant or after the last day', async () => {
    const nothing = { id: null, expirationDate: null, qty: 0 };
    expect(JSON.parse((await get({ anchor: anchorOf('111111111') })).text)).toEqual(nothing);
    registry.expire(ANCHOR);
    expect(JSON.parse((await get()).text)).toEqual(nothing);
    server.noLicenceAnswer = 'error';
    expect(Object.keys(JSON.parse((await get()).text) as object)).toEqual(['ErrorCode', 'ErrorMessage']);
  });

  it.each([
    ['the colon of one vendor example', ANCHOR.replace('#', ':')],
    ['no restaurant', '6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#/17'],
    ['another ending', ANCHOR.replace('/17', '/18')],
    ['nothing', ''],
  ])('refuses an anchor with %s', async (_, anchor) => {
    expect(JSON.parse((await get({ anchor })).text)).toHaveProperty('ErrorMessage');
  });

  it('speaks XML to those who do not ask for JSON, and knows no other path', async () => {
    expect((await get({ accept: 'application/xml' })).text).toMatch(/^</);
    expect((await get({ path: '/ls5api/api/License' })).status).toBe(404);
  });
});

it('gives out the ids that the till accepts, for as long as they are valid', async () => {
  const till = await TillDouble.start({ registry });
  const order = await newOrder(till);
  const id = async () => (JSON.parse((await get()).text) as { id: string }).id;
  const [old, command] = [await id(), saveSoup(till, order, 0)];
  expect((await verdictOn(till, command)).status).toBe('Ok');
  registry.rotate(ANCHOR);
  const next = command.replace('seqNumber="0"', 'seqNumber="1"');
  expect(await verdictOn(till, next)).toEqual(refusal('Bad license anchor'));
  expect((await verdictOn(till, next.replace(old, await id()))).status).toBe('Ok');
  await till.stop();
});
