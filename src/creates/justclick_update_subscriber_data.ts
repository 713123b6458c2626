import type { Create } from 'zapier-platform-core';
import {
  LEAD_CITY,
  LEAD_EMAIL,
  LEAD_NAME,
  LEAD_PHONE,
  LEAD_TAGS,
  readLeadChange,
} from '../services/justclick/leads';
import { shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'justclick_update_subscriber_data',
  noun: 'Contact',
  display: {
    label: 'Update Contact',
    description:
      'Changes the data of a contact of an Expertam, JustClick or InfluencerSoft shop. Fields that you leave empty keep their present values.',
  },
  operation: {
    inputFields: [
      {
        ...LEAD_EMAIL,
        required: true,
        helpText: 'The e-mail address that the shop knows the contact by. It cannot be changed.',
      },
      { ...LEAD_NAME },
      { ...LEAD_PHONE, helpText: 'For example "+79280000000".' },
      { ...LEAD_CITY },
      {
        ...LEAD_TAGS,
        list: true,
        helpText: 'The tags (теги) of the contact, one in each field, or several with commas between them.',
      },
    ],
    perform: perform(async (run) => {
      const change = readLeadChange(formOf(run));
      const { code, text } = await shopOf(run).updateSubscriberData(change);
      return {
        id: change.email,
        lead_email: change.email,
        updated_fields: change.details.map(([name]) => name),
        error_code: code,
        message: text,
      };
    }),
    sample: {
      id: 'lead@email.ru',
      lead_email: 'lead@email.ru',
      updated_fields: ['lead_name', 'lead_tags'],
      error_code: 0,
      message: 'ok',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'lead_email', label: 'Email', type: 'string' },
      { key: 'updated_fields', label: 'Updated Fields', type: 'string', list: true },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
