import { anchorOf, LicenceRegistry } from '../../../sandbox/rkeeper/licence_registry';
import { TillDouble, type TillOptions } from '../../../sandbox/rkeeper/till';
import { Clock } from '../../../sandbox/clock';
import {
  ask,
  at,
  BASIC,
  INSTANCE,
  licenseInfo,
  Moment,
  newOrder,
  pay,
  saveLines,
  saveSoup,
  verdict,
} from './conversation';

const SOUP = 1000017;
const OTHER_INSTANCE = '{11111111-2222-4333-8444-555555555555}';

let till: TillDouble;
let order: string;

async function open(options: TillOptions = {}): Promise<void> {
  till = await TillDouble.start(options);
  order = await newOrder(till);
}

afterEach(() => till.stop());

async function codeOf(command: string): Promise<string | undefined> {
  return verdict(await ask(till, command)).code;
}

function portions(): number {
  return till.orders.byGuid(order)?.quantityOf(SOUP) ?? 0;
}

function seqQuery(guid = INSTANCE): string {
  return `<RK7CMD CMD="GetXMLLicenseInstanceSeqNumber">${licenseInfo(till, undefined, guid)}</RK7CMD>`;
}

describe('seqNumber', () => {
  beforeEach(() => open());

  it('begins at 0 and grows by one', async () => {
    for (const seqNumber of [0, 1, 2]) expect(await codeOf(saveSoup(till, order, seqNumber))).toBeUndefined();
    expect(portions()).toBe(6000);
    expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBe(2);
  });

  it('must not begin anywhere else', async () => {
    expect(await codeOf(saveSoup(till, order, 1))).toBe('5304');
    till.switches.unknownInstanceError = 5305;
    const answer = await ask(till, saveSoup(till, order, 1));
    expect(verdict(answer)).toMatchObject({ status: 'Query Executing Error', code: '5305' });
    expect(verdict(answer).text).toBe(
      'В инстансе неверно заполнен атрибут SeqNumber. Атрибут должен именить значение из множества [0].',
    );
    expect(portions()).toBe(0);
  });

  it('repeated with the same command is answered from memory, and nothing is added twice', async () => {
    const first = await ask(till, saveSoup(till, order, 0));
    const again = await ask(till, saveSoup(till, order, 0));
    expect(again.children).toEqual(first.children);
    expect(portions()).toBe(2000);
    expect(till.journal.of('SaveOrder').map(({ replayed }) => replayed)).toEqual([false, true]);
  });

  it('repeated after the licence id changed is still the same command', async () => {
    await ask(till, saveSoup(till, order, 0));
    till.registry.rotate(till.anchor);
    await ask(till, saveSoup(till, order, 0));
    expect(portions()).toBe(2000);
  });

  it('repeated with another command is refused with 5310', async () => {
    await ask(till, saveSoup(till, order, 0));
    const answer = await ask(till, saveLines(till, order, 0, '<Dish id="1000018" quantity="1000"/>'));
    expect(verdict(answer)).toEqual({
      status: 'Query Executing Error',
      code: '5310',
      text: 'SeqNumber должен быть увеличен.',
    });
  });

  it('too far ahead or behind is refused with 5305 and the numbers that would do', async () => {
    await ask(till, saveSoup(till, order, 0));
    await ask(till, saveSoup(till, order, 1));
    for (const wrong of [3, 0]) {
      const answer = await ask(till, saveSoup(till, order, wrong));
      expect(verdict(answer).code).toBe('5305');
      expect(verdict(answer).text).toContain('[1, 2]');
    }
    expect(portions()).toBe(4000);
  });

  it('is counted per instance, under any spelling of its guid', async () => {
    await ask(till, saveSoup(till, order, 0));
    expect(await codeOf(saveSoup(till, order, 0, OTHER_INSTANCE))).toBeUndefined();
    const bare = INSTANCE.replaceAll(/[{}-]/g, '').toLowerCase();
    expect(await codeOf(saveSoup(till, order, 1, bare))).toBeUndefined();
    expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBe(1);
  });

  it('counts on through SaveOrder, PayOrder and MakeReturnGoods', async () => {
    await ask(till, saveSoup(till, order, 0));
    expect(await codeOf(pay(till, order, 0, 23_800))).toBe('5310');
    expect(await codeOf(pay(till, order, 1, 23_800))).toBeUndefined();
    expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBe(1);
  });

  it('is not used up by wrong parameters or licence errors', async () => {
    await ask(till, `<RK7CMD CMD="SaveOrder">${licenseInfo(till, 0)}<Order guid="${order}"/></RK7CMD>`);
    await ask(till, saveSoup(till, order, 0).replace(/licenseToken="[^"]*"/, 'licenseToken="x"'));
    await ask(till, saveSoup(till, order, 7));
    const unpaid = await ask(till, pay(till, order, 0, 1).replace(/<Payment[^>]*>/, ''));
    expect(verdict(unpaid).status).toBe('Bad Query Parameters');
    expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBeUndefined();
  });

  it('is used up by a business error, whose answer is remembered', async () => {
    await ask(till, saveSoup(till, order, 0));
    expect(await codeOf(pay(till, order, 1, 1))).toBe('3373');
    expect(await codeOf(pay(till, order, 1, 1))).toBe('3373');
    expect(till.journal.of('PayOrder').map(({ replayed }) => replayed)).toEqual([false, true]);
    expect(await codeOf(pay(till, order, 1, 23_800))).toBe('5310');
    expect(await codeOf(pay(till, order, 2, 23_800))).toBeUndefined();
  });

  it('is not used up by a business error when the switch says so', async () => {
    till.switches.failedCommandConsumesSeq = false;
    await ask(till, saveSoup(till, order, 0));
    expect(await codeOf(pay(till, order, 1, 1))).toBe('3373');
    expect(await codeOf(pay(till, order, 1, 23_800))).toBeUndefined();
  });

  it('is forgotten by a reset, and kept by instances handed to the next till', async () => {
    await ask(till, saveSoup(till, order, 0));
    const next = await TillDouble.start({ registry: till.registry, instances: till.instances });
    expect(verdict(await ask(next, saveSoup(next, await newOrder(next), 1))).status).toBe('Ok');
    await next.stop();
    await fetch(`${till.origin}/sandbox/reset`, { method: 'POST', headers: { Authorization: BASIC } });
    expect(await codeOf(saveSoup(till, order, 2))).toBe('5304');
  });
});

describe('GetXMLLicenseInstanceSeqNumber', () => {
  beforeEach(() => open());

  it('tells the number last used, and 5304 for an instance that never asked for anything', async () => {
    expect(await codeOf(seqQuery())).toBe('5304');
    await ask(till, saveSoup(till, order, 0));
    await ask(till, saveSoup(till, order, 1));
    const answer = await ask(till, seqQuery());
    expect({ ...at(answer, 'LicenseInfo', 'LicenseInstance').attributes }).toEqual({
      guid: INSTANCE,
      seqNumber: '1',
    });
    expect(at(answer, 'LicenseInfo').attribute('anchor')).toBe(till.anchor);
  });

  it('can tell the next number instead', async () => {
    till.switches.seqQueryReturns = 'next';
    await ask(till, saveSoup(till, order, 0));
    expect(at(await ask(till, seqQuery()), 'LicenseInfo', 'LicenseInstance').attribute('seqNumber')).toBe(
      '1',
    );
  });

  it('takes a seqNumber and a Timeout that it does not need', async () => {
    await ask(till, saveSoup(till, order, 0));
    const command = `<RK7CMD CMD="GetXMLLicenseInstanceSeqNumber">${licenseInfo(till, 0)}<Timeout value="5000"/></RK7CMD>`;
    expect(verdict(await ask(till, command)).status).toBe('Ok');
  });

  it('demands LicenseInfo', async () => {
    const answer = await ask(till, '<RK7CMD CMD="GetXMLLicenseInstanceSeqNumber"/>');
    expect(verdict(answer)).toEqual({
      status: 'Query Executing Error',
      code: undefined,
      text: 'Bad license anchor',
    });
  });

  it('can refuse to be asked too often', async () => {
    const moment = new Moment();
    const slow = await TillDouble.start({
      clock: new Clock(moment.now),
      seqQueryMinIntervalMs: 60_000,
      registry: till.registry,
    });
    const target = await newOrder(slow);
    await ask(slow, saveSoup(slow, target, 0));
    const status = async (): Promise<string | undefined> => verdict(await ask(slow, seqQuery())).status;
    expect(await status()).toBe('Ok');
    moment.pass(59_999);
    expect(await status()).toBe('Query Executing Error');
    moment.pass(60_000);
    expect(await status()).toBe('Ok');
    await slow.stop();
  });
});

describe('the licence', () => {
  beforeEach(() => open());

  it.each([
    ['missing', /<LicenseInfo.*<\/LicenseInfo>/, ''],
    ['of an unknown id', /licenseToken="[^"]*"/, 'licenseToken="fe4e4c5a-3037-4f0c-8216-7b98be6d87bb"'],
    ['of another product', /655cee55/, '4458d8b1'],
    ['of another restaurant', /#199999993/, '#199999994'],
    ['with the escaped anchor of the web address', /:655cee55/, '%3A655cee55'],
  ])('is refused when %s', async (_, pattern, replacement) => {
    const answer = await ask(till, saveSoup(till, order, 0).replace(pattern, replacement));
    expect(verdict(answer)).toEqual({
      status: 'Query Executing Error',
      code: undefined,
      text: 'Bad license anchor',
    });
    expect(portions()).toBe(0);
  });

  it('is looked at by SaveOrder, PayOrder and MakeReturnGoods only', async () => {
    till.registry.revoke(till.anchor);
    expect(verdict(await ask(till, saveSoup(till, order, 0))).text).toBe('Bad license anchor');
    expect(verdict(await ask(till, pay(till, order, 0, 1))).text).toBe('Bad license anchor');
    const back =
      '<RK7CMD CMD="MakeReturnGoods"><Station id="15015"/><Cashier id="1000018"/><Reason id="1000300"/>' +
      '<PrintCheck line_guid="{AAAAAAAA-0000-0000-0000-000000000001}"/>' +
      '<Dishes><Dish line_guid="{AAAAAAAA-0000-0000-0000-000000000002}" quantity="1000"/></Dishes></RK7CMD>';
    expect(verdict(await ask(till, back)).text).toBe('Bad license anchor');
    expect(verdict(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${order}"/></RK7CMD>`)).status).toBe(
      'Ok',
    );
  });

  it('is refused once expired, and accepted again under a new grant', async () => {
    till.registry.expire(till.anchor);
    expect(verdict(await ask(till, saveSoup(till, order, 0))).text).toMatch(/^License check/);
    till.registry.grant(till.anchor);
    expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  });

  it('is refused under the old id once that has changed', async () => {
    const command = saveSoup(till, order, 0);
    till.registry.rotate(till.anchor);
    expect(verdict(await ask(till, command)).text).toBe('Bad license anchor');
  });

  it('needs a guid for its instance and a seqNumber', async () => {
    const noGuid = await ask(till, saveSoup(till, order, 0, 'zapier-1'));
    expect(verdict(noGuid).text).toContain('Bad guid attribute');
    const noNumber = await ask(till, saveSoup(till, order, 0).replace(' seqNumber="0"', ''));
    expect(verdict(noNumber).text).toBe(
      'Attribute "RK7CMD/LicenseInfo/LicenseInstance/@seqNumber" is not found',
    );
  });

  it('is ignored by a till with a lifetime licence', async () => {
    till.switches.licenseMode = 'lifetime';
    const bare = saveSoup(till, order, 0).replace(/<LicenseInfo.*<\/LicenseInfo>/, '');
    expect(verdict(await ask(till, bare)).status).toBe('Ok');
    expect(verdict(await ask(till, saveSoup(till, order, 99))).status).toBe('Ok');
  });

  it('works inside RK7Command too', async () => {
    const answer = await ask(till, saveSoup(till, order, 0).replaceAll('RK7CMD', 'RK7Command'));
    expect(at(answer, 'CommandResult').attribute('Status')).toBe('Ok');
  });
});

describe('instances per day', () => {
  it('are as many as the licence has connections, counted anew each day, when the switch is on', async () => {
    const moment = new Moment();
    const registry = new LicenceRegistry();
    registry.grant(anchorOf('199999993'), { quantity: 2 });
    await open({ registry, guidsPerDay: true, clock: new Clock(moment.now) });
    const third = '{99999999-2222-4333-8444-555555555555}';
    expect(await codeOf(saveSoup(till, order, 0))).toBeUndefined();
    expect(await codeOf(saveSoup(till, order, 0, OTHER_INSTANCE))).toBeUndefined();
    expect(verdict(await ask(till, saveSoup(till, order, 0, third))).text).toMatch(/^License check/);
    expect(await codeOf(saveSoup(till, order, 1))).toBeUndefined();
    moment.pass(24 * 3600_000);
    expect(verdict(await ask(till, saveSoup(till, order, 0, third))).status).toBe('Ok');
  });
});

it('refused numbers may come as words alone', async () => {
  await open({ numbersLicenceErrors: false });
  expect(verdict(await ask(till, saveSoup(till, order, 7)))).toMatchObject({
    code: undefined,
    text: 'Инстанс лицензии не найден.',
  });
});

it('a till that keeps no answers carries a repeated request out again', async () => {
  await open({ keepsAnswers: false });
  for (let time = 0; time < 2; time++)
    expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  expect(portions()).toBe(4000);
  expect(verdict(await ask(till, saveSoup(till, order, 1))).status).toBe('Ok');
});

it('what is entered at the till itself needs no licence, and meets no fault and no journal', async () => {
  await open({});
  till.faults.add({ kind: 'closed shift' });
  till.enter(
    `<RK7CMD CMD="SaveOrder"><Order guid="${order}"/><Session><Dish id="1000017" quantity="1000"/></Session></RK7CMD>`,
  );
  expect(portions()).toBe(1000);
  expect(till.journal.of('SaveOrder')).toEqual([]);
});
