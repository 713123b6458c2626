import { Form } from '../../../src/core/form';
import { CourierClient } from '../../../src/services/measoft/client';
import {
  orderChoices,
  pickupPointChoices,
  readOrderRef,
  readSide,
  serviceChoices,
  storeChoices,
  townChoices,
} from '../../../src/services/measoft/fields';
import { faultsOf, problemOf } from '../../support/problem';
import { network } from '../../support/shop';
import { MemoryStore } from '../../support/till';

/** A courier service that gives one answer. */
function courier(answer: string): { readonly client: CourierClient; readonly sent: () => string } {
  const { http, bodies } = network(answer);
  const connection = {
    platform: 'measoft',
    courierCode: '8',
    login: 'test',
    password: 'testm',
    apiUrl: 'https://home.courierexe.ru/api/',
  } as const;
  return { client: new CourierClient(connection, http, new MemoryStore()), sent: () => bodies().join() };
}

describe('the order of a step', () => {
  it.each([
    [{ ordercode: '7' }, { orderCode: '7', orderNo: undefined }],
    [{ orderno: '0007' }, { orderCode: undefined, orderNo: '0007' }],
    [
      { ordercode: '7', orderno: 'A7' },
      { orderCode: '7', orderNo: 'A7' },
    ],
  ])('is named by %j', (input, ref) => {
    const form = new Form(input);
    expect(readOrderRef(form)).toEqual(ref);
    form.check();
  });

  it('must be named', async () => {
    const form = new Form({ ordercode: ' ' });
    readOrderRef(form);
    const problem = await problemOf(() => {
      form.check();
    });
    expect(faultsOf(problem)[0]).toContain('Fill in Order or Order Number.');
  });

  it("is one's own, unless the form says otherwise", () => {
    expect(readSide(new Form({}))).toBe('CLIENT');
    expect(readSide(new Form({ client: 'AGENT' }))).toBe('AGENT');
  });
});

describe('a drop-down', () => {
  it('of services gives codes, that of warehouses names', async () => {
    const services = courier('<services><service><code>1</code><name>Стандарт</name></service></services>');
    expect(await serviceChoices(services.client)).toEqual([{ id: '1', label: 'Стандарт' }]);
    const stores = courier('<storelist><store><code>1</code><name>Москва</name></store></storelist>');
    expect(await storeChoices(stores.client)).toEqual([{ id: 'Москва', label: 'Москва' }]);
  });

  it.each([
    ['Хим', true],
    ['185', false],
    [undefined, false],
  ])('of towns after typing %s looks for the name: %s', async (typed, byName) => {
    const { client, sent } = courier(
      '<townlist><town><code>185</code><name>Химки г</name></town></townlist>',
    );
    expect(await townChoices(client, typed)).toEqual([{ id: '185', label: 'Химки г' }]);
    expect(sent().includes('<namestarts>')).toBe(byName);
  });

  it.each([
    ['Москва', '<town>Москва</town>'],
    [undefined, '<pvzlist><auth extra="8"/><limit>'],
  ])('of pickup points in %s asks for them', async (town, part) => {
    const { client, sent } = courier('<pvzlist><pvz><code>1</code><name>П</name></pvz></pvzlist>');
    expect(await pickupPointChoices(client, town)).toEqual([{ id: '1', label: 'П' }]);
    expect(sent()).toContain(part);
  });

  it('of orders gives the newest first, with who receives them', async () => {
    const receiver = (name: string, value: string): string =>
      `<receiver><${name}>${value}</${name}></receiver><status>NEW</status>`;
    const { client, sent } = courier(
      `<statusreq><order ordercode="1" orderno="A1">${receiver('company', 'ООО')}</order>` +
        `<order ordercode="2" orderno="A2">${receiver('person', 'Петров')}</order><order orderno="A3"/></statusreq>`,
    );
    const choices = await orderChoices(client, 'AGENT', '2024-03-01');
    expect(choices.map(({ id }) => id)).toEqual(['A3', '2', '1']);
    expect(choices[1]?.label).toMatch(/A2.*Петров.*New/);
    expect(choices[2]?.label).toMatch(/A1.*ООО.*New/);
    expect(sent()).toContain('<client>AGENT</client><datefrom>2024-03-01</datefrom>');
  });
});
