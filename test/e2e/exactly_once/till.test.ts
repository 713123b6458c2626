import type { TillSwitches } from '../../../sandbox/rkeeper/switches';
import {
  ALWAYS,
  DIED,
  LATER,
  MINUTE,
  PORTION,
  soupsAddedTo,
  Stage,
  SUCCESS,
  TEA,
  type Case,
  type Till,
  UNCLEAR,
  until,
} from './stage';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let stage: Stage;
let till: Till;

beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(() => stage.stop());
afterEach(() => till.double.stop());

const LICENCES = ['subscription', 'lifetime'] as const;

/** What becomes of a command, or of its answer. */
type Kind = 'lost request' | 'lost answer' | 'cut answer' | 'restart';

/** Kills a step's process once the till has carried its command out. */
async function killOver({ command, step, effects }: Case): Promise<void> {
  till.double.faults.add({ kind: 'delay', milliseconds: MINUTE }, { on: command });
  expect(await stage.runUntil(() => effects() === 1, step)).toMatchObject(DIED);
}

describe('a step whose process was killed after the till had acted', () => {
  it.each([
    [1, 'subscription', 'restarts'],
    [635, 'lifetime', 'goes on'],
  ])(
    'is done once when it runs again %s minutes later, under %s, at a till that %s',
    async (minutes, licenseMode, meanwhile) => {
      till = await stage.openTill({ licenseMode: licenseMode === 'lifetime' ? 'lifetime' : 'subscription' });
      for (const one of till.cases()) {
        const { command, step, effects } = one;
        await killOver(one);
        if (meanwhile === 'restarts') till.double.restart();
        const again = await stage.runAfter(minutes, step);
        expect(again).toMatchObject(SUCCESS);
        expect([effects(), till.sent(command).length]).toEqual([1, 1]);
        const { number } = till.double.orders.receipts.at(-1) ?? {};
        if (/^(Pay|Make)/.test(command))
          expect(again).toHaveProperty('output.receipt_number', String(number));
      }
    },
  );

  it('is done once when it runs again in the next shift, where an order is named by more than its table', async () => {
    till = await stage.openTill();
    const cases = till.cases();
    for (const one of cases) await killOver(one);
    till.double.orders.openShift();
    for (const one of cases) {
      const again = await stage.runAfter(275, one.step);
      // The till lists the receipts of this shift alone, so that nothing shows a return of the last one.
      expect(again).toMatchObject(one.command === 'MakeReturnGoods' ? UNCLEAR : SUCCESS);
      // The last shift's order would be another guest's.
      expect(one.effects()).toBe(one.command === 'CreateOrder' ? 2 : 1);
    }
  });

  it('lets nobody else touch the order at once, and is found after another step', async () => {
    till = await stage.openTill();
    const order = till.served();
    const [step, other] = [till.save(order), till.save(order, ['1'], TEA)];
    await killOver({ command: 'SaveOrder', step, effects: () => soupsAddedTo(order) });
    const calls = stage.zapier.cache.watch();
    const waiting = stage.zapier.run(other);
    await until(() => calls.length > 1);
    stage.clock.moveOn(11_000);
    expect(await waiting).toMatchObject(LATER);
    expect(order.quantityOf(TEA)).toBe(0);
    expect(await stage.runAfter(1, other)).toMatchObject(SUCCESS);
    expect(order.quantityOf(TEA)).toBe(PORTION);
    expect(await stage.zapier.run(step)).toMatchObject(SUCCESS);
    expect([soupsAddedTo(order), till.sent('SaveOrder').length]).toEqual([1, 2]);
  });
});

describe.each(LICENCES)(
  'under %s, at a till where the same was done before, each command is carried out once when',
  (licenseMode) => {
    it.each<[string, Kind, Partial<TillSwitches>]>([
      ['the request is lost', 'lost request', {}],
      ['the answer is lost', 'lost answer', {}],
      ['the answer is lost, and the till never keeps answers', 'lost answer', { keepsAnswers: false }],
      ['the connection breaks in the middle of the answer', 'cut answer', {}],
      ['the till restarts over it', 'restart', {}],
    ])('%s', async (_, kind, switches) => {
      till = await stage.openTill({ licenseMode, ...switches });
      for (const { command, step, effects } of till.cases()) {
        till.double.faults.add({ kind }, { on: command });
        expect(await stage.runUntilOver(step)).toMatchObject([SUCCESS]);
        expect([effects(), till.sent(command).length]).toEqual([1, kind === 'lost request' ? 2 : 1]);
      }
    });
  },
);

