import type { Form } from '../core/form';
import { output, primary, text as textColumn } from '../core/output';
import { say } from '../language/language';
import { callCourier, type CalledCourier } from '../services/cdek/courier_calls';
import { cdekOf } from '../steps/cdek/cdek';
import { city, grams, phone } from '../steps/cdek/kinds';
import { timeOfDay, windowOf } from '../steps/delivery_window';
import { checkNamed, ORDER_REF, TOWN_HELP } from '../steps/cdek/order_fields';
import {
  choice,
  day,
  fields,
  filledWith,
  line,
  orElse,
  part,
  shownWith,
  text,
  yesNo,
  type Read,
} from '../zapier/fields';
import { formOf } from '../zapier/run';
import { create } from '../zapier/step';

const WHAT = {
  label: 'For What',
  kind: orElse(
    'order',
    shownWith(
      { altersDynamicFields: true },
      choice({ order: 'One order', address: 'Whatever lies at an address' }),
    ),
  ),
  help: 'One order, if you leave it empty. CDEK takes one call a day for each address.',
} as const;
const ofOrder = <Row extends object>(row: Row) => ({ ...row, when: filledWith('what', WHAT, 'order') });
const ofAddress = <Row extends object>(row: Row) => ({
  ...row,
  when: filledWith('what', WHAT, 'address'),
  required: true as const,
});

const FROM_CITY = { label: 'Town', kind: city('from_city') } as const;

const FORM = fields({
  intake_date: {
    label: 'Day',
    kind: day,
    required: true,
    help: 'When the courier shall come (дата), such as 31.03.2026, «завтра».',
  },
  intake_time_from: {
    label: 'From',
    kind: timeOfDay('from'),
    placeholder: '09:00',
    help: 'Not earlier than (время с), or a window such as 10:00-15:00. 09:00, if you leave it empty.',
  },
  intake_time_to: {
    label: 'To',
    kind: timeOfDay('to'),
    placeholder: '18:00',
    help: 'Not later than (время по), three hours after From at least. 18:00, if you leave it empty.',
  },
  what: WHAT,
  order_uuid: ofOrder(ORDER_REF.order_uuid),
  cdek_number: ofOrder(ORDER_REF.cdek_number),
  im_number: ofOrder(ORDER_REF.im_number),
  from_city: ofAddress({
    ...FROM_CITY,
    help: TOWN_HELP,
  }),
  from_address: ofAddress({ label: 'Address', kind: line, help: 'Street, house and flat (адрес).' }),
  sender_name: ofAddress({
    label: 'Contact',
    kind: line,
    help: 'Whom the courier asks for (контактное лицо).',
  }),
  sender_phone: ofAddress({ label: 'Phone', kind: phone, help: 'One number with its country code.' }),
  name: ofAddress({ label: 'Contents', kind: line, help: 'What is collected, in a few words (груз).' }),
  weight: ofAddress({ label: 'Weight (g)', kind: grams, help: 'Whole grams of all parcels.' }),
  lunch_time_from: {
    label: 'Lunch From',
    kind: timeOfDay('from'),
    help: 'When nobody is there (обед), such as 13:00-14:00.',
  },
  lunch_time_to: { label: 'Lunch To', kind: timeOfDay('to'), help: 'Until when nobody is there.' },
  need_call: {
    label: 'Call Before',
    kind: yesNo,
    help: 'Whether the courier calls before coming (прозвон).',
  },
  comment: { label: 'Comment', kind: text, help: 'A note for the courier of at most 255 characters.' },
});

type Values = Read<typeof FORM>;

const CALLED = output<CalledCourier>()({
  id: primary(textColumn('ID', '72753031-0000-4000-8000-0000000000b1', ({ uuid }) => uuid)),
  intake_number: textColumn('Number of the Call', '500123', ({ number }) => number),
});

const LEAST_HOURS = 3;

/** The window in which the courier comes. */
function hoursOf(values: Values, form: Form) {
  const keys = ['intake_time_from', 'intake_time_to'] as const;
  const { time_min: from = '09:00', time_max: to = '18:00' } = windowOf(keys, values, FORM.field, form);
  return { intake_time_from: from, intake_time_to: to };
}

function lunchOf(values: Values, form: Form) {
  const keys = ['lunch_time_from', 'lunch_time_to'] as const;
  const { time_min: from, time_max: to } = windowOf(keys, values, FORM.field, form);
  return { lunch_time_from: from, lunch_time_to: to };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export default create({
  key: 'cdek_call_courier',
  noun: 'Courier Call',
  label: 'Call CDEK Courier',
  description: 'Calls a courier of CDEK (СДЭК) to the sender, for an order or to an address.',
  form: FORM,
  check: (values, form) => {
    const { intake_time_from: from, intake_time_to: to } = hoursOf(values, form);
    if (minutesOf(to) - minutesOf(from) < LEAST_HOURS * 60)
      form.fault(say`To must be at least ${{ leastHours: LEAST_HOURS }} hours later than From.`);
    const lunch = lunchOf(values, form);
    if ((lunch.lunch_time_from === undefined) !== (lunch.lunch_time_to === undefined))
      form.fault(say`Fill in both Lunch From and Lunch To, or none of them.`);
    if ((values.comment?.length ?? 0) > 255) form.fault(say`Comment must be at most 255 characters long.`);
    if (values.what === 'order') checkNamed(values, form);
  },
  output: CALLED,
  perform: async (run, values) => {
    const form = formOf(run);
    const cdek = cdekOf(run);
    const sender = part('sender_', values);
    const { what, name = '', weight = 0, from_city = '', from_address: address = '' } = values;
    const load =
      what === 'address'
        ? { name, weight, address, sender, city: await cdek.cityCode(from_city, FROM_CITY.label) }
        : undefined;
    const call = {
      intake_date: values.intake_date,
      ...hoursOf(values, form),
      ...lunchOf(values, form),
      comment: values.comment,
      need_call: values.need_call,
      load,
    };
    return CALLED.row(await callCourier(cdek, call, load ? undefined : values));
  },
});
