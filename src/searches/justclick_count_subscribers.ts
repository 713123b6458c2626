import type { Search } from 'zapier-platform-core';
import { dropDown } from '../zapier/drop_down';
import { groupChoices } from '../services/justclick/drop_downs';
import { shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

const GROUP = { key: 'group_name', label: 'Group' } as const;

/** What the vendor counts when it is asked for these instead of a group. */
const ALL_GROUPS = [
  { id: 'unique', label: 'All groups, each contact once' },
  { id: 'all', label: 'All groups, each contact once per group' },
];

export default {
  key: 'justclick_count_subscribers',
  noun: 'Subscriber Count',
  display: {
    label: 'Count Subscribers',
    description:
      'Finds how many active contacts a group of an Expertam, JustClick or InfluencerSoft shop has, or all groups together.',
  },
  operation: {
    inputFields: [
      {
        ...GROUP,
        required: true,
        choices: dropDown(async (run) => [...ALL_GROUPS, ...(await groupChoices(shopOf(run)))]),
        helpText: 'The group (группа подписчиков) to count.',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const group = form.requiredText(GROUP);
      form.check();
      const count = await shopOf(run).subscriberCount(group);
      return count === undefined ? [] : [{ id: group, group_name: group, subscriber_count: count }];
    }),
    sample: { id: 'super', group_name: 'super', subscriber_count: 1250 },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'group_name', label: 'Group', type: 'string' },
      { key: 'subscriber_count', label: 'Subscriber Count', type: 'integer' },
    ],
  },
} satisfies Search;
