import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at } from '../conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

describe('system information', () => {
  it('gives the code for the licence anchor, unless the server is old', async () => {
    const info = at(await ask(till, '<RK7CMD CMD="GetSystemInfo"/>'), 'SystemInfo');
    expect(info.attribute('RestCode')).toBe('199999993');
    expect(at(info, 'Restaurant').attribute('name')).toBe('Demo');
    till.switches.tellsRestCode = false;
    const old = at(await ask(till, '<RK7CMD CMD="GetSystemInfo"/>'), 'SystemInfo');
    expect([old.attribute('RestCode'), old.attribute('NetName')]).toEqual([undefined, 'MID']);
  });
});
