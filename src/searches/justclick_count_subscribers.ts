import { integer, output, primary, text } from '../core/output';
import { say } from '../language/language';
import { groupChoices, shopOf } from '../steps/justclick/shop';
import { dropDown } from '../zapier/drop_down';
import { fields, line, shownWith } from '../zapier/fields';
import { search } from '../zapier/step';

/** What the vendor counts when it is asked for these instead of a group. */
const ALL_GROUPS = [
  { id: 'unique', label: say`All groups, each contact once` },
  { id: 'all', label: say`All groups, each contact once per group` },
];

const FORM = fields({
  group_name: {
    label: 'Group',
    kind: shownWith(
      { choices: dropDown(async (run) => [...ALL_GROUPS, ...(await groupChoices(run))]) },
      line,
    ),
    required: true,
    help: 'The group (группа подписчиков) to count.',
  },
});

interface Counted {
  readonly group_name: string;
  readonly count: number;
}

const COUNTED = output<Counted>()({
  id: primary(text('ID', 'super', ({ group_name }) => group_name)),
  group_name: text('Group', 'super', ({ group_name }) => group_name),
  subscriber_count: integer('Subscriber Count', 1250, ({ count }) => count),
});

export default search({
  key: 'justclick_count_subscribers',
  noun: 'Subscriber Count',
  label: 'Count Shop Subscribers',
  description:
    'Finds how many active contacts a group of an Expertam, JustClick or InfluencerSoft shop has, or all groups together.',
  form: FORM,
  output: COUNTED,
  perform: async (run, { group_name }) => {
    const count = await shopOf(run).subscriberCount(group_name);
    return count === undefined ? [] : [COUNTED.row({ group_name, count })];
  },
});
