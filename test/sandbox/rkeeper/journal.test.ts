import { TillDouble } from '../../../sandbox/rkeeper/till';
import { ask } from './conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

describe('the journal', () => {
  it('keeps what was sent and answered, command by command', async () => {
    await ask(till, '<RK7Command CMD="GetSystemInfo"/><RK7Command CMD="GetRefList"/>');
    const [exchange] = till.journal.of('GetRefList');
    expect(exchange).toMatchObject({ path: '/rk7api/v0/xmlinterface.xml', status: 200, replayed: false });
    expect(exchange?.request).toContain('<RK7Command CMD="GetRefList"/>');
    expect(exchange?.answer).toContain('RK7RefList');
    expect(exchange?.headers['content-type']).toBe('application/xml');
    expect(till.journal.sent('GetRefList')).toHaveLength(1);
    till.journal.clear();
    expect(till.journal.exchanges).toEqual([]);
  });
});
