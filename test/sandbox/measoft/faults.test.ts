import { element, parseXml, XmlError } from '../../../sandbox/xml';
import { GENERAL_ERRORS, ORDER_ERRORS } from '../../../sandbox/measoft/refusal';
import {
  at,
  attribute,
  AUTH,
  call,
  codes,
  courierForEachTest,
  create,
  order,
  orders,
  orderXml,
  post,
  text,
} from './conversation';

const { start } = courierForEachTest();
const CLIENT = `<client>${AUTH}</client>`;

it.each([200, 500, 502] as const)('a page tells of a service error with status %d', async (status) => {
  const courier = await start();
  courier.faults.add({ kind: 'service error', status });
  const answer = await post(courier, `<neworder>${AUTH}${orderXml('1')}</neworder>`);
  expect([answer.status, answer.text]).toEqual([status, 'Ошибка сервиса']);
  expect(courier.orders.all).toEqual([]);
});

describe('refusals', () => {
  it('may be an error without attributes', async () => {
    const courier = await start();
    courier.faults.add({ kind: 'syntax error' });
    const answer = await call(courier, 'neworder', orderXml('1'));
    expect(at(answer, 'error').attributes).toEqual({});
    expect(text(answer, 'error')).toMatch(/^Ошибка синтаксиса XML: /);
    expect(courier.orders.all).toEqual([]);
  });

  it.each([...ORDER_ERRORS.keys(), 500])('of a whole ordering request may have the code %d', async (code) => {
    const courier = await start();
    courier.faults.add({ kind: 'global error', code });
    const answer = await call(courier, 'neworder', orderXml('1'));
    expect(answer.name).toBe('request');
    expect(attribute(at(answer, 'error'), 'error')).toBe(String(code));
    expect(courier.orders.all).toEqual([]);
  });

  it.each([...GENERAL_ERRORS.keys(), 500])('of a general request may have the code %d', async (code) => {
    const courier = await start();
    courier.faults.add({ kind: 'global error', code });
    const answer = await call(courier, 'client');
    expect([answer.name, attribute(answer, 'error')]).toEqual(['client', String(code)]);
    expect(text(answer)).toBe(GENERAL_ERRORS.get(code) ?? 'Неизвестная ошибка 500');
  });

  it('may stand in the other envelope', async () => {
    const courier = await start();
    courier.faults.add({ kind: 'global error', code: 13, envelope: 'root' });
    expect((await call(courier, 'statusreq')).name).toBe('statusreq');
    courier.faults.add({ kind: 'global error', code: 1, envelope: 'request' });
    expect((await call(courier, 'client')).name).toBe('request');
  });

  it.each([...ORDER_ERRORS.keys(), 500].filter((code) => code !== 0))(
    'of one order may have the code %d',
    async (code) => {
      const courier = await start();
      courier.faults.add({ kind: 'order error', code, index: 1 });
      expect(codes(await create(courier, orderXml('1'), orderXml('2'), orderXml('3')))).toEqual([
        '0',
        String(code),
        '0',
      ]);
      expect(courier.orders.all.map(({ number }) => number)).toEqual(['1', '3']);
    },
  );

  it.each(['editorder', 'cancelorder', 'setorderinfo'])('of one order befall %s too', async (name) => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.faults.add({ kind: 'order error', code: 52 }, { on: name });
    const content = name === 'editorder' ? orderXml('1') : '<order orderno="1"/>';
    expect(codes((await call(courier, name, content)).children)).toEqual(['52']);
  });
});

describe('answers', () => {
  it.each(['broken xml', 'entity bomb'] as const)('under "%s" cannot be read', async (kind) => {
    const courier = await start();
    courier.faults.add({ kind });
    const { status, text: answer } = await post(courier, CLIENT);
    expect(status).toBe(200);
    expect(() => parseXml(answer)).toThrow(XmlError);
  });

  it('may come in windows-1251', async () => {
    const courier = await start({ seedOrders: true });
    courier.faults.add({ kind: 'windows-1251' });
    const { bytes } = await post(courier, `<statusreq>${AUTH}<orderno>SHOP-0990</orderno></statusreq>`);
    expect(bytes.toString('latin1')).toMatch(/^<\?xml version="1.0" encoding="windows-1251"\?>/);
    expect(text(at(parseXml(bytes), 'order'), 'receiver', 'person')).toBe('Сергеева Анна');
  });

  it('may have a status that nobody knows', async () => {
    const courier = await start({ seedOrders: true });
    courier.faults.add({ kind: 'unknown status', code: 'TELEPORTED' });
    const told = await order(courier, '<orderno>SHOP-0990</orderno>');
    expect(text(told, 'status')).toBe('TELEPORTED');
    expect(courier.orders.get('SHOP-0990').status().code).toBe('COMPLETE');
  });

  it('may lack elements and attributes', async () => {
    const courier = await start({ seedOrders: true });
    courier.faults.add({
      kind: 'fields missing',
      names: ['statushistory', 'deliveryprice', 'createtimegmt', 'items'],
    });
    const told = await order(courier, '<orderno>SHOP-0990</orderno>');
    expect(['statushistory', 'deliveryprice', 'items'].map((name) => told.child(name))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(at(told, 'status').attribute('createtimegmt')).toBeUndefined();
    expect(at(told, 'status').attribute('eventtime')).toBeDefined();
  });

  it('may have one element where there are many', async () => {
    const courier = await start({ seedOrders: true });
    courier.faults.add({ kind: 'single elements' });
    const told = await orders(courier);
    expect(told).toHaveLength(1);
    expect(at(told[0] ?? element('none'), 'statushistory').children).toHaveLength(1);
    expect(at(told[0] ?? element('none'), 'items').children).toHaveLength(1);
  });
});
