import { output, primary, text, texts } from '../core/output';
import { say } from '../language/language';
import { CONTACT, email } from '../steps/justclick/contact_fields';
import { shopOf } from '../steps/justclick/shop';
import { fields, list, type Kind, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

/** A list keeps the commas inside of its tags; the vendor takes one text with commas between them. */
const tags: Kind<readonly string[]> = {
  ...list,
  read: (form, field) => (form.has(field) ? [...new Set(form.list(field, 'whole'))] : undefined),
};

const FORM = fields({
  lead_email: {
    label: 'Email',
    kind: email,
    required: true,
    help: 'The e-mail address that the shop knows the contact by. It cannot be changed.',
  },
  ...CONTACT,
  lead_tags: {
    label: 'Tags',
    kind: tags,
    help: 'The tags (теги) of the contact, one in each field, or several with commas between them.',
  },
});

const CHANGED = output<Read<typeof FORM>>()({
  id: primary(text('ID', 'lead@email.ru', ({ lead_email }) => lead_email)),
  lead_email: text('Email', 'lead@email.ru', ({ lead_email }) => lead_email),
  updated_fields: texts('Updated Fields', ['lead_name', 'lead_tags'], changedKeys),
});

function changedKeys(change: Read<typeof FORM>): readonly string[] {
  return Object.entries(change).flatMap(([key, value]) =>
    key === 'lead_email' || value === undefined ? [] : [key],
  );
}

export default create({
  key: 'justclick_update_subscriber_data',
  noun: 'Contact',
  label: 'Update Shop Contact',
  description:
    'Changes the data of a contact of an Expertam, JustClick or InfluencerSoft shop. Fields that you leave empty keep their present values.',
  form: FORM,
  output: CHANGED,
  check: (values, form) => {
    const isEmpty = form.isSound || !form.has(FORM.field('lead_email'));
    if (changedKeys(values).length === 0 && isEmpty) form.fault(say`Fill in at least one field to change.`);
  },
  perform: async (run, change) => {
    await shopOf(run).updateSubscriberData(change);
    return CHANGED.row(change);
  },
});
