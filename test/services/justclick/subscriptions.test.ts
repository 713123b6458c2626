import { parseSubscriptions } from '../../../src/services/justclick/subscriptions';

describe('a subscription', () => {
  it.each([
    ['STATUS_WAIT', 'Has not confirmed yet', false],
    ['STATUS_SUBSCRIBE', 'Subscribed', true],
    ['STATUS_UNSUBSCRIBE', 'Unsubscribed', false],
    ['STATUS_UNSUBSCRIBE_BY_SERVICE', 'Unsubscribed by the shop', false],
    ['STATUS_INVALID_EMAIL', 'E-mail address does not work', false],
    ['STATUS_NEWS', 'STATUS_NEWS', false],
  ])('of the status %s reads "%s"', (rass_status, status_label, is_subscribed) => {
    expect(
      parseSubscriptions([{ rass_name: 5, rass_title: '', rass_status, subscription_time: '1362254400' }]),
    ).toEqual([
      {
        rass_name: '5',
        rass_title: '5',
        rass_status,
        status_label,
        is_subscribed,
        subscription_time: '2013-03-02T20:00:00Z',
      },
    ]);
  });

  it.each([
    [1362254400, '2013-03-02T20:00:00Z'],
    ['', null],
    [0, null],
    [undefined, null],
    ['2013-03-02 20:00:00', null],
  ])('that began at %j began at %j', (subscription_time, read) => {
    expect(parseSubscriptions([{ rass_name: 'a', subscription_time }])).toMatchObject([
      { rass_status: null, status_label: null, subscription_time: read },
    ]);
  });

  it.each([undefined, [], {}, [null], [{ rass_title: 'Nameless' }]])('is not in %j', (result) => {
    expect(parseSubscriptions(result)).toEqual([]);
  });
});
