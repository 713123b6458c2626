import { say } from '../language/language';
import { POINT, type Point } from '../services/cdek/places';
import { cdekOf } from '../steps/cdek/cdek';
import { city, grams } from '../steps/cdek/kinds';
import { TOWN_HELP } from '../steps/cdek/order_fields';
import { choice, fields, line, yesNo } from '../zapier/fields';
import { search } from '../zapier/step';

const CITY = { label: 'Town', kind: city('city') } as const;

const FORM = fields({
  city: {
    ...CITY,
    help: `The town (город). ${TOWN_HELP}`,
  },
  code: { label: 'Pickup Point Code', kind: line, help: 'The code of one, such as MSK65.' },
  postal_code: { label: 'Postal Code', kind: line, help: 'The postal code (индекс) of the point.' },
  type: {
    label: 'Kind',
    kind: choice({ PVZ: 'Offices (ПВЗ)', POSTAMAT: 'Parcel lockers (постаматы)' }),
    help: 'Both, if you leave it empty.',
  },
  address: { label: 'Address', kind: line, help: 'A part of the name or address, such as a street.' },
  weight: { label: 'Weight (g)', kind: grams, help: 'Only points that take a parcel of so many grams.' },
  allowed_cod: {
    label: 'Collects Money',
    kind: yesNo,
    help: 'Yes finds only points that can collect on delivery (наложенный платёж).',
  },
  is_reception: {
    label: 'Takes Parcels In',
    kind: yesNo,
    help: 'Yes finds only points where you can bring parcels (приём заказов).',
  },
});

const LIMIT = 100;

export default search({
  key: 'cdek_find_pickup_point',
  noun: 'Pickup Point',
  label: 'Find CDEK Pickup Point',
  description:
    'Finds offices (ПВЗ) and parcel lockers (постаматы) of CDEK (СДЭК), by town, postal code or code.',
  form: FORM,
  check: (values, form) => {
    if ((values.city ?? values.code ?? values.postal_code) === undefined)
      form.fault(say`Fill in Town, Pickup Point Code or Postal Code.`);
  },
  output: POINT,
  perform: async (run, values) => {
    const { city: town, address, weight, allowed_cod, is_reception, code, ...query } = values;
    const cdek = cdekOf(run);
    const points = await cdek.points({
      ...query,
      code: code?.toUpperCase(),
      city_code: town === undefined ? undefined : await cdek.cityCode(town, CITY.label),
      allowed_cod: onlyYes(allowed_cod),
      is_reception: onlyYes(is_reception),
    });
    const isWanted = ({ name, address_full, address: place, weight_max }: Point): boolean =>
      folded([name, address_full, place].join(' ')).includes(folded(address ?? '')) &&
      (weight === undefined || weight_max === null || weight_max === 0 || weight <= weight_max * 1000);
    return points.filter(isWanted).slice(0, LIMIT);
  },
});

/** No, as an empty field, asks for all points, not for those that cannot. */
function onlyYes(wish: boolean | undefined): true | undefined {
  return wish === true ? true : undefined;
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
