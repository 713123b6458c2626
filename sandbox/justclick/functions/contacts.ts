import { type Outcome, Refusal, success } from '../answers';
import { isEmail, type Parameters } from '../parameters';
import type { Contact, Shop } from '../shop';
import type { Call } from '../service';

/** GetAllGroups: automatic groups are left out. */
export function getAllGroups({ shop }: Call): Outcome {
  const groups = [...shop.groups.values()].filter((group) => !group.automatic);
  return success(groups.map(({ rass_name, rass_title }) => ({ rass_name, rass_title })));
}

/** AddLeadToGroup: who has unsubscribed before gets no activation letter again. */
export function addLeadToGroup({ parameters, shop, now }: Call): Outcome {
  const email = parameters.required('lead_email', 100);
  if (!isEmail(email)) throw new Refusal(101, 'subscription error: wrong email');
  const groups = readGroups(parameters, shop);
  const activation = parameters.yesOrNo('activation');
  const data = {
    name: parameters.text('lead_name') || 'Дорогой друг',
    phone: parameters.text('lead_phone'),
    city: parameters.text('lead_city'),
    tags: parameters.text('tag'),
  };
  const known = shop.contact(email);
  const added = groups.filter((group) => !isActive(known, group));
  if (added.length === 0) throw new Refusal(102);
  const contact = known ?? shop.addContact({ email, ...data });
  const letters = added.filter((group) => activation && !contact.subscriptions.has(group));
  for (const group of added) {
    const status = letters.includes(group) ? 'STATUS_WAIT' : 'STATUS_SUBSCRIBE';
    contact.subscriptions.set(group, { status, time: now });
  }
  return success(undefined, letters.length === 0 ? 'ok' : 'activation email sent to subscriber');
}

/** DeleteSubscribe: takes a contact out of one group. */
export function deleteSubscribe({ parameters, shop }: Call): Outcome {
  const email = parameters.required('lead_email', 100);
  const group = parameters.required('rass_name');
  if (!shop.groups.has(group)) throw new Refusal(800);
  const subscription = shop.contact(email)?.subscriptions.get(group);
  if (subscription === undefined) throw new Refusal(801);
  subscription.status = 'STATUS_UNSUBSCRIBE';
  return success();
}

/** UpdateSubscriberData: what is left out stays. */
export function updateSubscriberData({ parameters, shop }: Call): Outcome {
  const contact = contactNamed(shop, parameters.required('lead_email', 100));
  const name = parameters.optional('lead_name') ?? contact.name;
  const phone = parameters.optional('lead_phone') ?? contact.phone;
  const city = parameters.optional('lead_city') ?? contact.city;
  const tags = parameters.optional('lead_tags') ?? contact.tags;
  Object.assign(contact, { name, phone, city, tags });
  return success();
}

/** GetLeadGroupStatuses: every group of a contact, times in UNIX seconds. */
export function getLeadGroupStatuses({ parameters, shop }: Call): Outcome {
  const contact = contactNamed(shop, parameters.required('email'));
  if (contact.subscriptions.size === 0) throw new Refusal(501);
  return success(
    [...contact.subscriptions].map(([group, { status, time }]) => ({
      rass_name: group,
      rass_title: shop.groups.get(group)?.rass_title ?? '',
      rass_status: status,
      subscription_time: time,
    })),
  );
}

/** GetCountSubscribe: active contacts of one group; `unique` counts each contact once, `all` once per group. */
export function getCountSubscribe({ parameters, shop }: Call): Outcome {
  const wanted = parameters.required('group_name');
  if (wanted !== 'unique' && wanted !== 'all' && !shop.groups.has(wanted)) throw new Refusal(800);
  const perContact = [...shop.contacts.values()].map((contact) =>
    [...contact.subscriptions.keys()].filter((group) => isSubscribed(contact, group)),
  );
  if (wanted === 'unique') return success(perContact.filter((groups) => groups.length > 0).length);
  return success(perContact.flat().filter((group) => wanted === 'all' || group === wanted).length);
}

function readGroups(parameters: Parameters, shop: Shop): readonly string[] {
  const names = parameters.list('rid');
  if (names.length === 0) throw new Refusal(3);
  for (const name of names) {
    const group = shop.groups.get(name);
    if (group === undefined) throw new Refusal(103);
    if (group.automatic) {
      throw new Refusal(104, `subscription forbidden for ${name}`);
    }
  }
  return names;
}

function contactNamed(shop: Shop, email: string): Contact {
  const contact = shop.contact(email);
  if (contact === undefined) throw new Refusal(500);
  return contact;
}

function isSubscribed(contact: Contact, group: string): boolean {
  return contact.subscriptions.get(group)?.status === 'STATUS_SUBSCRIBE';
}

/** Subscribed, or asked to confirm: not to be added again. */
function isActive(contact: Contact | undefined, group: string): boolean {
  const status = contact?.subscriptions.get(group)?.status;
  return status === 'STATUS_SUBSCRIBE' || status === 'STATUS_WAIT';
}
