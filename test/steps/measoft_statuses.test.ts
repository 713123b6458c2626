import { STATUSES } from '../../sandbox/measoft/statuses';
import { describeStatus, STATUS_CHOICES } from '../../src/steps/measoft/statuses';

describe('the statuses', () => {
  it('are those that the courier service is known to have', () => {
    expect(Object.keys(STATUS_CHOICES)).toEqual([...STATUSES.keys()]);
  });

  it.each([...STATUSES])(
    '%s has its Russian name, and is final where nothing follows',
    (code, { title, stage }) => {
      const { label, russian, final } = describeStatus(code);
      expect([russian, final]).toEqual([title, stage === 'final']);
      expect(STATUS_CHOICES[code]).toBe(`${label} («${title}»)`);
    },
  );
});

describe('a status', () => {
  it('keeps the name that the courier service gives it', () => {
    expect(describeStatus('DELIVERY', 'Едет к вам')).toEqual({
      label: 'Out for delivery',
      russian: 'Едет к вам',
      final: false,
    });
  });

  it.each([
    ['TELEPORTED', 'Телепортирован', { label: 'Телепортирован', russian: 'Телепортирован', final: null }],
    ['TELEPORTED', undefined, { label: 'TELEPORTED', russian: null, final: null }],
    ['constructor', undefined, { label: 'constructor', russian: null, final: null }],
  ])('that nobody knows yet passes through: %s %s', (code, title, labels) => {
    expect(describeStatus(code, title)).toEqual(labels);
  });
});
