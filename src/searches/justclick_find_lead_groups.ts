import type { Search } from 'zapier-platform-core';
import { EMAIL, readEmail } from '../services/justclick/contact_details';
import { GROUP } from '../services/justclick/leads';
import { groupField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'justclick_find_lead_groups',
  noun: 'Contact',
  display: {
    label: 'Find Groups of Contact',
    description:
      'Finds the groups of a contact of an Expertam, JustClick or InfluencerSoft shop, and how the contact stands in each.',
  },
  operation: {
    inputFields: [
      { ...EMAIL, required: true, helpText: "The contact's e-mail address." },
      groupField({
        ...GROUP,
        helpText: 'Look at this group only. Nothing is found when the contact has never been in it.',
      }),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const email = readEmail(form, EMAIL);
      const group = form.text(GROUP);
      form.check();
      const subscriptions = (await shopOf(run).subscriptions(email)).filter(
        ({ rass_name }) => group === undefined || rass_name === group,
      );
      if (subscriptions.length === 0) return [];
      const active = subscriptions.filter(({ is_subscribed }) => is_subscribed);
      // One result for all groups, since Zapier takes the first result only.
      return [
        {
          id: email,
          email,
          is_subscribed: active.length > 0,
          subscribed_to: active.map(({ rass_name }) => rass_name),
          groups: [...subscriptions],
        },
      ];
    }),
    sample: {
      id: 'user4@email.com',
      email: 'user4@email.com',
      is_subscribed: true,
      subscribed_to: ['super'],
      groups: [
        {
          rass_name: 'super',
          rass_title: 'Новости магазина',
          rass_status: 'STATUS_SUBSCRIBE',
          status_label: 'Subscribed',
          is_subscribed: true,
          subscription_time: '2013-03-02T20:00:00Z',
        },
      ],
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'email', label: 'Email', type: 'string' },
      { key: 'is_subscribed', label: 'Is Subscribed', type: 'boolean' },
      { key: 'subscribed_to', label: 'Subscribed To', type: 'string', list: true },
      { key: 'groups[]rass_name', label: 'Groups Identifier', type: 'string' },
      { key: 'groups[]rass_title', label: 'Groups Title', type: 'string' },
      { key: 'groups[]rass_status', label: 'Groups Status', type: 'string' },
      { key: 'groups[]status_label', label: 'Groups Status Label', type: 'string' },
      { key: 'groups[]is_subscribed', label: 'Groups Is Subscribed', type: 'boolean' },
      { key: 'groups[]subscription_time', label: 'Groups Time of Subscription', type: 'datetime' },
    ],
  },
} satisfies Search;
