import { parseKopecks, parseThousandths } from '../../../src/core/money';
import { encodeQuery, saveOrderCommand, withLicense } from '../../../src/services/rkeeper/commands';

const STATION = { id: '15015' };

/** As printed, but for `orderident`: the schema spells it `orderIdent`, and so do we. We also name the station. */
const SAMPLE = `
  <?xml version="1.0" encoding="utf-8"?>
  <RK7Query>
    <RK7CMD CMD="SaveOrder">
      <LicenseInfo anchor="6:655cee55-9999-9999-9999-a8ccf2017ef3#99999999/99" licenseToken="d5027209-9999-9999-9999-232753289b34">
        <LicenseInstance guid="ca456f569999d99997e9993b7c19994f" seqNumber="0"/>
      </LicenseInfo>
      <Order visit="546368833" orderIdent="256"/>
      <Session><Station id="15015"/><Dish id="1025742" quantity="2000" price="150"/></Session>
    </RK7CMD>
  </RK7Query>`;

it('the vendor’s sample of SaveOrder comes out byte for byte, white space aside', () => {
  const dish = {
    dish: { id: '1025742' },
    quantity: parseThousandths(2),
    price: parseKopecks('1.50'),
    seat: undefined,
    modifiers: [],
  };
  const license = {
    anchor: '6:655cee55-9999-9999-9999-a8ccf2017ef3#99999999/99',
    licenseToken: 'd5027209-9999-9999-9999-232753289b34',
    instanceGuid: 'ca456f569999d99997e9993b7c19994f',
    seqNumber: 0,
  };
  const order = { visit: '546368833', orderIdent: '256' };
  const packet = { station: STATION, dishes: [dish], discounts: [], prepayments: [] };
  const query = encodeQuery(withLicense(saveOrderCommand(order, packet), license));
  expect(query).toBe(SAMPLE.replace(/>\s+</g, '><').trim());
});
