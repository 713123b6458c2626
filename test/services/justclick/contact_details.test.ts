import { Form } from '../../../src/core/form';
import { EMAIL, readEmail, readPhone } from '../../../src/services/justclick/contact_details';
import { faultsOf, problemOf } from '../../support/problem';

const PHONE = { key: 'phone', label: 'Phone' };

async function faults(read: (form: Form) => unknown, input: Record<string, unknown>): Promise<string[]> {
  const form = new Form(input);
  read(form);
  return faultsOf(
    await problemOf(() => {
      form.check();
    }),
  );
}

describe('an e-mail address', () => {
  it.each(['user4@email.com', 'a.b+c@sub.example.co', 'иван@почта.рф', "o'neil@x-y.ru"])(
    'may be %s',
    (email) => {
      const form = new Form({ email: ` ${email} ` });
      expect(readEmail(form, EMAIL)).toBe(email);
      form.check();
    },
  );

  it.each(['user4', 'user4@email', '@email.com', 'a b@c.ru', 'a@b.ru,c@d.ru', 'a@b..ru', 'A <a@b.ru>'])(
    'is not %s',
    async (email) => {
      expect(await faults((form) => readEmail(form, EMAIL), { email })).toEqual([
        `Email must be one e-mail address like name@example.com, not "${email}".`,
      ]);
    },
  );

  it('is required', async () => {
    expect(await faults((form) => readEmail(form, EMAIL), {})).toEqual(['Email is required.']);
  });
});

describe('a phone number', () => {
  it.each(['+79280000000', '8 (928) 000-00-00', '79280000000', '8 495 123-45-67 доб. 12', '112-33'])(
    'may be %s',
    (phone) => {
      const form = new Form({ phone });
      expect(readPhone(form, PHONE)).toBe(phone);
      form.check();
    },
  );

  it('may be a number, as other steps give it, and may be absent', () => {
    expect(readPhone(new Form({ phone: 79280000000 }), PHONE)).toBe('79280000000');
    expect(readPhone(new Form({}), PHONE)).toBeUndefined();
  });

  it.each(['none', '1234', 'a12345@b.ru', '1'.repeat(41)])('is not %s', async (phone) => {
    expect(await faults((form) => readPhone(form, PHONE), { phone })).toEqual([
      `Phone must be a phone number like +79280000000, not "${phone}".`,
    ]);
  });
});
