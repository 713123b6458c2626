import { output, primary, text, texts, yesNo } from '../core/output';
import { say } from '../language/language';
import { email } from '../steps/justclick/contact_fields';
import { groupOfContact, shopOf } from '../steps/justclick/shop';
import { fields, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

/** The vendor keeps this word for all groups, so that no group is called so. */
const ALL = 'all';

const FORM = fields({
  lead_email: { label: 'Email', kind: email, required: true, help: "The contact's e-mail address." },
  rass_name: {
    label: 'Group',
    kind: groupOfContact('lead_email', [{ id: ALL, label: say`All groups of the contact` }]),
    required: true,
    help: 'The group (группа) to remove the contact from, or all that it is in.',
  },
});

interface Removed extends Read<typeof FORM> {
  readonly from: readonly string[];
}

const REMOVED = output<Removed>()({
  id: primary(text('ID', 'lead@email.ru', ({ lead_email }) => lead_email)),
  lead_email: text('Email', 'lead@email.ru', ({ lead_email }) => lead_email),
  rass_name: text('Group', 'super', ({ rass_name }) => rass_name),
  removed: yesNo('Was Removed', true, ({ from }) => from.length > 0),
  removed_from: texts('Removed From', ['super'], ({ from }) => from),
});

export default create({
  key: 'justclick_delete_subscribe',
  noun: 'Contact',
  label: 'Remove Contact from Shop Group',
  description:
    'Unsubscribes a contact from a group, or from all groups, of an Expertam, JustClick or InfluencerSoft shop. ⚠ A contact that is added again later gets no letter to confirm it.',
  warning:
    '⚠ The contact gets no more letters of this group. A contact that is added again later gets no letter to confirm it.',
  form: FORM,
  output: REMOVED,
  perform: async (run, { lead_email, rass_name }) => {
    const shop = shopOf(run);
    if (rass_name === ALL)
      return REMOVED.row({ lead_email, rass_name, from: await shop.deleteSubscriptions(lead_email) });
    await shop.deleteSubscribe(lead_email, rass_name);
    return REMOVED.row({ lead_email, rass_name, from: [rass_name] });
  },
});
