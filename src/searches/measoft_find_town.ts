import type { Search } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { TOWN_FIELDS, TOWN_SAMPLE, townOutput } from '../services/measoft/towns';
import { formOf, perform } from '../zapier/run';

const NAME = { key: 'name', label: 'Name' } as const;
const REGION = { key: 'region', label: 'Region' } as const;
const COUNTRY = { key: 'country', label: 'Country' } as const;
const POSTAL_CODE = { key: 'zipcode', label: 'Postal Code' } as const;
const FIAS = { key: 'fiascode', label: 'FIAS Code' } as const;
const KLADR = { key: 'kladrcode', label: 'KLADR Code' } as const;
const TOWN_CODE = { key: 'code', label: 'Town Code' } as const;

const LIMIT = 20;

export default {
  key: 'measoft_find_town',
  noun: 'Town',
  display: {
    label: 'Find Town',
    description:
      'Finds towns by name, postal code or FIAS code, the way a MeaSoft courier company knows them.',
  },
  operation: {
    inputFields: [
      {
        ...NAME,
        helpText:
          'The beginning of the name, without the type («Химки»). Villages are found by their whole name with the type alone («Ивановка с»). ' +
          'Popular towns come first.',
      },
      {
        ...REGION,
        helpText: 'The region (регион, область), to tell towns of one name apart.',
      },
      { ...COUNTRY, helpText: 'Two letters such as RU.' },
      {
        ...POSTAL_CODE,
        helpText: 'Instead of the name: the postal code (почтовый индекс).',
      },
      {
        ...FIAS,
        helpText: 'Instead of the name: the FIAS code (код ФИАС).',
      },
      {
        ...KLADR,
        helpText: 'Instead of the name: the KLADR code of 13 digits (код КЛАДР).',
      },
      {
        ...TOWN_CODE,
        helpText: "Instead of the name: the courier company's own code of the town.",
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const name = form.text(NAME);
      const codes = {
        zipcode: form.text(POSTAL_CODE),
        fiascode: form.text(FIAS),
        kladrcode: form.matching(KLADR, /^\d{13}$/, 'must be 13 digits'),
        code: form.text(TOWN_CODE),
      };
      const [code, ...more] = Object.entries(codes).filter(([, value]) => value !== undefined);
      if (more.length > 0)
        form.fault('Fill in only one of Postal Code, FIAS Code, KLADR Code and Town Code.');
      if (name === undefined && !code && !form.has(KLADR))
        form.fault('Fill in Name, Postal Code, FIAS Code, KLADR Code or Town Code.');
      const where = { region: form.text(REGION), country: form.text(COUNTRY) };
      form.check();
      const client = courierOf(run);
      const towns = code
        ? await client.towns({ code: Object.fromEntries([code]) }, LIMIT)
        : await client.townsNamed(name ?? '', where, LIMIT);
      return towns.map(townOutput);
    }),
    sample: TOWN_SAMPLE,
    outputFields: [...TOWN_FIELDS],
  },
} satisfies Search;
