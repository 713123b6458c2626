import { polledOrders, polledReceipts } from '../../src/steps/rkeeper/till';
import type { Run } from '../../src/zapier/run';
import { network } from '../support/shop';
import { step } from '../support/step';

const authData = {
  service: 'rkeeper',
  login: 'user@example.com',
  password: 'licence',
  license_token: 'token',
  license_product: 'lifetime',
  server_url: 'https://till.example:8086',
  server_login: 'zapier',
  server_password: 'till-secret',
};

const answer = (lists: string): string =>
  `<RK7QueryResult Status="Ok"><CommandResult Status="Ok">${lists}</CommandResult></RK7QueryResult>`;
const polling = (lists: string, more: Partial<Run> = {}): Run =>
  step({ authData, http: network(answer(lists)).http, ...more });

describe('what a till lists twice is told once, as it stands later in the list', () => {
  const order = (guid: string, version: number): string => `<Order guid="${guid}" Version="${version}"/>`;
  const orders = `<Visit><Orders>${order('A', 1)}${order('B', 1)}</Orders></Visit><Visit><Orders>${order('A', 2)}</Orders></Visit>`;
  const all = (): boolean => true;

  it('an order', async () => {
    const polled = await polledOrders(polling(orders), all);
    expect(polled.map(({ id, version }) => [id, version])).toEqual([
      ['A', '2'],
      ['B', '1'],
    ]);
  });

  it('a receipt', async () => {
    const receipt = (guid: string, deleted: number): string =>
      `<Receipt line_guid="${guid}" deleted="${deleted}" sum="100"/>`;
    const polled = await polledReceipts(polling(receipt('A', 0) + receipt('B', 0) + receipt('A', 1)), all);
    expect(polled.map(({ id, deleted }) => [id, deleted])).toEqual([
      ['A', true],
      ['B', false],
    ]);
  });

  it('before the samples are counted', async () => {
    const many = `<Visit><Orders>${order('A', 1).repeat(5)}${order('B', 1)}${order('B', 2)}</Orders></Visit>`;
    const polled = await polledOrders(polling(many, { isLoadingSample: true }), all);
    expect(polled.map(({ id }) => id)).toEqual(['B', 'A']);
  });
});
