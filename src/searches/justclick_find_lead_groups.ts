import { madeLines, output, primary, text, texts, yesNo } from '../core/output';
import { SUBSCRIPTION, type Subscription } from '../services/justclick/contacts';
import { email } from '../steps/justclick/contact_fields';
import { groupOfContact, shopOf } from '../steps/justclick/shop';
import { fields } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  email: { label: 'Email', kind: email, required: true, help: "The contact's e-mail address." },
  rass_name: {
    label: 'Group',
    kind: groupOfContact('email'),
    help: 'Look at this group only. Nothing is found when the contact has never been in it.',
  },
});

interface Contact {
  readonly address: string;
  readonly subscriptions: readonly Subscription[];
}

const active = ({ subscriptions }: Contact): readonly Subscription[] =>
  subscriptions.filter(({ is_subscribed }) => is_subscribed);

const CONTACT = output<Contact>()({
  id: primary(text('ID', 'user4@email.com', ({ address }) => address)),
  email: text('Email', 'user4@email.com', ({ address }) => address),
  is_subscribed: yesNo('Is Subscribed', true, (contact) => active(contact).length > 0),
  subscribed_to: texts('Subscribed To', ['super'], (contact) =>
    active(contact).map(({ rass_name }) => rass_name),
  ),
  groups: madeLines('Groups', SUBSCRIPTION, ({ subscriptions }) => subscriptions),
});

export default search({
  key: 'justclick_find_lead_groups',
  noun: 'Contact',
  label: 'Find Shop Groups of Contact',
  description:
    'Finds the groups of a contact of an Expertam, JustClick or InfluencerSoft shop, and how the contact stands in each.',
  form: FORM,
  output: CONTACT,
  perform: async (run, { email: address, rass_name: wanted }) => {
    const subscriptions = (await shopOf(run).subscriptions(address)).filter(
      ({ rass_name }) => wanted === undefined || rass_name === wanted,
    );
    // One result for all groups, since Zapier takes the first result only.
    return subscriptions.length === 0 ? [] : [CONTACT.row({ address, subscriptions })];
  },
});
