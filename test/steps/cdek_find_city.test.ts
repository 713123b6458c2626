import { ConnectedCdek } from '../support/cdek';
import { errorOf } from '../support/zapier_error';

const KEY = 'cdek_find_city';

describe('a town', () => {
  it('is found by its name', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await cdek.search(KEY, { city: 'Новосибирск', country_code: 'ru' })).toEqual([
      {
        id: '270',
        code: '270',
        city: 'Новосибирск',
        region: 'Новосибирская область',
        sub_region: 'Новосибирск',
        country_code: 'RU',
        fias_guid: '8dea00e3-9aab-4d8e-887c-ef2aaa546456',
        allowed_cod: true,
        payment_limit: null,
        latitude: 55.76,
        longitude: 37.61,
        time_zone: 'Europe/Moscow',
      },
    ]);
    expect(cdek.sent().map(decodeURIComponent)).toEqual([
      'GET /location/cities?city=Новосибирск&country_codes=RU&size=100',
    ]);
  });

  it('has namesakes, which its postal code tells apart', async () => {
    await using cdek = await ConnectedCdek.open();
    const regions = async (input: Record<string, string>): Promise<unknown[]> =>
      (await cdek.search(KEY, { city: 'Киров', ...input })).map(({ region }) => region);
    expect(await regions({})).toEqual(['Кировская область', 'Калужская область']);
    expect(await regions({ postal_code: '249440' })).toEqual(['Калужская область']);
    expect(await regions({ postal_code: '000000' })).toEqual([]);
  });

  it('may be given by the beginning of its name, where no town is called so', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await cdek.search(KEY, { city: 'Новосиб' })).toMatchObject([
      { code: '270', city: 'Новосибирск', region: 'Новосибирская область', allowed_cod: null },
    ]);
    expect(cdek.sent().map(decodeURIComponent).at(-1)).toBe('GET /location/suggest/cities?name=Новосиб');
  });

  it('says how much may be collected there', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await cdek.search(KEY, { code: '1057' })).toMatchObject([
      { allowed_cod: true, payment_limit: 50_000 },
    ]);
    expect(await cdek.search(KEY, { code: '9999' })).toMatchObject([
      { allowed_cod: false, payment_limit: 0 },
    ]);
  });

  it('is asked for in some way', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await errorOf(cdek.search(KEY, { code: 'x', country_code: 'Russia' }))).toMatchObject({
      message:
        'Please correct 3 fields:\n- CDEK Town Code must be a number, not "x".\n- Country must be two letters such as RU, not "Russia".\n' +
        '- Fill in Name, Postal Code, FIAS Code or CDEK Town Code.',
    });
    expect(cdek.sent()).toEqual([]);
  });
});

const MOSCOW = { code: '44' };

describe('a connection to CDEK', () => {
  it('is proved by a token and a town, and called by its account and contour', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await cdek.test()).toEqual({ label: 'wqGwiQx0gg8mLtiEKsUinjVSICCjtTEP @ CDEK' });
    expect(await cdek.test({ ...cdek.authData(), cdek_contour: 'test' })).toEqual({
      label: 'wqGwiQx0gg8mLtiEKsUinjVSICCjtTEP @ CDEK test contour',
    });
    expect(cdek.sent()).toEqual(Array(2).fill('GET /location/cities?country_codes=RU&size=1'));
  });

  it('with wrong keys must be connected again', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await errorOf(cdek.test({ ...cdek.authData(), cdek_password: 'wrong password' }))).toEqual({
      name: 'ExpiredAuthError',
      message: expect.stringMatching(/^CDEK does not accept the account .* \(CDEK HTTP 401\)$/) as string,
    });
    expect(await errorOf(cdek.test({ service: 'cdek', cdek_contour: 'moon' }))).toEqual({
      name: 'ExpiredAuthError',
      message:
        'Please correct 3 fields:\n- CDEK Account is required.\n- CDEK Secure Password is required.\n' +
        '- CDEK Contour must be one of "Production (боевой контур)", "Test (учебный контур)", not "moon".',
    });
  });

  it('takes one token for many steps, and a new one when that ends or is taken back', async () => {
    const moves = { now: Date.UTC(2026, 2, 5) };
    vi.spyOn(Date, 'now').mockImplementation(() => moves.now);
    await using cdek = await ConnectedCdek.open({ tokenSeconds: 600 });
    const tokens = (): number =>
      cdek.double.journal.calls.filter((call) => call === 'POST /oauth/token').length;
    await cdek.search(KEY, MOSCOW);
    await cdek.search(KEY, MOSCOW);
    expect(tokens()).toBe(1);
    moves.now += 541_000;
    await cdek.search(KEY, MOSCOW);
    expect(tokens()).toBe(2);
    cdek.double.revokeTokens();
    expect(await cdek.search(KEY, MOSCOW)).toMatchObject([{ city: 'Москва' }]);
    expect(tokens()).toBe(3);
    vi.restoreAllMocks();
  });

  it('gives its keys in a body, where no log of addresses holds them', async () => {
    await using cdek = await ConnectedCdek.open();
    await cdek.search(KEY, MOSCOW);
    expect(cdek.double.journal.exchanges[0]).toMatchObject({
      path: '/v2/oauth/token',
      request: `grant_type=client_credentials&client_id=wqGwiQx0gg8mLtiEKsUinjVSICCjtTEP&client_secret=${cdek.authData().cdek_password}`,
    });
  });

  it.each([
    [
      { kind: 'too many requests' },
      'ThrottledError',
      /^CDEK takes no more requests for a moment.* \(HTTP 429\)$/,
    ],
    [{ kind: 'internal error' }, 'AppError', /answer.* \(HTTP 500\)$/],
    [{ kind: 'html page', status: 403 }, 'AppError', /answer.* \(HTTP 403\)$/],
    [
      { kind: 'refused', code: 'v2_bad_request' },
      'AppError',
      /own words.* \(CDEK v2_bad_request: Неверный запрос\)$/,
    ],
  ] as const)('tells %j as what it is', async (fault, name, message) => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.faults.add(fault, { on: 'GET /location/cities' });
    const error = await errorOf(cdek.search(KEY, MOSCOW));
    expect([error.name, error.message]).toEqual([name, expect.stringMatching(message) as string]);
  });
});
