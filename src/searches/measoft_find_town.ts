import { say } from '../language/language';
import { TOWN, type TownQuery } from '../services/measoft/towns';
import { courierOf } from '../steps/measoft/courier';
import { fields, line, matching } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  name: {
    label: 'Name',
    kind: line,
    help:
      'The beginning of the name, without the type («Химки»). Villages are found by their whole name with the type alone («Ивановка с»). ' +
      'Popular towns come first.',
  },
  region: {
    label: 'Region',
    kind: line,
    help: 'The region (регион, область), to tell towns of one name apart.',
  },
  country: { label: 'Country', kind: line, help: 'Two letters such as RU.' },
  zipcode: {
    label: 'Postal Code',
    kind: line,
    help: 'Instead of the name: the postal code (почтовый индекс).',
  },
  fiascode: { label: 'FIAS Code', kind: line, help: 'Instead of the name: the FIAS code (код ФИАС).' },
  kladrcode: {
    label: 'KLADR Code',
    kind: matching(/^\d{13}$/, say`must be 13 digits`),
    help: 'Instead of the name: the KLADR code of 13 digits (код КЛАДР).',
  },
  code: {
    label: 'Town Code',
    kind: line,
    help: "Instead of the name: the courier company's own code of the town.",
  },
});

const LIMIT = 20;

export default search({
  key: 'measoft_find_town',
  noun: 'Town',
  label: 'Find Courier Town',
  description: 'Finds towns by name, postal code or FIAS code, the way a MeaSoft courier company knows them.',
  form: FORM,
  output: TOWN,
  check: (values, form) => {
    const codes = codesOf(values);
    if (codes.length > 1)
      form.fault(say`Fill in only one of Postal Code, FIAS Code, KLADR Code and Town Code.`);
    if (values.name === undefined && codes.length === 0 && !form.has(FORM.field('kladrcode')))
      form.fault(say`Fill in Name, Postal Code, FIAS Code, KLADR Code or Town Code.`);
  },
  perform: (run, { name, ...query }) =>
    name === undefined || codesOf(query).length > 0
      ? courierOf(run).towns(query, LIMIT)
      : courierOf(run).townsNamed(name, query, LIMIT),
});

function codesOf({ zipcode, fiascode, kladrcode, code }: TownQuery): readonly string[] {
  return [zipcode, fiascode, kladrcode, code].filter((one) => one !== undefined);
}
