import { ConnectedCourier } from '../support/courier';
import { captureLog } from '../support/log';
import { errorOf } from '../support/zapier_error';

describe('a connection', () => {
  it('is proved by asking for one’s own code, and called by login and company', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.test()).toEqual({ label: 'test @ 8' });
    expect(courier.double.journal.exchanges.map(({ request }) => request)).toEqual([
      '<?xml version="1.0" encoding="utf-8"?><client><auth extra="8" login="test" pass="testm"/></client>',
    ]);
  });

  it('may name another address, with or without the slash', async () => {
    await using courier = await ConnectedCourier.open();
    const { url } = courier.double;
    for (const api_url of [url, url.slice(0, -1)])
      expect(await courier.test({ ...courier.authData(), api_url })).toEqual({ label: 'test @ 8' });
  });

  it.each(['by function', 'request', 'root'] as const)(
    'with a wrong password, login or code is refused in whichever form (%s)',
    async (authErrors) => {
      await using courier = await ConnectedCourier.open({ authErrors });
      const authData = courier.authData();
      for (const wrong of [{ password: 'x' }, { login: 'x' }, { courier_code: '9' }]) {
        const error = await errorOf(courier.test({ ...authData, ...wrong }));
        expect(error.name).toBe('ExpiredAuthError');
        expect(error.message).toMatch(/^The courier service does not accept the login \(«Логин»\)/);
      }
    },
  );

  it('of a carrier without that function is proved by a search', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'global error', code: 14 }, { on: 'client' });
    expect(await courier.test()).toEqual({ label: 'test @ 8' });
    expect(courier.double.journal.calls).toEqual(['client', 'statusreq']);
    courier.double.faults.add({ kind: 'global error', code: 14 }, { on: 'client' });
    courier.double.faults.add({ kind: 'global error', code: 1 }, { on: 'statusreq' });
    expect(await errorOf(courier.test())).toMatchObject({ name: 'ExpiredAuthError' });
  });

  it('to something else that answers XML is none', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'fields missing', names: ['code'] });
    expect(await errorOf(courier.test())).toMatchObject({
      name: 'AppError',
      message:
        'What answers at this address is no courier service of MeaSoft. Correct API Address, or leave it empty. (no client code)',
    });
  });

  it.each([
    [{ kind: 'html page', status: 429 }, 'AppError'],
    [{ kind: 'lost request' }, 'AppError'],
  ] as const)('says what happened where no answer comes: %j', async (fault, name) => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add(fault);
    expect(await errorOf(courier.test())).toMatchObject({ name });
  });

  it.each([
    ['http://example.com/api/', 'API Address must start with https://.'],
    ['https://192.168.1.5/api/', 'API Address must be reachable from the internet'],
    ['https://user:pass@example.com/', 'API Address must not hold a login or a password.'],
  ])('does not go to %s', async (api_url, message) => {
    await using courier = await ConnectedCourier.open();
    const error = await errorOf(courier.test({ ...courier.authData(), api_url }));
    expect(error.name).toBe('ExpiredAuthError');
    expect(error.message).toContain(message);
    expect(courier.sent()).toEqual([]);
  });

  it('does not go to the machine it is read on, unless the app’s owner allows it', async () => {
    await using courier = await ConnectedCourier.open();
    delete process.env.ALLOW_LOOPBACK;
    expect(await errorOf(courier.test())).toMatchObject({
      name: 'AppError',
      message: expect.stringMatching(/^The app's setting MEASOFT_URL must /) as string,
    });
    expect(courier.sent()).toEqual([]);
  });

  it('needs all of its parts, and says so at once', async () => {
    await using courier = await ConnectedCourier.open();
    const error = await errorOf(courier.test({ service: 'measoft', courier_code: 'eight' }));
    expect(error.message).toBe(
      'Please correct 3 fields:\n- Courier Company Code must be a number, not "eight".\n- Login is required.\n- Password is required.',
    );
  });

  it('is not the one for a step of another service', async () => {
    await using courier = await ConnectedCourier.open();
    const authData = { service: 'expertam', login: 'username', api_key: 'key' };
    expect(await errorOf(courier.search('measoft_find_order', { orderno: '1' }, { authData }))).toMatchObject(
      {
        code: 'wrong_service',
        message:
          "This step works with a MeaSoft account. Pick another account in the step's account settings. (wrong service)",
      },
    );
  });
});

describe('the password', () => {
  it.each([
    ['short', 'testm'],
    ['full of marks', 'p&<w"d\'{{bundle.x}} ы'],
  ])('that is %s stands in no log and in no message', async (_name, password) => {
    await using courier = await ConnectedCourier.open({
      accounts: [{ courierCode: '8', login: 'test', password, clientCode: '1', company: 'Магазин' }],
    });
    await using log = await captureLog();
    const told = [
      JSON.stringify(await courier.test()),
      JSON.stringify(await courier.poll('measoft_status_changed')),
      (await errorOf(courier.create('measoft_cancel_order', { orderno: 'nothing' }))).message,
      log.written(),
    ].join('\n');
    expect(log.written()).toContain('POST http://127.0.0.1');
    for (const written of [password, xml(password), JSON.stringify(xml(password)).slice(1, -1)])
      expect(told).not.toContain(written);
  });
});

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('{{', '&#123;&#123;');
}
