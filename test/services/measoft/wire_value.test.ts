import { Form } from '../../../src/core/form';
import { serviceCode, wireValue } from '../../../src/services/measoft/wire_value';
import { faultsOf, problemOf } from '../../support/problem';

const SERVICE = { key: 'service', label: 'Service' };

describe('a region', () => {
  const region = (value: unknown): Promise<string | undefined> => {
    const form = new Form({ region: value });
    const field = {
      key: 'region',
      label: 'Region',
      wire: 'regioncode',
      kind: 'region',
      group: 'receiver',
    } as const;
    const code = wireValue(field, form);
    return Promise.resolve().then(() => {
      form.check();
      return code;
    });
  };

  it('is named by its number', async () => {
    expect(await region('077')).toBe('077');
    expect((await problemOf(() => region('Москва'))).message).toBe(
      'Region must be the number of a region, such as 77, not "Москва".',
    );
  });
});

describe('a service', () => {
  it('is named by its number', () => {
    expect(serviceCode(new Form({ service: ' 2 ' }), SERVICE)).toBe('2');
    expect(serviceCode(new Form({}), SERVICE)).toBeUndefined();
  });

  it.each(['Экспресс', '-1', '1.5', '1'.repeat(10)])('is not named by "%s"', async (service) => {
    const form = new Form({ service });
    expect(serviceCode(form, SERVICE)).toBeUndefined();
    const problem = await problemOf(() => {
      form.check();
    });
    expect(faultsOf(problem)).toEqual([
      `Service must be picked from the list, or be the number of a service, not "${service}".`,
    ]);
  });
});
