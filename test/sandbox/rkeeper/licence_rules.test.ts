import { TillDouble } from '../../../sandbox/rkeeper/till';
import { ask, at, getOrder, giveBack, INSTANCE, licenseInfo, newOrder, pay } from './conversation';
import { refusal, saveLines, saveSoup, SOUP, SOUP_FOR_TWO, tillForEachTest, verdictOn } from './conversation';

const OTHER_INSTANCE = '{11111111-2222-4333-8444-555555555555}';
const BAD_ANCHOR = refusal('Bad license anchor');
const stage = tillForEachTest();

/** The verdict on two more portions of soup, and on a payment, under a number of the licence. */
const save = (seqNumber: number, guid?: string) =>
  verdictOn(stage.till, saveSoup(stage.till, stage.order, seqNumber, guid));
const payFor = (seqNumber: number, amount: number) =>
  verdictOn(stage.till, pay(stage.till, stage.order, seqNumber, amount));
const OK = { status: 'Ok', code: undefined, text: '' };

const portions = () => stage.till.orders.byGuid(stage.order)?.quantityOf(SOUP) ?? 0;
const lastNumber = () => stage.till.instances.lastSeqNumber(stage.till.anchor, INSTANCE);
const replayed = (command: string) => stage.till.journal.of(command).map((exchange) => exchange.replayed);

const wrongNumber = (set: string) =>
  refusal(
    `В инстансе неверно заполнен атрибут SeqNumber. Атрибут должен именить значение из множества [${set}].`,
    5305,
  );
const UNKNOWN = refusal('Инстанс лицензии не найден.', 5304);
const MUST_GROW = refusal('SeqNumber должен быть увеличен.', 5310);

