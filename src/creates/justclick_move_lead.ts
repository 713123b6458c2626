import { output, primary, text, alreadyExisted } from '../core/output';
import { say } from '../language/language';
import { email } from '../steps/justclick/contact_fields';
import { group, groupOfContact, shopOf } from '../steps/justclick/shop';
import { fields, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  lead_email: { label: 'Email', kind: email, required: true, help: "The contact's e-mail address." },
  rass_name: {
    label: 'From Group',
    kind: groupOfContact('lead_email'),
    required: true,
    help: 'The group (группа) that the contact leaves.',
  },
  to_rass_name: {
    label: 'To Group',
    kind: group,
    required: true,
    help: 'The group (группа) that the contact enters. An automatic group (автогруппа) is filled by the shop alone.',
  },
});

interface Moved extends Read<typeof FORM> {
  readonly alreadyExisted: boolean;
}

const MOVED = output<Moved>()({
  id: primary(text('ID', 'lead@email.ru', ({ lead_email }) => lead_email)),
  lead_email: text('Email', 'lead@email.ru', ({ lead_email }) => lead_email),
  rass_name: text('From Group', 'super', ({ rass_name }) => rass_name),
  to_rass_name: text('To Group', 'two', ({ to_rass_name }) => to_rass_name),
  already_existed: alreadyExisted,
});

export default create({
  key: 'justclick_move_lead',
  noun: 'Contact',
  label: 'Move Contact to Shop Group',
  description:
    'Moves a contact of an Expertam, JustClick or InfluencerSoft shop from one group to another: it is added to the new one first.',
  form: FORM,
  output: MOVED,
  check: ({ rass_name, to_rass_name }, form) => {
    if (rass_name !== '' && rass_name === to_rass_name)
      form.fault(
        say`${{ label: FORM.field('to_rass_name').label }} must be another group than
          ${{ label2: FORM.field('rass_name').label }}.`,
      );
  },
  perform: async (run, move) => {
    const { lead_email, rass_name, to_rass_name } = move;
    return MOVED.row({
      ...move,
      alreadyExisted: await shopOf(run).moveLead(lead_email, rass_name, to_rass_name),
    });
  },
});