it.each(LICENCES)(
  'under %s, whoever takes the money is registered first where the till wants that, and the answer to it may be lost then',
  async (licenseMode) => {
    till = await stage.openTill({ licenseMode });
    const cases = till.cases().filter(({ command }) => /^(?:Pay|Make)/.test(command));
    till.double.switches.wantsRegistration = true;
    for (const { command, step, effects } of cases) {
      till.double.restaurant.registered.clear();
      till.double.faults.add({ kind: 'lost answer' }, { on: command, after: 1 });
      expect(await stage.runUntilOver(step)).toMatchObject([SUCCESS]);
      expect([effects(), till.sent(command).length]).toEqual([1, 2]);
    }
    expect(till.sent('RegisterEmployee')).toHaveLength(cases.length);
  },
);

it('dishes whose answer was lost are brought once, though nobody can look for half an hour', async () => {
  till = await stage.openTill();
  const order = till.served();
  const step = till.save(order);
  till.double.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
  till.double.faults.add({ kind: 'lost request' }, { on: 'GetOrder', after: 1, times: ALWAYS });
  for (const minutes of [0, 1, 4, 25])
    expect(await stage.runAfter(minutes, step)).toMatchObject({ ...LATER, delaySeconds: 60 });
  till.double.faults.clear();
  expect(await stage.runAfter(5, step)).toMatchObject(SUCCESS);
  expect([soupsAddedTo(order), till.sent('SaveOrder').length]).toEqual([1, 1]);
});

describe('an equal packet that was there before is not taken for one that did not arrive', () => {
  it.each(LICENCES)('under %s', async (licenseMode) => {
    till = await stage.openTill({ licenseMode });
    const order = till.served();
    await stage.zapier.run(till.save(order));
    till.double.instances.useNumbers();
    till.double.faults.add({ kind: 'lost request' }, { on: 'SaveOrder' });
    expect(await stage.zapier.run(till.save(order))).toMatchObject(SUCCESS);
    expect(soupsAddedTo(order)).toBe(2);
  });
});

it('dishes of which nothing shows whose they are, this step’s or a waiter’s, are not sent again', async () => {
  till = await stage.openTill({ licenseMode: 'lifetime' });
  const order = till.served();
  const step = till.save(order, ['2']);
  till.double.faults.add({ kind: 'lost request' }, { on: 'SaveOrder' });
  till.double.faults.add({ kind: 'lost request' }, { on: 'GetOrder', after: 1 });
  expect(await stage.zapier.run(step)).toMatchObject(LATER);
  till.waiter.fill(order.guid);
  for (const minutes of [1, 5, 35])
    expect(await stage.runAfter(minutes, step)).toMatchObject({
      ...UNCLEAR,
      message: expect.stringContaining('Look at the order on the till.') as string,
    });
  expect([soupsAddedTo(order), till.sent('SaveOrder').length]).toEqual([1, 1]);
  // As the message says: what is missing is entered on the till.
  till.waiter.fill(order.guid);
  expect(await stage.zapier.run(step)).toMatchObject(SUCCESS);
  expect([soupsAddedTo(order), till.sent('SaveOrder').length]).toEqual([2, 1]);
});

it('of two equal steps the second takes over the doubt of the first, which brings its own when it runs again', async () => {
  till = await stage.openTill({ licenseMode: 'lifetime' });
  const order = till.served();
  till.double.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
  till.double.faults.add({ kind: 'lost request' }, { on: 'GetOrder', after: 1 });
  const [first, second] = [till.save(order), till.save(order)];
  expect(await stage.zapier.run(first)).toMatchObject(LATER);
  expect(await stage.runAfter(1, second)).toMatchObject(SUCCESS);
  expect(soupsAddedTo(order)).toBe(1);
  expect(await stage.runAfter(4, first)).toMatchObject(SUCCESS);
  expect(soupsAddedTo(order)).toBe(2);
});

