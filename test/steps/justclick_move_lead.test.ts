import { create } from '../support/app';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_move_lead';
const shop = connectedShop();

const ANNA = { lead_email: 'anna@shop.example', rass_name: 'super', to_rass_name: 'two' };
const ADDED = 'AddLeadToGroup rid%5B0%5D=two&lead_email=anna%40shop.example';
const REMOVED = 'DeleteSubscribe lead_email=anna%40shop.example&rass_name=super';
const ASKED = 'GetLeadGroupStatuses email=anna%40shop.example';

const statusIn = (group: string): string | undefined =>
  shop.state.contact(ANNA.lead_email)?.subscriptions.get(group)?.status;

it('adds the contact to the new group before it leaves the old one', async () => {
  const result = await shop.create(KEY, ANNA);
  expect(shop.sent()).toEqual([ASKED, ADDED, REMOVED]);
  expect(statusIn('super')).toBe('STATUS_UNSUBSCRIBE');
  expect(result).toEqual({ id: 'anna@shop.example', ...ANNA, already_existed: false });
  expect(Object.keys(result)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
});

it.each(['lost request', 'lost answer'] as const)('goes on where it ended after a %s', async (kind) => {
  shop.double.faults.add({ kind }, { on: 'DeleteSubscribe' });
  expect((await errorOf(shop.create(KEY, ANNA))).message).toContain('may have been removed');
  expect(await shop.create(KEY, ANNA)).toMatchObject({ already_existed: true });
  expect(statusIn('super')).toBe('STATUS_UNSUBSCRIBE');
});

it.each([{ rass_name: 'two', to_rass_name: 'another' }, { lead_email: 'nobody@shop.example' }])(
  'changes nothing where the contact is not in the old group: %j',
  async (other) => {
    const error = await errorOf(shop.create(KEY, { ...ANNA, ...other }));
    expect(error).toMatchObject({ name: 'AppError', code: 'not_in_group' });
    expect(error.message).toContain('Check Email and From Group. Nothing was changed.');
    expect(shop.sent()).toHaveLength(1);
  },
);

it('sends nothing from a group to itself', async () => {
  expect(await errorOf(shop.create(KEY, { ...ANNA, to_rass_name: 'super' }))).toMatchObject({
    message: 'To Group must be another group than From Group.',
  });
  expect(shop.sent()).toEqual([]);
});
