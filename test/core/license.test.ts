import { isExpired, licenseAnchor, licenseEnd, licenseIdUrl, usrHeader } from '../../src/core/license';

const TOKEN = '00000000-0000-0000-0000-000000000001';
const PRODUCT = '655cee55-7bcd-4826-b6e0-a8ccf2017ef3';

const license = (expirationDate: string | undefined) => ({ id: 'id', expirationDate, quantity: 1 });

describe('the usr header', () => {
  it.each([
    [
      'secret',
      'dXNlckBleGFtcGxlLmNvbTtiYWQwYWNlYjJlYjY4YTAxYjY1YjQxNTZlMmZkNDhlMjtjOTY1ODllZWZiMDgyOGMwNzE3OTA5NWJjZDBjZWY1Zg==',
    ],
    [
      'пароль',
      'dXNlckBleGFtcGxlLmNvbTsyOTQ3MDBiYTYxOTViMWRlZWRkMTkyMDYxOGJiMDg4OTtjOTY1ODllZWZiMDgyOGMwNzE3OTA5NWJjZDBjZWY1Zg==',
    ],
  ])('is that of the vector with the password %s', (password, header) => {
    expect(usrHeader({ user: 'user@example.com', password, token: TOKEN })).toBe(header);
  });

  it('holds user, hash of user and password, and hash of the token, as in the vendor’s own example', () => {
    const header = usrHeader({ user: '1', password: '111', token: TOKEN });
    expect(Buffer.from(header, 'base64').toString()).toBe(
      '1;b59c67bf196a4758191e42f76670ceba;c96589eefb0828c07179095bcd0cef5f',
    );
  });
});

describe('the anchor', () => {
  it('binds a product to a restaurant', () => {
    expect(licenseAnchor(PRODUCT, '199999993')).toBe(`6:${PRODUCT}#199999993/17`);
  });

  it('is escaped in the address of the licence server', () => {
    const url = licenseIdUrl('https://l.ucs.ru', licenseAnchor(PRODUCT, '199999993'));
    expect(url).toBe(
      `https://l.ucs.ru/ls5api/api/License/GetLicenseIdByAnchor?anchor=6%3A${PRODUCT}%23199999993%2F17`,
    );
    expect(new URL(url).searchParams.get('anchor')).toBe(`6:${PRODUCT}#199999993/17`);
  });
});

describe('a licence ends', () => {
  it('in Moscow, whatever the zone of this machine', () => {
    expect(licenseEnd(license('2020-03-26T00:00:00'))).toBe(Date.parse('2020-03-25T21:00:00Z'));
    expect(licenseEnd(license('2020-03-26T00:00:00.000'))).toBe(Date.parse('2020-03-25T21:00:00Z'));
  });

  it('at that very moment', () => {
    const end = Date.parse('2020-03-25T21:00:00Z');
    expect(isExpired(license('2020-03-26T00:00:00'), end - 1)).toBe(false);
    expect(isExpired(license('2020-03-26T00:00:00'), end)).toBe(true);
  });

  it.each([undefined, '', 'soon'])('when the till says so, where no date is known: %s', (date) => {
    expect(licenseEnd(license(date))).toBeUndefined();
    expect(isExpired(license(date), Date.parse('2100-01-01T00:00:00Z'))).toBe(false);
  });
});
