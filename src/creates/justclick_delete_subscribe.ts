import type { Create } from 'zapier-platform-core';
import { readEmail } from '../services/justclick/contact_details';
import { GROUP, LEAD_EMAIL } from '../services/justclick/leads';
import { groupField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'justclick_delete_subscribe',
  noun: 'Contact',
  display: {
    label: 'Remove Contact from Group',
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
      {
        ...LEAD_EMAIL,
        required: true,
        helpText: "The contact's e-mail address.",
      },
      groupField({ ...GROUP, required: true, helpText: 'The group (группа) to remove the contact from.' }),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const email = readEmail(form, LEAD_EMAIL);
      const group = form.requiredText(GROUP);
      form.check();
      const { code, text } = await shopOf(run).deleteSubscribe(email, group);
      return {
        id: email,
        lead_email: email,
        rass_name: group,
        removed: true,
        error_code: code,
        message: text,
      };
    }),
    sample: {
      id: 'lead@email.ru',
      lead_email: 'lead@email.ru',
      rass_name: 'super',
      removed: true,
      error_code: 0,
      message: 'ok',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'lead_email', label: 'Email', type: 'string' },
      { key: 'rass_name', label: 'Group', type: 'string' },
      { key: 'removed', label: 'Was Removed', type: 'boolean' },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
