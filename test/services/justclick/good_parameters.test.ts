import { Form } from '../../../src/core/form';
import { excerpt } from '../../../src/core/redact';
import { httpBuildQuery } from '../../../src/core/signature';
import {
  CLEARABLE,
  encodeGoodChanges,
  GOOD_GROUPS,
  GOOD_PARAMETERS,
  isShown,
  readGoodChanges,
  type GoodChanges,
  type GoodParameter,
} from '../../../src/services/justclick/good_parameters';
import { faultsOf, problemOf } from '../../support/problem';

const PARAMETERS: readonly GoodParameter[] = GOOD_PARAMETERS;

function changes(input: Record<string, unknown>): GoodChanges {
  const form = new Form(input);
  const read = readGoodChanges(form);
  form.check();
  return read;
}

const faults = async (input: Record<string, unknown>): Promise<string[]> =>
  faultsOf(await problemOf(() => changes(input)));

describe('the parameters of a product', () => {
  it('are the vendor’s thirty-two beside the identifier, in its order', () => {
    expect(PARAMETERS.map(({ key }) => key)).toEqual([
      'good_title',
      'parent_id',
      'good_sum',
      'good_api_url_notif',
      'good_api_url_new_order',
      'good_success_link',
      'good_client_rassilki',
      'good_nalozh_only',
      'good_quickpost_article',
      'good_post_service',
      'good_only_countries',
      'good_download',
      'good_mail_subject',
      'good_mail_format',
      'good_mail_body',
      'good_mail_text',
      'good_partner_fee',
      'good_partner_fee_perc',
      'good_partner_pfee',
      'good_partner_pfee_perc',
      'good_partner_show',
      'good_partner_SL_link',
      'good_partner_addition_link',
      'good_partner_text',
      'good_pay_text',
      'good_timer',
      'good_timer_unit',
      'good_timer_duration',
      'good_use_short',
      'good_rashod',
      'good_rashod_perc',
      'good_publish',
    ]);
  });

  it('each belong to a group of the form, and depend on parameters that exist', () => {
    const keys = new Set(PARAMETERS.map(({ key }) => key));
    for (const { group, onlyWith } of PARAMETERS) {
      expect(Object.keys(GOOD_GROUPS)).toContain(group);
      if (onlyWith) expect(keys).toContain(onlyWith[0]);
    }
  });
});

describe('a change', () => {
  it.each<[string, unknown, string]>([
    ['good_title', '  Курс *Pro* ', 'Курс *Pro*'],
    ['parent_id', '15.0', '15'],
    ['good_sum', '1 250,5', '1250.50'],
    ['good_sum', 0, '0.00'],
    ['good_api_url_notif', 'https://магазин.рф/оплата?a=paid', 'https://магазин.рф/оплата?a=paid'],
    ['good_success_link', 'http://example.com', 'http://example.com'],
    ['good_client_rassilki', ['second', 'clients_super_tovar', 'second'], 'second,clients_super_tovar'],
    ['good_client_rassilki', 'second, clients_super_tovar', 'second,clients_super_tovar'],
    ['good_nalozh_only', true, '1'],
    ['good_nalozh_only', 'false', '0'],
    ['good_post_service', 'RPS', 'rps'],
    ['good_only_countries', ['rus', 'UKR', 'RUS'], 'RUS,UKR'],
    ['good_only_countries', 'RUS, XEN', 'RUS,XEN'],
    ['good_mail_subject', 'Спасибо!', 'Спасибо!'],
    ['good_mail_format', 'text', 'text'],
    ['good_partner_fee', '100', '100.00'],
    ['good_partner_fee_perc', '12,5', '12.50'],
    ['good_partner_show', 'no', '0'],
    ['good_partner_text', '  two\r\n lines ', '  two\r\n lines '],
    ['good_pay_text', '<h1>#PRODUCT#</h1>', '<h1>#PRODUCT#</h1>'],
    ['good_timer', 'yes', '1'],
    ['good_rashod_perc', '0', '0.00'],
    ['good_publish', '0', '0'],
  ])('of %s to %j is sent as %j, and nothing else is', (key, value, wire) => {
    expect(changes({ [key]: value })).toEqual({ [key]: wire });
  });

  it('of nothing sends nothing: what is left out keeps its stored value', () => {
    expect(changes({})).toEqual({});
    expect(changes(Object.fromEntries(PARAMETERS.map(({ key }) => [key, ''])))).toEqual({});
    expect(changes({ good_client_rassilki: [], good_only_countries: [''], clear_fields: [] })).toEqual({});
  });

  it.each([
    ['good_mail_body', { good_mail_format: 'html' }, { good_mail_format: 'text' }],
    ['good_mail_text', { good_mail_format: 'text' }, { good_mail_format: 'html' }],
    ['good_timer_unit', { good_timer: true }, { good_timer: false }],
    ['good_timer_duration', { good_timer: 'yes' }, {}],
    ['good_quickpost_article', { good_post_service: 'quickpost' }, { good_post_service: 'none' }],
  ])('of %s counts with %j, and is left over from before with %j', (key, shown, hidden) => {
    const value = key === 'good_timer_unit' ? 'day' : '7';
    expect(changes({ ...shown, [key]: value })).toHaveProperty(key, value);
    expect(changes({ ...hidden, [key]: value })).not.toHaveProperty(key);
    // What is hidden cannot be corrected, so it cannot be at fault either.
    expect(changes({ ...hidden, [key]: ['a', { b: 1 }] })).not.toHaveProperty(key);
    const parameter = PARAMETERS.find((candidate) => candidate.key === key) ?? {};
    expect(isShown(parameter, new Form(shown))).toBe(true);
    expect(isShown(parameter, new Form(hidden))).toBe(false);
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ good_sum: '-1' }, ['Price must not be negative.']],
    [{ good_sum: '1,250' }, ['Price must not have more than 2 decimal digits: "1,250".']],
    [{ parent_id: 'main' }, ['Category ID must be a whole number, not "main".']],
    [
      { good_success_link: 'example.com' },
      ['Page After Payment must be a web address that starts with https://, not "example.com".'],
    ],
    [
      { good_only_countries: 'US,RUS,Россия' },
      ['Delivery Countries must be three-letter codes like RUS, not US, РОССИЯ.'],
    ],
    [{ good_partner_fee_perc: '101' }, ['Level 1 Commission (%) must not be more than 100 %.']],
    [
      { good_mail_format: 'pdf', good_mail_body: 'x' },
      ['Letter Format must be one of html, text, not "pdf".'],
    ],
    [{ good_timer: 'maybe' }, ['Limit Time to Pay must be yes or no, not "maybe".']],
    [
      { good_timer: '1', good_timer_duration: '1.5', good_timer_unit: 'week' },
      [
        'Time Limit Unit must be one of min, hour, day, not "week".',
        'Time Limit must be a whole number, not "1.5".',
      ],
    ],
    [
      { good_title: ['a', 'b'], good_publish: 'x' },
      ['Title must be a single value, not a list.', 'Show in Catalogue must be yes or no, not "x".'],
    ],
    [{ good_client_rassilki: [{ a: 1 }] }, ['Buyer Groups must be a list of plain values.']],
  ])('of %j is refused with all faults at once', async (input, sentences) => {
    expect(await faults(input)).toEqual(sentences);
  });
});

