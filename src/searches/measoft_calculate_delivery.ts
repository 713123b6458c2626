import { say } from '../language/language';
import { PRICE } from '../services/measoft/prices';
import { courierOf } from '../steps/measoft/courier';
import {
  amount,
  knownWeight,
  paymentType,
  pickupPoint,
  service,
  size,
  town,
  withServiceCode,
} from '../steps/measoft/kinds';
import { fields, line } from '../zapier/fields';
import { search } from '../zapier/step';

const ANY_TOWN = 'Pick it from the list, or enter its name, FIAS code or code.';
const ALL_SIZES = 'Fill in all three sizes, or none.';

const FORM = fields({
  townfrom: {
    label: 'From Town',
    kind: town('townfrom'),
    required: true,
    help: `Where it is sent from (город отправления). ${ANY_TOWN}`,
  },
  mass: {
    label: 'Weight (kg)',
    kind: knownWeight,
    required: true,
    help: 'Kilograms, for example "5.1" (масса).',
  },
  townto: {
    label: 'To Town',
    kind: town('townto'),
    help: `Where it is sent to (город назначения). ${ANY_TOWN} It may stay empty for a pickup point.`,
  },
  zipcode: { label: 'Receiver Postal Code', kind: line, help: 'The postal code (почтовый индекс).' },
  address: { label: 'Receiver Address', kind: line, help: 'Street and house (адрес).' },
  pvz: {
    label: 'Pickup Point',
    kind: pickupPoint('townto'),
    help: 'The pickup point (ПВЗ) in that town, or its code.',
  },
  l: { label: 'Length (cm)', kind: size, help: ALL_SIZES },
  w: { label: 'Width (cm)', kind: size, help: ALL_SIZES },
  h: { label: 'Height (cm)', kind: size, help: ALL_SIZES },
  service: {
    label: 'Service',
    kind: service,
    help: 'The mode of delivery (режим доставки). Leave it empty for all of them, cheapest first.',
  },
  paytype: {
    label: 'Payment Type',
    kind: paymentType,
    help: 'How the receiver pays (форма оплаты), if that changes the price.',
  },
  price: {
    label: 'Amount to Collect',
    kind: amount,
    help: 'All that the receiver has to pay (сумма к оплате), for example "387.50".',
  },
  inshprice: {
    label: 'Declared Value',
    kind: amount,
    help: 'The value that the parcel is insured for (объявленная ценность).',
  },
});

export default search({
  key: 'measoft_calculate_delivery',
  noun: 'Delivery Price',
  label: 'Calculate Courier Delivery',
  description:
    'Finds what a delivery costs and how long it takes at a MeaSoft courier company, one result per service.',
  form: FORM,
  output: PRICE,
  check: ({ townto, pvz, l, w, h }, form) => {
    if (townto === undefined && pvz === undefined) form.fault(say`Fill in To Town or Pickup Point.`);
    const sizes = [l, w, h].filter((size) => size !== undefined);
    if (sizes.length > 0 && sizes.length < 3) form.fault(ALL_SIZES);
  },
  perform: async (run, query) => courierOf(run).prices(await withServiceCode(run, query)),
});
