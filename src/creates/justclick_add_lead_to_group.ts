import type { Create } from 'zapier-platform-core';
import { utmFields } from '../steps/justclick/utm_fields';
import {
  ACTIVATION,
  AFTER_CONFIRMATION,
  GROUPS,
  LEAD_CITY,
  LEAD_EMAIL,
  LEAD_NAME,
  LEAD_PHONE,
  readNewLead,
  TAG,
} from '../services/justclick/leads';
import { groupField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'justclick_add_lead_to_group',
  noun: 'Contact',
  display: {
    label: 'Add Contact to Groups',
    description:
      'Adds a contact to groups (группы подписчиков) of an Expertam, JustClick or InfluencerSoft shop. The run stops without an error when the contact is in all of them already.',
  },
  operation: {
    inputFieldGroups: [
      { key: 'contact', label: 'Contact' },
      { key: 'confirmation', label: 'Confirmation' },
      { key: 'marks', label: 'Where the Contact Came From' },
    ],
    inputFields: [
      groupField({
        ...GROUPS,
        list: true,
        required: true,
        group: 'contact',
        helpText: 'Pick one group or several. Automatic groups (автогруппы) are filled by the shop alone.',
      }),
      {
        ...LEAD_EMAIL,
        required: true,
        group: 'contact',
        helpText: "The contact's e-mail address.",
      },
      {
        ...LEAD_NAME,
        group: 'contact',
        helpText: 'How letters address the contact. Without a name the shop writes «Дорогой друг».',
      },
      {
        ...LEAD_PHONE,
        group: 'contact',
        helpText: 'For example "+79280000000".',
      },
      { ...LEAD_CITY, group: 'contact' },
      {
        ...TAG,
        group: 'contact',
        helpText: 'A tag (тег) to find the contact by.',
      },
      {
        ...ACTIVATION,
        type: 'boolean',
        group: 'confirmation',
        helpText:
          'Yes: the contact gets a letter and has to confirm first. Only the tariff «Гуру» lets a shop choose this.',
      },
      {
        ...AFTER_CONFIRMATION,
        group: 'confirmation',
        helpText: 'The page that the contact is sent to after confirming.',
      },
      ...utmFields('marks'),
    ],
    perform: perform(async (run) => {
      const lead = readNewLead(formOf(run));
      const { code, text } = await shopOf(run).addLeadToGroup(lead);
      return {
        id: lead.email,
        lead_email: lead.email,
        groups: [...lead.groups],
        error_code: code,
        message: text,
      };
    }),
    sample: {
      id: 'lead@email.ru',
      lead_email: 'lead@email.ru',
      groups: ['super', 'two'],
      error_code: 0,
      message: 'activation email sent to subscriber',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'lead_email', label: 'Email', type: 'string' },
      { key: 'groups', label: 'Groups', type: 'string', list: true },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
