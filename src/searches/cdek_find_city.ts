import { say } from '../language/language';
import { CITY } from '../services/cdek/places';
import { UUID } from '../services/cdek/values';
import { cdekOf } from '../steps/cdek/cdek';
import { fields, line, matching } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  city: {
    label: 'Name',
    kind: line,
    help: 'The name of the town without its type, such as «Химки». Where no town has exactly this name, those are found whose names begin so.',
  },
  postal_code: {
    label: 'Postal Code',
    kind: matching(/^\d{4,10}$/, say`must be digits, such as 107031`),
    help: 'The postal code (индекс) tells towns of one name apart. It may stand alone.',
  },
  fias_guid: {
    label: 'FIAS Code',
    kind: matching(UUID, say`must be a FIAS code of 36 characters`),
    help: "The code of the town in the state's address system (ФИАС).",
  },
  code: {
    label: 'CDEK Town Code',
    kind: matching(/^\d{1,9}$/, say`must be a number`),
    help: 'The number that CDEK gave the town: 44 is Moscow.',
  },
  country_code: {
    label: 'Country',
    kind: matching(/^[A-Z]{2}$/i, say`must be two letters such as RU`),
    placeholder: 'RU',
    help: 'Two letters, such as RU or KZ. Leave it empty for all countries.',
  },
});

const LIMIT = 100;

export default search({
  key: 'cdek_find_city',
  noun: 'Town',
  label: 'Find CDEK Town',
  description: 'Finds towns as CDEK (СДЭК) knows them, by name, postal code or FIAS code.',
  form: FORM,
  check: ({ city, postal_code, fias_guid, code }, form) => {
    if ((city ?? postal_code ?? fias_guid ?? code) === undefined)
      form.fault(say`Fill in Name, Postal Code, FIAS Code or CDEK Town Code.`);
  },
  output: CITY,
  perform: async (run, query) => {
    const cdek = cdekOf(run);
    const country_code = query.country_code?.toUpperCase();
    const found = await cdek.cities({ ...query, country_code }, LIMIT);
    const { city, postal_code } = query;
    const isNamed = city !== undefined && postal_code === undefined;
    return found.length > 0 || !isNamed ? found : cdek.citiesLike(city, country_code);
  },
});
