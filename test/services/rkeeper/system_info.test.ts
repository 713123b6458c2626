import { parseXml } from '../../../src/core/xml';
import { knowsSubscription, parseSystemInfo } from '../../../src/services/rkeeper/system_info';

describe('a till says of itself', () => {
  it('its restaurant and the code of it', () => {
    const data = parseXml(
      '<RK7QueryResult NetName="MID"><SystemInfo SystemTime="3986042251828" RestCode="199999993"><CashGroup id="15001" name="DEMOSERVER"/>' +
        '<Restaurant id="1" code="1" name="Demo"/></SystemInfo></RK7QueryResult>',
    );
    expect(parseSystemInfo(data, '7.25.1.0')).toEqual({
      serverVersion: '7.25.1.0',
      restCode: '199999993',
      restaurant: 'Demo',
      netName: 'MID',
      cashGroup: '15001',
      restaurantIdent: '1',
    });
  });

  it.each(['', 'null', '19999x', '1'.repeat(16)])('no code that is none: %j', (code) => {
    const data = parseXml(`<RK7QueryResult><SystemInfo RestCode="${code}"/></RK7QueryResult>`);
    expect(parseSystemInfo(data, '7.25.1.0').restCode).toBeUndefined();
  });

  it('nothing but its network name, if it is old', () => {
    const data = parseXml(
      '<RK7QueryResult><SystemInfo NetName="OA-01-REPS-000" ProcessID="4788"/></RK7QueryResult>',
    );
    expect(parseSystemInfo(data, '7.6.5.92')).toEqual({
      serverVersion: '7.6.5.92',
      restCode: undefined,
      restaurant: undefined,
      netName: 'OA-01-REPS-000',
    });
  });
});

describe('a licence by subscription', () => {
  it('works from the first builds that the vendor names, and on newer lines', () => {
    const versions =
      '7.6.2.286 7.6.2.300 7.6.4.347 7.6.5.40 7.6.5.92 7.6.6.1 7.7.0.1 7.26.8.2001 8.0.0.0'.split(' ');
    expect(versions.filter((version) => !knowsSubscription(version))).toEqual([]);
  });

  it('does not work before', () => {
    const versions = '7.6.2.285 7.6.4.346 7.6.5.39 7.6.1.900 7.6.0.0 7.5.5.57 7.05.03.1 6.9.9.9'.split(' ');
    expect([...versions, ''].filter(knowsSubscription)).toEqual([]);
  });
});
