import { Form } from '../../../src/core/form';
import {
  parseRefItem,
  readOrderRef,
  readRefItem,
  requiredGuid,
  requiredRefItem,
} from '../../../src/services/rkeeper/form_values';
import { orderGuidOf } from '../../../src/services/rkeeper/ref_item';
import { faultsOf, problemOf } from '../../support/problem';

const FIELD = { key: 'field', label: 'Field' };

async function faults(
  input: Readonly<Record<string, unknown>>,
  read: (form: Form) => unknown,
): Promise<string[]> {
  const form = new Form(input);
  read(form);
  return faultsOf(
    await problemOf(() => {
      form.check();
    }),
  );
}

describe('an item of the till', () => {
  it.each([
    ['1000017', { id: '1000017' }],
    ['code:17', { code: '17' }],
    ['Code: 007', { code: '007' }],
    ['6002fd3a-68b6-4fc9-8eb1-d53a697c286c', { guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}' }],
    ['{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}', { guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}' }],
    ['6002fd3a68b64fc98eb1d53a697c286c', { guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}' }],
  ])('is named by its id, its code or its GUID: %s', (text, item) => {
    expect(parseRefItem(text)).toEqual(item);
    expect(readRefItem(new Form({ field: ` ${text} ` }), FIELD)).toEqual(item);
  });

  it('may be mapped as a number', () => {
    expect(readRefItem(new Form({ field: 1000017 }), FIELD)).toEqual({ id: '1000017' });
  });

  it.each(['Борщ', '-1', '1.5', 'code:', 'code:x', '1234567890123456', '{6002FD3A}', '17 18'])(
    'is never named by %s',
    async (text) => {
      expect(parseRefItem(text)).toBeUndefined();
      expect(await faults({ field: text }, (form) => requiredRefItem(form, FIELD))).toEqual([
        `Field must be picked from the list, or be an id like 1000017, a code like code:17, or a GUID, not "${text}".`,
      ]);
    },
  );

  it('may be left out, or not', async () => {
    expect(readRefItem(new Form({}), FIELD)).toBeUndefined();
    expect(await faults({}, (form) => requiredRefItem(form, FIELD))).toEqual(['Field is required.']);
  });
});

describe('the order of a step', () => {
  const GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';

  it.each([
    [{ order_guid: GUID.toLowerCase() }, { guid: GUID }],
    [{ external_id: ' A-1 ' }, { guid: orderGuidOf('A-1') }],
    [
      { visit: '356255787', order_ident: 256 },
      { visit: '356255787', orderIdent: '256' },
    ],
    [{ order_guid: GUID, external_id: 'A-1', visit: '1', order_ident: '2' }, { guid: GUID }],
    [{ external_id: 'A-1', visit: '1', order_ident: '2' }, { guid: orderGuidOf('A-1') }],
  ])('is named in one of three ways: %j', (input, ref) => {
    expect(readOrderRef(new Form(input))).toEqual(ref);
  });

  it.each([
    [{}, ['Name the order: fill in Order, or External ID, or both Visit and Order in Visit.']],
    [{ order_guid: '5.1' }, ['Order must be a GUID like 6002FD3A-68B6-4FC9-8EB1-D53A697C286C, not "5.1".']],
    [{ visit: '1' }, ['Order in Visit is required.']],
    [{ order_ident: '256', visit: 'x' }, ['Visit must be digits only, not "x".']],
  ])('cannot be told from %j', async (input, sentences) => {
    expect(await faults(input, readOrderRef)).toEqual(sentences);
  });

  it('has the same GUID for the same id, wherever it is asked for', () => {
    expect(orderGuidOf('A-1')).toBe('{954DC6FD-8D75-5233-B035-06B1DC974896}');
    expect(orderGuidOf('a-1')).not.toBe(orderGuidOf('A-1'));
  });
});

describe('a GUID', () => {
  it('is written as the till writes it', async () => {
    expect(requiredGuid(new Form({ field: 'aaaaaaaa-0000-0000-0000-000000000001' }), FIELD)).toBe(
      '{AAAAAAAA-0000-0000-0000-000000000001}',
    );
    expect(await faults({}, (form) => requiredGuid(form, FIELD))).toEqual(['Field is required.']);
  });
});
