import { environment } from '../../src/core/env';

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
