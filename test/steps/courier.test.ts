import { eventOutput, polledEvents, polledOutcomes } from '../../src/steps/measoft/courier';
import type { StatusQuery } from '../../src/services/measoft/status_query';
import type { Run } from '../../src/zapier/run';
import { network } from '../support/shop';
import { step } from '../support/step';

const authData = { service: 'measoft', login: 'test', password: 'testm', courier_code: '8' };

const QUERY: StatusQuery = {
  source: { kind: 'window', days: 30 },
  side: 'CLIENT',
  quickStatus: true,
  statuses: [],
  store: undefined,
};

const two = (count: number): string => String(count).padStart(2, '0');

/** One that was recorded so many seconds after midnight. */
function order(code: number, seconds: number, more = ''): string {
  const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => two(Math.floor(part)))
    .join(':');
  return `<order ordercode="${code}"><status createtimegmt="2024-03-22 ${time}">COMPLETE</status>${more}</order>`;
}

const polling = (orders: string, more: Partial<Run> = {}): Run =>
  step({ authData, http: network(`<statusreq>${orders}</statusreq>`).http, ...more });

const codes = async (polled: Promise<readonly { readonly id: string }[]>): Promise<string[]> =>
  (await polled).map(({ id }) => id.split(':')[0] ?? '');

describe('a poll of a window', () => {
  it('tells an order once that is told twice, as it was told last', async () => {
    const orders = order(7, 5, '<price>1</price>') + order(8, 5) + order(7, 5, '<price>2</price>');
    expect(await polledEvents(polling(orders), QUERY, eventOutput)).toMatchObject([
      { ordercode: '7', price: 2 },
      { ordercode: '8' },
    ]);
  });

  it('hands over the newest 10,000 changes, in whichever order they are told', async () => {
    const count = 15_000;
    const orders = Array.from({ length: count }, (_, index) => (index * 7) % count).map((at) =>
      order(at, at),
    );
    const polled = await codes(polledEvents(polling(orders.join('')), QUERY, eventOutput));
    expect(polled).toEqual(Array.from({ length: 10_000 }, (_, index) => String(count - 1 - index)));
  });

  it('tells all of them by their ids alone while the Zap is being turned on', async () => {
    const orders = Array.from({ length: 10_001 }, (_, at) => order(at, at)).join('');
    const polled = await polledEvents(polling(orders, { isPopulating: true }), QUERY, eventOutput);
    expect(polled).toHaveLength(10_001);
    expect(polled.at(-1)).toEqual({ id: '0:COMPLETE:2024-03-22T00:00:00Z' });
  });

  it('shows the editor three samples', async () => {
    const orders = order(1, 1) + order(3, 3) + order(3, 3) + order(2, 2) + order(4, 4);
    const polled = polledEvents(polling(orders, { isLoadingSample: true }), QUERY, eventOutput);
    expect(await codes(polled)).toEqual(['4', '3', '2']);
  });
});

it('an outcome that was entered again is told once, with its newest time', async () => {
  const history =
    '<statushistory><status createtimegmt="2024-03-22 00:00:05">COMPLETE</status></statushistory>';
  expect(await polledOutcomes(polling(order(7, 9, history)), ['COMPLETE'])).toMatchObject([
    { id: '7:COMPLETE', status_recorded: '2024-03-22T00:00:09Z' },
  ]);
});