describe('seqNumber', () => {
  it('begins at 0 and grows by one', async () => {
    for (const seqNumber of [0, 1, 2]) expect(await save(seqNumber)).toEqual(OK);
    expect([portions(), lastNumber()]).toEqual([6000, 2]);
  });

  it('must not begin anywhere else', async () => {
    expect(await save(1)).toEqual(UNKNOWN);
    stage.till.switches.unknownInstanceError = 5305;
    expect(await save(1)).toEqual(wrongNumber('0'));
    expect(portions()).toBe(0);
  });

  it('repeated with the same command is answered from memory, and nothing is added twice', async () => {
    const command = saveSoup(stage.till, stage.order, 0);
    const first = await ask(stage.till, command);
    expect((await ask(stage.till, command)).children).toEqual(first.children);
    expect([portions(), replayed('SaveOrder')]).toEqual([2000, [false, true]]);
    stage.till.registry.rotate(stage.till.anchor);
    expect([await save(0), portions()]).toEqual([OK, 2000]);
  });

  it('repeated with another command is refused with 5310', async () => {
    await save(0);
    const other = saveLines(stage.till, stage.order, 0, '<Dish id="1000018" quantity="1000"/>');
    expect(await verdictOn(stage.till, other)).toEqual(MUST_GROW);
  });

  it('too far ahead or behind is refused with 5305 and the numbers that would do', async () => {
    await save(0);
    await save(1);
    for (const wrong of [3, 0]) expect(await save(wrong)).toEqual(wrongNumber('1, 2'));
    expect(portions()).toBe(4000);
  });

  it('is counted per instance, under any spelling of its guid', async () => {
    await save(0);
    expect(await save(0, OTHER_INSTANCE)).toEqual(OK);
    expect(await save(1, INSTANCE.replaceAll(/[{}-]/g, '').toLowerCase())).toEqual(OK);
    expect(lastNumber()).toBe(1);
  });

  it('counts on through SaveOrder, PayOrder and MakeReturnGoods', async () => {
    await save(0);
    expect([await payFor(0, SOUP_FOR_TWO), await payFor(1, SOUP_FOR_TWO)]).toEqual([MUST_GROW, OK]);
    expect(await verdictOn(stage.till, giveBack(stage.till, 2))).toEqual(OK);
    expect(lastNumber()).toBe(2);
  });

  it('is not used up by wrong parameters or licence errors', async () => {
    const { till, order } = stage;
    await ask(till, `<RK7CMD CMD="SaveOrder">${licenseInfo(till, 0)}<Order guid="${order}"/></RK7CMD>`);
    await ask(till, saveSoup(till, order, 0).replace(/licenseToken="[^"]*"/, 'licenseToken="x"'));
    await save(7);
    const unpaid = await verdictOn(till, pay(till, order, 0, 1).replace(/<Payment[^>]*>/, ''));
    expect([unpaid.status, lastNumber()]).toEqual(['Bad Query Parameters', undefined]);
  });

  it('is used up by a business error, whose answer is remembered, unless the switch says otherwise', async () => {
    await save(0);
    expect([(await payFor(1, 1)).code, (await payFor(1, 1)).code]).toEqual(['3373', '3373']);
    expect(replayed('PayOrder')).toEqual([false, true]);
    expect(await payFor(1, SOUP_FOR_TWO)).toEqual(MUST_GROW);
    stage.till.switches.failedCommandConsumesSeq = false;
    expect((await payFor(2, 1)).code).toBe('3373');
    expect(await payFor(2, SOUP_FOR_TWO)).toEqual(OK);
  });

  it('is kept by instances handed to the next till, and forgotten without them', async () => {
    const { till } = stage;
    await save(0);
    const next = await TillDouble.start({ registry: till.registry, instances: till.instances });
    expect(await verdictOn(next, saveSoup(next, await newOrder(next), 1))).toEqual(OK);
    await next.stop();
    const forgetful = await TillDouble.start({ registry: till.registry });
    const order = await newOrder(forgetful);
    expect(await verdictOn(forgetful, saveSoup(forgetful, order, 2))).toEqual(UNKNOWN);
    await forgetful.stop();
  });

  it('may be refused in words alone', async () => {
    stage.till.switches.numbersLicenceErrors = false;
    expect(await save(7)).toEqual({ ...UNKNOWN, code: undefined });
  });

  it('repeated at a till that keeps no answers is carried out again', async () => {
    stage.till.switches.keepsAnswers = false;
    expect([await save(0), await save(0), portions(), await save(1)]).toEqual([OK, OK, 4000, OK]);
  });
});

describe('GetXMLLicenseInstanceSeqNumber', () => {
  const query = (more = '', seqNumber?: number) =>
    `<RK7CMD CMD="GetXMLLicenseInstanceSeqNumber">${licenseInfo(stage.till, seqNumber)}${more}</RK7CMD>`;
  const told = async () => at(await ask(stage.till, query()), 'LicenseInfo', 'LicenseInstance').attributes;

  it('tells the number last used, or the next one, and 5304 for an instance that never asked for anything', async () => {
    expect(await verdictOn(stage.till, query())).toEqual(UNKNOWN);
    await save(0);
    await save(1);
    expect(await told()).toEqual({ guid: INSTANCE, seqNumber: '1' });
    expect(at(await ask(stage.till, query()), 'LicenseInfo').attribute('anchor')).toBe(stage.till.anchor);
    stage.till.switches.seqQueryReturns = 'next';
    expect(await told()).toEqual({ guid: INSTANCE, seqNumber: '2' });
  });

  it('takes a seqNumber and a Timeout that it does not need, and demands LicenseInfo', async () => {
    await save(0);
    expect(await verdictOn(stage.till, query('<Timeout value="5000"/>', 0))).toEqual(OK);
    const bare = '<RK7CMD CMD="GetXMLLicenseInstanceSeqNumber"/>';
    expect(await verdictOn(stage.till, bare)).toEqual(BAD_ANCHOR);
  });

  it('can refuse to be asked too often', async () => {
    stage.till.switches.seqQueryMinIntervalMs = 60_000;
    await save(0);
    const statuses = [];
    for (const milliseconds of [0, 59_999, 60_000]) {
      stage.clock.pass(milliseconds);
      statuses.push((await verdictOn(stage.till, query())).status);
    }
    expect(statuses).toEqual(['Ok', 'Query Executing Error', 'Ok']);
  });
});

describe('the licence', () => {
  it.each([
    ['missing', /<LicenseInfo.*<\/LicenseInfo>/, ''],
    ['of an unknown id', /licenseToken="[^"]*"/, 'licenseToken="fe4e4c5a-3037-4f0c-8216-7b98be6d87bb"'],
    ['of another product', /655cee55/, '4458d8b1'],
    ['of another restaurant', /#199999993/, '#199999994'],
    ['with the escaped anchor of the web address', /:655cee55/, '%3A655cee55'],
  ])('is refused when %s', async (_, pattern, replacement) => {
    const command = saveSoup(stage.till, stage.order, 0).replace(pattern, replacement);
    expect([await verdictOn(stage.till, command), portions()]).toEqual([BAD_ANCHOR, 0]);
  });

  it('is looked at by SaveOrder, PayOrder and MakeReturnGoods only', async () => {
    stage.till.registry.revoke(stage.till.anchor);
    const guid = '{AAAAAAAA-0000-0000-0000-000000000001}';
    const back = giveBack(stage.till, 0, { receipt: guid, line: guid });
    expect([await save(0), await payFor(0, 1)]).toEqual([BAD_ANCHOR, BAD_ANCHOR]);
    expect(await verdictOn(stage.till, back)).toEqual(BAD_ANCHOR);
    expect(await verdictOn(stage.till, getOrder(stage.order))).toEqual(OK);
  });

  it('is refused once expired, and accepted again under a new grant', async () => {
    stage.till.registry.expire(stage.till.anchor);
    expect((await save(0)).text).toMatch(/^License check/);
    stage.till.registry.grant(stage.till.anchor);
    expect(await save(0)).toEqual(OK);
  });

  it('needs a guid for its instance and a seqNumber', async () => {
    expect((await save(0, 'zapier-1')).text).toContain('Bad guid attribute');
    const noNumber = saveSoup(stage.till, stage.order, 0).replace(' seqNumber="0"', '');
    const text = 'Attribute "RK7CMD/LicenseInfo/LicenseInstance/@seqNumber" is not found';
    expect((await verdictOn(stage.till, noNumber)).text).toBe(text);
  });

  it('is ignored by a till with a lifetime licence', async () => {
    stage.till.switches.licenseMode = 'lifetime';
    const bare = saveSoup(stage.till, stage.order, 0).replace(/<LicenseInfo.*<\/LicenseInfo>/, '');
    expect([await verdictOn(stage.till, bare), await save(99)]).toEqual([OK, OK]);
  });

  it('allows as many instances a day as it has connections, when the switch is on', async () => {
    stage.till.switches.guidsPerDay = true;
    stage.till.registry.grant(stage.till.anchor, { quantity: 2 });
    const third = '{99999999-2222-4333-8444-555555555555}';
    expect([await save(0), await save(0, OTHER_INSTANCE)]).toEqual([OK, OK]);
    expect((await save(0, third)).text).toMatch(/^License check/);
    expect(await save(1)).toEqual(OK);
    stage.clock.pass(24 * 3600_000);
    expect(await save(0, third)).toEqual(OK);
  });
});

it('what is entered at the till itself needs no licence, and meets no fault and no journal', () => {
  stage.till.faults.add({ kind: 'closed shift' });
  stage.till.enter(
    `<RK7CMD CMD="SaveOrder"><Order guid="${stage.order}"/><Session><Dish id="1000017" quantity="1000"/></Session></RK7CMD>`,
  );
  expect([portions(), stage.till.journal.of('SaveOrder')]).toEqual([1000, []]);
});
