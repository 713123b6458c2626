import type { PlainInputField, Search } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { townField } from '../steps/measoft/fields';
import { formatThousandths } from '../core/money';
import { PICKUP_POINT_FIELDS, PICKUP_POINT_SAMPLE } from '../services/measoft/pickup_points';
import { formOf, perform } from '../zapier/run';

const TOWN = { key: 'town', label: 'Town' } as const;
const ADDRESS = { key: 'address', label: 'Address' } as const;
const CODE = { key: 'code', label: 'Pickup Point Code' } as const;
const CLIENT_CODE = { key: 'client_code', label: "Network's Own Code" } as const;
const WEIGHT = { key: 'maxweight', label: 'Weight (kg)' } as const;
const CASH = { key: 'acceptcash', label: 'Accepts Cash' } as const;
const CARD = { key: 'acceptcard', label: 'Accepts Cards' } as const;
const FITTING = { key: 'acceptfitting', label: 'Allows Trying On' } as const;
const INDIVIDUALS = { key: 'acceptindividuals', label: 'Serves Private Persons' } as const;

const LIMIT = 100;

const demand = (field: { key: string; label: string }): PlainInputField => ({
  ...field,
  type: 'boolean',
  helpText: 'Yes finds only such pickup points. No, or empty, finds all.',
});

export default {
  key: 'measoft_find_pickup_point',
  noun: 'Pickup Point',
  display: {
    label: 'Find Pickup Point',
    description:
      'Finds pickup points (ПВЗ) and parcel lockers of a MeaSoft courier company by town, address or code.',
  },
  operation: {
    inputFields: [
      townField({
        ...TOWN,
        helpText: 'The town (город). Pick it from the list, or enter its name, FIAS code or code.',
      }),
      {
        ...ADDRESS,
        helpText: 'A part of the address. It counts together with a town only.',
      },
      { ...CODE, helpText: "The courier company's code of the point." },
      {
        ...CLIENT_CODE,
        helpText: 'The code that the network of pickup points itself uses.',
      },
      {
        ...WEIGHT,
        helpText: 'Only points that take this many kilograms.',
      },
      demand(CASH),
      demand(CARD),
      demand(FITTING),
      demand(INDIVIDUALS),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const weight = form.quantity(WEIGHT);
      const query = {
        town: form.text(TOWN),
        address: form.text(ADDRESS),
        code: form.text(CODE),
        clientCode: form.text(CLIENT_CODE),
        maxWeight: weight === undefined ? undefined : formatThousandths(weight),
        acceptsCash: form.flag(CASH),
        acceptsCard: form.flag(CARD),
        acceptsFitting: form.flag(FITTING),
        acceptsIndividuals: form.flag(INDIVIDUALS),
      };
      if (![TOWN, CODE, CLIENT_CODE].some((field) => form.has(field)))
        form.fault("Fill in Town, Pickup Point Code or Network's Own Code.");
      form.check();
      return [...(await courierOf(run).pickupPoints(query, LIMIT))];
    }),
    sample: PICKUP_POINT_SAMPLE,
    outputFields: [...PICKUP_POINT_FIELDS],
  },
} satisfies Search;
