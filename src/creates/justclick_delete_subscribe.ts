import type { Create } from 'zapier-platform-core';
import { output, primary, text, yesNo } from '../core/output';
import { email } from '../steps/justclick/contact_fields';
import { groupOfContact, shopOf } from '../steps/justclick/shop';
import { fields, readInput, type Read } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  lead_email: { label: 'Email', kind: email, required: true, help: "The contact's e-mail address." },
  rass_name: {
    label: 'Group',
    kind: groupOfContact('lead_email'),
    required: true,
    help: 'The group (группа) to remove the contact from.',
  },
});

const REMOVED = output<Read<typeof FORM>>()({
  id: primary(text('ID', 'lead@email.ru', ({ lead_email }) => lead_email)),
  lead_email: text('Email', 'lead@email.ru', ({ lead_email }) => lead_email),
  rass_name: text('Group', 'super', ({ rass_name }) => rass_name),
  removed: yesNo('Was Removed', true, () => true),
});

export default {
  key: 'justclick_delete_subscribe',
  noun: 'Contact',
  display: {
    label: 'Remove Contact from Shop Group',
    description:
      'Unsubscribes a contact from a group of an Expertam, JustClick or InfluencerSoft shop. ⚠ A contact that is added again later gets no letter to confirm it.',
  },
  operation: {
    inputFields: [
      {
        key: 'warning',
        type: 'copy',
        helpText:
          '⚠ The contact gets no more letters of this group. A contact that is added again later gets no letter to confirm it.',
      },
      ...FORM.input,
    ],
    perform: perform(async (run) => {
      const { lead_email, rass_name } = readInput(run, FORM);
      await shopOf(run).deleteSubscribe(lead_email, rass_name);
      return REMOVED.row({ lead_email, rass_name });
    }),
    sample: REMOVED.sample,
    outputFields: REMOVED.fields,
  },
} satisfies Create;