describe('a return', () => {
  it('of which the till shows that it was not made is made by the rerun, once nothing can be under way any more', async () => {
    till = await stage.openTill({ licenseMode: 'lifetime' });
    const step = till.giveBack();
    till.double.faults.add({ kind: 'lost request' }, { on: 'MakeReturnGoods' });
    expect(await stage.zapier.run(step)).toMatchObject({ ...LATER, delaySeconds: 60 });
    expect(await stage.runAfter(0.5, step)).toMatchObject({
      ...LATER,
      delaySeconds: 60,
      message: expect.stringContaining(
        'The request of an earlier run may still be under way. Nothing was sent now. This step runs again by itself.',
      ) as string,
    });
    expect([till.returns, till.sent('MakeReturnGoods').length]).toEqual([0, 1]);
    expect(await stage.runAfter(0.5, step)).toMatchObject(SUCCESS);
    expect([till.returns, till.sent('MakeReturnGoods').length]).toEqual([1, 2]);
  });

  it('is never made again on a guess, where the till does not show whether it was', async () => {
    till = await stage.openTill({ licenseMode: 'lifetime', listsReturns: false });
    const step = till.giveBack();
    till.double.faults.add({ kind: 'lost answer' }, { on: 'MakeReturnGoods' });
    expect(await stage.zapier.run(step)).toMatchObject(LATER);
    for (const minutes of [1, 5, 35, 14 * 24 * 60])
      expect(await stage.runAfter(minutes, step)).toMatchObject(UNCLEAR);
    expect([till.returns, till.sent('MakeReturnGoods').length]).toEqual([1, 1]);
  });

  it('of which nothing shows that it was not made is found when a person has made it', async () => {
    till = await stage.openTill({ listsReturns: false });
    const sale = till.sale();
    const step = till.giveBack(sale);
    await stage.zapier.run(till.save(till.served()));
    // The return is not made, another program takes its number, and another receipt is printed.
    till.double.faults.add({ kind: 'lost request' }, { on: 'MakeReturnGoods' });
    till.double.faults.add({ kind: 'lost request' }, { on: 'GetReceiptList', after: 1 });
    expect(await stage.zapier.run(step)).toMatchObject(LATER);
    till.double.instances.useNumbers();
    till.sale();
    for (const minutes of [5, 35, 24 * 60])
      expect(await stage.runAfter(minutes, step)).toMatchObject({
        ...UNCLEAR,
        message: expect.stringContaining('make the return at the till and run this step again') as string,
      });
    expect([till.returns, till.sent('MakeReturnGoods').length]).toEqual([0, 1]);
    till.double.switches.listsReturns = true;
    till.waiter.giveBack(sale.receipt, sale.line, PORTION);
    expect(await stage.zapier.run(step)).toMatchObject(SUCCESS);
    expect([till.returns, till.sent('MakeReturnGoods').length]).toEqual([1, 1]);
  });
});

describe.each<[string, Partial<TillSwitches>]>([
  ['joins equal lines', { addLineMode: 'almJoinLines' }],
  ['splits portions', { addLineMode: 'almOnePortion' }],
  ['adds a modifier', { addsDefaultModifier: true }],
])('a till that %s', (_, switches) => {
  it.each([[['1', '1']], [['2']]])(
    'has the whole order of %j paid by the rerun where its payment was refused',
    async (quantities) => {
      till = await stage.openTill(switches);
      const before = till.orders;
      const step = till.submit('site-7', quantities);
      till.double.faults.add({ kind: 'locked order' }, { on: 'PayOrder', times: ALWAYS });
      expect(await stage.zapier.run(step)).toMatchObject(LATER);
      till.double.faults.clear();
      expect(await stage.runAfter(5, step)).toMatchObject(SUCCESS);
      const paid = till.double.orders.receipts.map(({ dishes }) =>
        dishes.reduce((sum, { quantity }) => sum + quantity, 0),
      );
      expect(paid).toEqual([2 * PORTION]);
      expect([till.orders - before, till.sent('SaveOrder').length]).toEqual([1, 1]);
    },
  );

  it.each(LICENCES)('has dishes once whose answer was lost, under %s', async (licenseMode) => {
    till = await stage.openTill({ ...switches, licenseMode });
    const order = till.served();
    for (const [index, quantities] of [['1', '1'], ['2']].entries()) {
      till.double.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
      expect(await stage.zapier.run(till.save(order, quantities))).toMatchObject(SUCCESS);
      expect([soupsAddedTo(order), till.sent('SaveOrder').length]).toEqual([2 * (index + 1), index + 1]);
    }
  });
});

describe('the next number is found', () => {
  it.each<[string, Partial<TillSwitches>]>([
    ['refuses to tell it', { seqQueryMinIntervalMs: Infinity }],
    ['tells the one to come', { seqQueryReturns: 'next' }],
    ['numbers no errors', { numbersLicenceErrors: false, seqQueryReturns: 'next' }],
    [
      'names the allowed set to a new instance',
      { unknownInstanceError: 5305, seqQueryMinIntervalMs: Infinity },
    ],
  ])('where a till %s', async (_, switches) => {
    till = await stage.openTill(switches);
    const order = till.served();
    for (const rounds of [1, 2, 3]) {
      stage.zapier.cache.clear();
      expect(await stage.zapier.run(till.save(order))).toMatchObject(SUCCESS);
      till.double.instances.useNumbers();
      expect(await stage.zapier.run(till.save(order))).toMatchObject(SUCCESS);
      expect(soupsAddedTo(order)).toBe(2 * rounds);
    }
  });
});

it('a receipt that may not have been printed is told of in the output', async () => {
  const warning = 'Нет связи с фискальным регистратором';
  till = await stage.openTill({ printCheckWarning: warning });
  expect(await stage.zapier.run(till.pay(till.served()))).toMatchObject({ ...SUCCESS, output: { warning } });
});
