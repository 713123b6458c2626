import { dropDown } from '../../src/zapier/drop_down';
import { Problem } from '../../src/core/errors';
import { errorOf } from '../support/zapier_error';
import { call } from '../support/app';

const BUNDLE = { authData: {}, inputData: {}, meta: {} };

type Perform = Parameters<typeof call>[0];

describe('a drop-down that a call fills', () => {
  it('comes whole, so that Zapier’s search box finds everything', async () => {
    const options = [{ id: '1', label: 'One' }];
    const { perform } = dropDown(() => Promise.resolve(options));
    expect(await call(perform as Perform, BUNDLE)).toEqual({ results: options, paging_token: null });
  });

  it('says what went wrong as a step does', async () => {
    const { perform } = dropDown(() => Promise.reject(new Problem('connection', 'Connect anew. (4)')));
    expect(await errorOf(call(perform as Perform, BUNDLE))).toEqual({
      name: 'ExpiredAuthError',
      message: 'Connect anew. (4)',
    });
  });
});
