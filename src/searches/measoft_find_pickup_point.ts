import { say } from '../language/language';
import { PICKUP_POINT } from '../services/measoft/pickup_points';
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
  perform: (run, query) => courierOf(run).pickupPoints(query, LIMIT),
});
