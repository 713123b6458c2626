import { ordersOfList, type Order } from '../../../src/services/measoft/orders';
import { eventsOf, momentOf } from '../../../src/services/measoft/status_events';
import { listed } from '../../support/listed';

const status = (code: string, recorded: string): string =>
  `<status eventtime="2024-03-22 17:00:00" createtimegmt="${recorded}">${code}</status>`;

type Part = readonly [code: string, now: string, ...history: string[]];

function orders(...parts: readonly Part[]): readonly Order[] {
  const xml = parts.map(
    ([code, now, ...history]) =>
      `<order ordercode="${code}" orderno="N${code}">${now}<statushistory>${history.join('')}</statushistory></order>`,
  );
  return listed(`<statusreq>${xml.join('')}</statusreq>`, ordersOfList);
}

/** The newest first, as polls tell them. */
function eventIds(told: readonly Order[]): string[] {
  return told
    .flatMap(eventsOf)
    .reverse()
    .sort((one, other) => momentOf(other.status) - momentOf(one.status))
    .map(({ id }) => id);
}

const ids = (...parts: readonly Part[]): string[] => eventIds(orders(...parts));

const NEW = status('NEW', '2024-03-22 14:00:00');
const DELIVERY = status('DELIVERY', '2024-03-22 15:00:00');
const COMPLETE = status('COMPLETE', '2024-03-22 16:00:00');

describe('what happened to orders', () => {
  it('is every status of the day before the newest one, the newest first', () => {
    expect(ids(['1', COMPLETE, NEW, DELIVERY, COMPLETE], ['2', DELIVERY, DELIVERY])).toEqual([
      '1:COMPLETE:2024-03-22T16:00:00Z',
      '2:DELIVERY:2024-03-22T15:00:00Z',
      '1:DELIVERY:2024-03-22T15:00:00Z',
      '1:NEW:2024-03-22T14:00:00Z',
    ]);
  });

  it('leaves out what is older: it is no news to a Zap that has just been turned on', () => {
    const old = status('NEW', '2024-03-21 15:59:59');
    expect(ids(['1', COMPLETE, old, DELIVERY])).toEqual([
      '1:COMPLETE:2024-03-22T16:00:00Z',
      '1:DELIVERY:2024-03-22T15:00:00Z',
    ]);
  });

  it('is the present status alone, where the plan tells no history', () => {
    const told = listed(`<statusreq><order ordercode="1">${COMPLETE}</order></statusreq>`, ordersOfList);
    expect(eventIds(told)).toEqual(['1:COMPLETE:2024-03-22T16:00:00Z']);
  });

  it('has the same id whether a status is the present one or part of the history', () => {
    const [now = ''] = ids(['1', DELIVERY]);
    expect(ids(['1', COMPLETE, NEW, DELIVERY])).toContain(now);
  });

  it('tells apart what an order went through twice within one second', () => {
    expect(ids(['1', DELIVERY, DELIVERY, DELIVERY])).toEqual([
      '1:DELIVERY:2024-03-22T15:00:00Z:2',
      '1:DELIVERY:2024-03-22T15:00:00Z',
    ]);
  });

  it('has the same id, where the same order is told twice', () => {
    expect(new Set(ids(['1', NEW, NEW], ['1', NEW, NEW])).size).toBe(1);
  });

  it('is nothing where an order has no status', () => {
    expect(ids(['1', '<status/>'], ['2', ''])).toEqual([]);
  });

  it('goes by the time of the place where no time of recording is told, and by the number without a code', () => {
    const told = listed(
      '<statusreq><order orderno="A"><status eventtime="2024-03-22 17:08:43">\n NEW \n</status></order></statusreq>',
      ordersOfList,
    );
    expect(eventIds(told)).toEqual(['A:NEW:2024-03-22 17:08:43']);
  });
});
