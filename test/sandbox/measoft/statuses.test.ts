import { STATUSES, stageOf } from '../../../sandbox/measoft/statuses';

const codesOf = (stage: string): string[] =>
  [...STATUSES].filter(([, kind]) => kind.stage === stage).map(([code]) => code);

describe('the statuses', () => {
  it('are the 31 known ones', () => {
    expect(STATUSES.size).toBe(31);
    expect(STATUSES.get('PARTIALLY')?.title).toBe('Доставлен частично');
    expect(STATUSES.has('PARTLY-DELIVERED')).toBe(false);
  });

  it('are final when nothing more happens', () => {
    expect(codesOf('final')).toEqual(['COMPLETE', 'RETURNED', 'PARTLYRETURNED', 'LOST']);
  });

  it('are preliminary when only the courier told them', () => {
    expect(codesOf('preliminary')).toEqual(['COURIERDELIVERED', 'COURIERPARTIALLY', 'COURIERCANCELED']);
  });

  it('may be new to everybody', () => {
    expect(stageOf('TELEPORTED')).toBe('under way');
  });
});
