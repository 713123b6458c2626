import type { CourierFault } from '../../../sandbox/measoft/faults';
import { GENERAL_ERRORS, ORDER_ERRORS } from '../../../sandbox/measoft/refusal';
import { parseXml, XmlError } from '../../../sandbox/xml';
import { at, attribute, AUTH, call, codes, courierForEachTest, create, order, orders } from './conversation';
import { orderXml, post, text } from './conversation';

const stage = courierForEachTest();
const CLIENT = `<client>${AUTH}</client>`;
const fault = (next: CourierFault, on?: string) => {
  stage.courier.faults.add(next, on === undefined ? {} : { on });
};

it.each([200, 500, 502] as const)('a page tells of a service error with status %d', async (status) => {
  fault({ kind: 'service error', status });
  const answer = await post(stage.courier, `<neworder>${AUTH}${orderXml('1')}</neworder>`);
  expect([answer.status, answer.text]).toEqual([status, 'Ошибка сервиса']);
  expect(stage.courier.orders.all).toEqual([]);
});

describe('refusals', () => {
  it('may be an error without attributes', async () => {
    fault({ kind: 'syntax error' });
    const answer = await call(stage.courier, 'neworder', orderXml('1'));
    expect(at(answer, 'error').attributes).toEqual({});
    expect(text(answer, 'error')).toMatch(/^Ошибка синтаксиса XML: /);
    expect(stage.courier.orders.all).toEqual([]);
  });

  it('of a whole ordering request may have any code', async () => {
    for (const code of [...ORDER_ERRORS.keys(), 500]) {
      fault({ kind: 'global error', code });
      const answer = await call(stage.courier, 'neworder', orderXml('1'));
      expect([answer.name, attribute(at(answer, 'error'), 'error')]).toEqual(['request', String(code)]);
    }
    expect(stage.courier.orders.all).toEqual([]);
  });

  it('of a general request may have any code', async () => {
    for (const code of [...GENERAL_ERRORS.keys(), 500]) {
      fault({ kind: 'global error', code });
      const answer = await call(stage.courier, 'client');
      expect([answer.name, attribute(answer, 'error')]).toEqual(['client', String(code)]);
      expect(text(answer)).toBe(GENERAL_ERRORS.get(code) ?? 'Неизвестная ошибка 500');
    }
  });

  it.each([
    ['root', 'statusreq', 'statusreq'],
    ['request', 'client', 'request'],
  ] as const)('may stand in the other envelope: %s', async (envelope, name, root) => {
    fault({ kind: 'global error', code: 13, envelope });
    expect((await call(stage.courier, name)).name).toBe(root);
  });

  it('of one order may have any code, and the others are carried out', async () => {
    for (const code of [...ORDER_ERRORS.keys(), 500].filter((one) => one !== 0)) {
      fault({ kind: 'order error', code, index: 1 });
      const sent = ['a', 'b', 'c'].map((name) => orderXml(`${name}${code}`));
      expect(codes(await create(stage.courier, ...sent))).toEqual(['0', String(code), '0']);
      expect(stage.courier.orders.all.slice(-2).map(({ number }) => number)).toEqual([
        `a${code}`,
        `c${code}`,
      ]);
    }
  });

  it.each(['editorder', 'cancelorder', 'setorderinfo'])('of one order befall %s too', async (name) => {
    await create(stage.courier, orderXml('1'));
    fault({ kind: 'order error', code: 52 }, name);
    const content = name === 'editorder' ? orderXml('1') : '<order orderno="1"/>';
    expect(codes((await call(stage.courier, name, content)).children)).toEqual(['52']);
  });
});

describe('answers', () => {
  const seeded = courierForEachTest({ seedOrders: true });
  const THIS = '<orderno>SHOP-0990</orderno>';

  it.each(['broken xml', 'entity bomb'] as const)('under "%s" cannot be read', async (kind) => {
    fault({ kind });
    const { status, text: answer } = await post(stage.courier, CLIENT);
    expect(status).toBe(200);
    expect(() => parseXml(answer)).toThrow(XmlError);
  });

  it('may come in windows-1251', async () => {
    seeded.courier.faults.add({ kind: 'windows-1251' });
    const { bytes } = await post(seeded.courier, `<statusreq>${AUTH}${THIS}</statusreq>`);
    expect(bytes.toString('latin1')).toMatch(/^<\?xml version="1.0" encoding="windows-1251"\?>/);
    expect(text(at(parseXml(bytes), 'order'), 'receiver', 'person')).toBe('Сергеева Анна');
  });

  it('may have a status that nobody knows', async () => {
    seeded.courier.faults.add({ kind: 'unknown status', code: 'TELEPORTED' });
    expect(text(await order(seeded.courier, THIS), 'status')).toBe('TELEPORTED');
    expect(seeded.courier.orders.get('SHOP-0990').status().code).toBe('COMPLETE');
  });

  it('may lack elements and attributes', async () => {
    const names = ['statushistory', 'deliveryprice', 'createtimegmt', 'items'];
    seeded.courier.faults.add({ kind: 'fields missing', names });
    const answer = await order(seeded.courier, THIS);
    expect(answer.children.filter(({ name }) => names.includes(name))).toEqual([]);
    expect(Object.keys(at(answer, 'status').attributes)).toEqual([
      'eventstore',
      'eventtime',
      'message',
      'title',
    ]);
  });

  it('may have one element where there are many', async () => {
    seeded.courier.faults.add({ kind: 'single elements' });
    const [first, ...others] = await orders(seeded.courier);
    expect(others).toEqual([]);
    for (const list of ['statushistory', 'items']) expect(first?.child(list)?.children).toHaveLength(1);
  });
});
