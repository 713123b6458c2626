import { output, primary, text, texts, alreadyExisted } from '../core/output';
import { CONTACT, email, UTM } from '../steps/justclick/contact_fields';
import { groups, shopOf } from '../steps/justclick/shop';
import { fields, inGroup, line, link, yesNo as yesOrNo, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  ...inGroup('contact', {
    rid: {
      label: 'Groups',
      kind: groups,
      required: true,
      help: 'Pick one group or several. Automatic groups (автогруппы) are filled by the shop alone.',
    },
    lead_email: { label: 'Email', kind: email, required: true, help: "The contact's e-mail address." },
    lead_name: {
      ...CONTACT.lead_name,
      help: 'How letters address the contact. Without a name the shop writes «Дорогой друг».',
    },
    lead_phone: { ...CONTACT.lead_phone },
    lead_city: { ...CONTACT.lead_city },
    tag: { label: 'Tag', kind: line, help: 'A tag (тег) to find the contact by.' },
  }),
  ...inGroup('confirmation', {
    activation: {
      label: 'Ask to Confirm',
      kind: yesOrNo,
      help: 'Yes: the contact gets a letter and has to confirm first. Only the tariff «Гуру» lets a shop choose this.',
    },
    doneurl2: {
      label: 'Page After Confirmation',
      kind: link,
      help: 'The page that the contact is sent to after confirming.',
    },
  }),
  ...inGroup('marks', UTM),
});

interface Added extends Read<typeof FORM> {
  readonly alreadyExisted: boolean;
}

const ADDED = output<Added>()({
  id: primary(text('ID', 'lead@email.ru', ({ lead_email }) => lead_email)),
  lead_email: text('Email', 'lead@email.ru', ({ lead_email }) => lead_email),
  groups: texts('Groups', ['super', 'two'], ({ rid }) => rid),
  already_existed: alreadyExisted,
});

export default create({
  key: 'justclick_add_lead_to_group',
  noun: 'Contact',
  label: 'Add Contact to Shop Groups',
  description:
    'Adds a contact to groups (группы подписчиков) of an Expertam, JustClick or InfluencerSoft shop, and says so when the contact was in all of them already.',
  groups: [
    { key: 'contact', label: 'Contact' },
    { key: 'confirmation', label: 'Confirmation' },
    { key: 'marks', label: 'Where the Contact Came From' },
  ],
  form: FORM,
  output: ADDED,
  perform: async (run, lead) => {
    const alreadyExisted = await shopOf(run).addLeadToGroup(lead);
    return ADDED.row({ ...lead, alreadyExisted });
  },
});
