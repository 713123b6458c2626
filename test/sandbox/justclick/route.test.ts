import type { Account } from '../../../sandbox/justclick/account';
import { movedPath, routeOf } from '../../../sandbox/justclick/route';
import { Shop } from '../../../sandbox/justclick/shop';

const owner: Account = {
  login: 'username',
  key: 'key',
  disabled: false,
  allowedAddresses: undefined,
  domains: ['shop.example'],
  shop: new Shop(),
  notificationAddress: undefined,
};

describe('which account and function an address means', () => {
  test.each([
    ['/username/api/UpdateGood', '127.0.0.1:8080', 'username'],
    ['/api/UpdateGood', 'username.expertam.ru', 'username'],
    ['/api/UpdateGood', 'Username.influencersoft.com:443', 'username'],
    ['/api/UpdateGood', 'shop.example:80', 'username'],
    ['/api/UpdateGood', 'other.example', 'other'],
    ['/username/api/UpdateGood?a=1', 'other.expertam.ru', 'username'],
  ])('%s at %s', (path, host, login) => {
    expect(routeOf(path, host, [owner])).toEqual({ login, functionName: 'UpdateGood' });
  });

  test.each(['/', '/api', '/api/', '/UpdateGood', '/username/UpdateGood', '/a/b/api/UpdateGood', '/api/a/b'])(
    '%s is no function',
    (path) => {
      expect(routeOf(path, 'username.expertam.ru', [owner])).toBeUndefined();
    },
  );

  test('the path that a redirect names leads to the same function', () => {
    const route = { login: 'username', functionName: 'UpdateGood' };
    expect(movedPath(route)).not.toBe('/username/api/UpdateGood');
    expect(routeOf(movedPath(route), 'x.example', [owner])).toEqual(route);
  });
});
