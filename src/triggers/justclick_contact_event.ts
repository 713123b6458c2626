import { output, primary, text, time, yesNo } from '../core/output';
import {
  confirmedContact,
  markOf,
  parseContactNotification,
  type ContactEvent,
  type ContactNews,
} from '../services/justclick/contact_news';
import { SUBSCRIPTION } from '../services/justclick/contacts';
import { parseText } from '../services/justclick/values';
import { askedBack } from '../steps/justclick/notified_orders';
import { recentOrders } from '../steps/justclick/polled_orders';
import { group, shopOf, shopVault } from '../steps/justclick/shop';
import { unlessSeenBefore } from '../steps/seen_before';
import { choices, fields } from '../zapier/fields';
import type { Run } from '../zapier/run';
import { hook } from '../zapier/step';

const EVENTS: Readonly<Record<ContactEvent, string>> = {
  subscribed: 'Subscribed (подписан)',
  confirmed: 'Confirmed (активирован)',
  unsubscribed: 'Unsubscribed (отписан)',
};

const FORM = fields({
  events: {
    label: 'Events',
    kind: choices(EVENTS),
    help: 'Start only for these events. Leave it empty for all.',
  },
  rass_name: {
    label: 'Group',
    kind: group,
    help: 'Start only for this group (группа). Leave it empty for all.',
  },
});

const told = (label: string, name: string, sample: string) =>
  text(label, sample, ({ row }: ContactNews) => parseText(row[name]));

const mark = (label: string, name: string, sample: string) =>
  text(label, sample, (news: ContactNews) => markOf(news, name));

const { rass_title: title, rass_status: status, subscription_time: since } = SUBSCRIPTION.sample;

const EVENT = output<ContactNews>()({
  id: primary(text('ID', 'user4@email.com super subscribed 2013-03-02T20:00:00Z', ({ id }) => id)),
  event: text('Event', 'subscribed', ({ event }) => event),
  event_label: text('Event Label', EVENTS.subscribed, ({ event }) => EVENTS[event]),
  email: text('Email', 'user4@email.com', ({ email }) => email),
  name: told('Contact Name', 'name', 'Иван'),
  phone: told('Phone', 'phone', '+79280000000'),
  city: told('City', 'city', 'Москва'),
  rass_name: text('Group', 'super', (news) => news.group),
  rass_title: text('Group Title', title, ({ subscription }) => subscription?.rass_title),
  rass_status: text('Status', status, ({ subscription }) => subscription?.rass_status ?? undefined),
  subscription_time: time(
    'Time of Subscription',
    since,
    (news) => news.subscription?.subscription_time ?? undefined,
  ),
  ip: told('IP Address', 'ip', '203.0.113.7'),
  utm_medium: mark('UTM Medium', 'medium', 'cpc'),
  utm_source: mark('UTM Source', 'source', 'direct'),
  utm_campaign: mark('UTM Campaign', 'campaign', 'spring'),
  utm_content: mark('UTM Content', 'content', 'banner'),
  utm_term: mark('UTM Term', 'term', 'dvd'),
  confirmed: yesNo('Is Confirmed by the Shop', true, (news) => news.confirmed),
});

/** What the shop may have told of the buyers of recent orders, as examples. */
async function examples(run: Run): Promise<ContactNews[]> {
  const [first] = await shopOf(run).groups();
  const orders = await recentOrders(run, 'all');
  return orders.flatMap(({ id, email, first_name: name, phone, city, created }) =>
    email === null
      ? []
      : {
          event: 'subscribed',
          email,
          group: first?.name ?? 'super',
          row: { name, phone, city },
          subscription: undefined,
          confirmed: true,
          id: [email, id, created].join(' '),
          isDated: false,
        },
  );
}

export default hook({
  key: 'justclick_contact_event',
  noun: 'Contact Event',
  label: 'Shop Contact Event (Instant)',
  description: 'Triggers when a contact subscribes to a group of a shop, confirms that, or unsubscribes.',
  directions:
    '⚠ The shop signs none of these reports, so the address is a secret: whoever knows it can start this Zap. Copy the address below. In your shop ' +
    'open the API settings (shops/setts/apisettings, «Интеграция и API»), paste it into «URL для оповещений», and save. Then subscribe a test contact.',
  form: FORM,
  output: EVENT,
  perform: async (run, { events, rass_name: wanted }) => {
    const notification = parseContactNotification(run.hook.content);
    if ('rejected' in notification) {
      run.log(`Ignored a notification that is no contact's: ${notification.rejected}.`);
      return [];
    }
    if (
      events?.includes(notification.event) === false ||
      (wanted ?? notification.group) !== notification.group
    )
      return [];
    const news = await askedBack(
      run,
      async () => confirmedContact(notification, await shopOf(run).subscriptions(notification.email)),
      () => confirmedContact(notification, undefined),
    );
    if ('rejected' in news) {
      run.log(`Ignored a ${news.rejected} notification.`);
      return [];
    }
    // What nobody bears out must not keep the genuine one from starting the Zap.
    if (!news.confirmed) return [EVENT.row(news)];
    return unlessSeenBefore(run, shopVault(run), news, () => EVENT.row(news));
  },
  examples: async (run) => (await examples(run)).map((news) => EVENT.row(news)),
});
