import { say } from '../language/language';
import { PRICE } from '../services/cdek/tariffs';
import { cdekOf } from '../steps/cdek/cdek';
import { city, grams, tariff } from '../steps/cdek/kinds';
import { hasAllSizesOrNone, SIZES, TOWN_HELP } from '../steps/cdek/order_fields';
import { fields } from '../zapier/fields';
import { search } from '../zapier/step';

const FROM = { label: 'From Town', kind: city('from_city') } as const;
const TO = { label: 'To Town', kind: city('to_city') } as const;

const FORM = fields({
  from_city: {
    ...FROM,
    required: true,
    help: `Where the parcel comes from (город отправителя). ${TOWN_HELP}`,
  },
  to_city: { ...TO, required: true, help: `Where it goes (город получателя). ${TOWN_HELP}` },
  weight: {
    label: 'Weight (g)',
    kind: grams,
    required: true,
    help: 'Whole grams of the parcel with its packing (вес), or with a unit («1,2 кг»).',
  },
  length: SIZES.length,
  width: SIZES.width,
  height: SIZES.height,
  tariff_code: {
    label: 'CDEK Tariff',
    kind: tariff,
    help: 'Only this tariff. All of your contract, if you leave it empty.',
  },
});

export default search({
  key: 'cdek_calculate_delivery',
  noun: 'Delivery Price',
  label: 'Calculate CDEK Delivery',
  description:
    'Finds what a delivery costs at CDEK (СДЭК) and how long it takes, one result per tariff, the cheapest first.',
  form: FORM,
  check: (values, form) => {
    if (!hasAllSizesOrNone(values)) form.fault(say`Fill in length, width and height, or none of them.`);
  },
  output: PRICE,
  perform: async (run, { from_city, to_city, tariff_code, ...sizes }) => {
    const cdek = cdekOf(run);
    const [from, to] = await Promise.all([
      cdek.cityCode(from_city, FROM.label),
      cdek.cityCode(to_city, TO.label),
    ]);
    const prices = await cdek.prices({ from, to, ...sizes });
    return prices.filter((price) => [undefined, Number(price.tariff_code)].includes(tariff_code));
  },
});
