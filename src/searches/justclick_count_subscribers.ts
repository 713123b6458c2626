import type { Search } from 'zapier-platform-core';
import { choicesFrom } from '../choices';
import { groupChoices } from '../services/justclick/drop_downs';
import { shopOf } from '../shop';
import { formOf, perform } from '../zapier';

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
    cleanInputData: false,
    inputFields: [
      {
        ...GROUP,
        required: true,
        choices: choicesFrom(async (step) => [...ALL_GROUPS, ...(await groupChoices(shopOf(step)))]),
        helpText: 'The group (группа подписчиков) to count.',
      },
    ],
    perform: perform(async (step) => {
      const form = formOf(step);
      const group = form.requiredText(GROUP);
      form.check();
      const count = await shopOf(step).subscriberCount(group);
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
