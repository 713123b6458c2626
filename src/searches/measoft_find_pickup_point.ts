import { number, output, primary, text, yesNo as yesNoColumn } from '../core/output';
import { say } from '../language/language';
import type { PickupPoint } from '../services/measoft/pickup_points';
import { courierOf } from '../steps/measoft/courier';
import { town, weight } from '../steps/measoft/kinds';
import { fields, line, yesNo } from '../zapier/fields';
import { search } from '../zapier/step';

const demand = { kind: yesNo, help: 'Yes finds only such pickup points. No, or empty, finds all.' } as const;

const FORM = fields({
  town: {
    label: 'Town',
    kind: town('town'),
    help: 'The town (город). Pick it from the list, or enter its name, FIAS code or code.',
  },
  address: {
    label: 'Address',
    kind: line,
    help: 'A part of the address. It counts together with a town only.',
  },
  code: { label: 'Pickup Point Code', kind: line, help: "The courier company's code of the point." },
  client_code: {
    label: "Network's Own Code",
    kind: line,
    help: 'The code that the network of pickup points itself uses.',
  },
  maxweight: { label: 'Weight (kg)', kind: weight, help: 'Only points that take this many kilograms.' },
  acceptcash: { label: 'Accepts Cash', ...demand },
  acceptcard: { label: 'Accepts Cards', ...demand },
  acceptfitting: { label: 'Allows Trying On', ...demand },
  acceptindividuals: { label: 'Serves Private Persons', ...demand },
});

const PICKUP_POINT = output<PickupPoint>()({
  id: primary(text('ID', '124', ({ code }) => code)),
  code: text('Pickup Point Code', '124', ({ code }) => code),
  clientcode: text("Network's Own Code", 'MSK12', ({ clientcode }) => clientcode),
  name: text('Name', 'ПВЗ Петровка', ({ name }) => name),
  parentcode: text('Network Code', '5', ({ parentcode }) => parentcode),
  parentname: text('Network', 'Сеть «Рядом»', ({ parentname }) => parentname),
  town: text('Town', 'Москва', (point) => point.town),
  town_code: text('Town Code', '1', (point) => point.town_code),
  region_name: text('Region', 'Москва', (point) => point.region_name),
  address: text('Address', 'Петровка, 38', ({ address }) => address),
  phone: text('Phone', '+74950000124', ({ phone }) => phone),
  worktime: text('Opening Hours', '10-20', ({ worktime }) => worktime),
  traveldescription: text(
    'How to Get There',
    'м. Чеховская, 5 минут пешком',
    ({ traveldescription }) => traveldescription,
  ),
  comment: text('Comment', null, ({ comment }) => comment),
  maxweight: number('Greatest Weight (kg)', 15, ({ maxweight }) => maxweight),
  acceptcash: yesNoColumn('Accepts Cash', true, ({ acceptcash }) => acceptcash),
  acceptcard: yesNoColumn('Accepts Cards', true, ({ acceptcard }) => acceptcard),
  acceptfitting: yesNoColumn('Allows Trying On', false, ({ acceptfitting }) => acceptfitting),
  acceptindividuals: yesNoColumn(
    'Serves Private Persons',
    true,
    ({ acceptindividuals }) => acceptindividuals,
  ),
  latitude: number('Latitude', 55.768, ({ latitude }) => latitude),
  longitude: number('Longitude', 37.614, ({ longitude }) => longitude),
});

/** Without one of these there would be far too many. */
const ENOUGH = ['town', 'code', 'client_code'] as const;
const LIMIT = 100;

export default search({
  key: 'measoft_find_pickup_point',
  noun: 'Pickup Point',
  label: 'Find Courier Pickup Point',
  description:
    'Finds pickup points (ПВЗ) and parcel lockers of a MeaSoft courier company by town, address or code.',
  form: FORM,
  output: PICKUP_POINT,
  check: (_values, form) => {
    if (!ENOUGH.some((key) => form.has(FORM.field(key))))
      form.fault(say`Fill in Town, Pickup Point Code or Network's Own Code.`);
  },
  perform: async (run, query) => {
    const points = await courierOf(run).pickupPoints(query, LIMIT);
    return points.map((point) => PICKUP_POINT.row(point));
  },
});
