import { environment, support } from '../../src/core/env';

describe('whom users are to turn to', () => {
  afterEach(() => {
    delete process.env.ZAKAZ_SUPPORT;
  });

  it('is whom the owner names, or whoever invited them', () => {
    expect(support()).toBe('whoever invited you to this app');
    process.env.ZAKAZ_SUPPORT = ' anna@owner.example ';
    expect(support()).toBe('anna@owner.example');
  });
});

describe('a setting of the owner', () => {
  afterEach(() => {
    delete process.env.ZAKAZ_TEST_SETTING;
  });

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['  ', undefined],
    [' https://shop.example ', 'https://shop.example'],
  ])('that is %j is read as %j', (value, read) => {
    if (value !== undefined) process.env.ZAKAZ_TEST_SETTING = value;
    expect(environment('ZAKAZ_TEST_SETTING')).toBe(read);
  });
});