describe('emptying fields', () => {
  it('sends them as empty texts', () => {
    expect(changes({ clear_fields: ['good_partner_text', 'good_download'] })).toEqual({
      good_partner_text: '',
      good_download: '',
    });
    expect(changes({ clear_fields: 'good_partner_text, good_download' })).toEqual({
      good_partner_text: '',
      good_download: '',
    });
  });

  it('can empty a field that is not on the form at the moment', () => {
    expect(
      changes({ good_mail_format: 'text', clear_fields: ['good_mail_body'], good_mail_body: 'old' }),
    ).toEqual({
      good_mail_format: 'text',
      good_mail_body: '',
    });
  });

  it('never empties a price, a flag or a choice', () => {
    const emptiable: readonly GoodParameter['kind'][] = ['line', 'text', 'link', 'groups', 'countries'];
    expect(CLEARABLE.filter(({ kind }) => !emptiable.includes(kind))).toEqual([]);
    expect(CLEARABLE.map(({ key }) => key)).not.toContain('good_title');
  });

  it('does not both fill in and empty a field', async () => {
    expect(await faults({ good_partner_text: 'New', clear_fields: ['good_partner_text'] })).toEqual([
      'Note for Partners is filled in and also among Fields to Empty: choose one.',
    ]);
  });

  it.each(['good_sum', 'good_name', 'nothing', 'x'.repeat(100)])(
    'refuses what cannot be emptied: %s',
    async (key) => {
      expect(await faults({ clear_fields: [key] })).toEqual([
        `Fields to Empty must be picked from the list, not "${excerpt(key)}".`,
      ]);
    },
  );

  it('twice is once', () => {
    expect(changes({ clear_fields: ['good_download', 'good_download'] })).toEqual({ good_download: '' });
  });
});

describe('on the wire', () => {
  it('the identifier comes first and the rest in the vendor’s order, whatever the order of the changes', () => {
    const sent = encodeGoodChanges('super_tovar', { good_publish: '1', good_sum: '1.00', good_title: 'A' });
    expect(httpBuildQuery(sent)).toBe('good_name=super_tovar&good_title=A&good_sum=1.00&good_publish=1');
  });

  it('an emptied field is there, empty', () => {
    expect(httpBuildQuery(encodeGoodChanges('x', { good_download: '' }))).toBe('good_name=x&good_download=');
  });

  it('every parameter is sent under the vendor’s name', () => {
    const all = Object.fromEntries(PARAMETERS.map(({ key }) => [key, '1']));
    expect(encodeGoodChanges('x', all).map(([key]) => key)).toEqual([
      'good_name',
      ...PARAMETERS.map(({ key }) => key),
    ]);
  });
});
