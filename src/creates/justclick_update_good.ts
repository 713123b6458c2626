import type { Bundle, Create, PlainInputField, ZObject } from 'zapier-platform-core';
import { choicesFrom } from '../choices';
import { Form } from '../core/form';
import { COUNTRIES } from '../services/justclick/countries';
import { GOOD_NAME, groupChoices, productChoices } from '../services/justclick/fields';
import {
  CLEAR_FIELDS,
  CLEARABLE,
  GOOD_GROUPS,
  GOOD_PARAMETERS,
  isShown,
  readGoodChanges,
  type GoodChanges,
  type GoodParameter,
} from '../services/justclick/good_parameters';
import { shopOf } from '../shop';
import { formOf, perform } from '../zapier';

const PARAMETERS: readonly GoodParameter[] = GOOD_PARAMETERS;

/** Parameters that decide whether others are on the form. */
const DECISIVE = new Set(PARAMETERS.map(({ onlyWith }) => onlyWith?.[0]));

function labelled(
  choices: Readonly<Record<string, string>>,
): { value: string; sample: string; label: string }[] {
  return Object.entries(choices).map(([value, label]) => ({ value, sample: value, label }));
}

function typeOf({ kind }: GoodParameter): Partial<PlainInputField> {
  switch (kind) {
    case 'flag':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer' };
    case 'text':
      return { type: 'text' };
    case 'groups':
      return { type: 'string', list: true, choices: choicesFrom((step) => groupChoices(shopOf(step))) };
    case 'countries':
      return { type: 'string', list: true, choices: labelled(COUNTRIES) };
    case 'line':
    case 'link':
    // Numbers are typed as text: Zapier's own number field would read "1 250,50" as 125050.
    case 'money':
    case 'percent':
      return { type: 'string' };
    default:
      return { type: 'string', choices: labelled(kind) };
  }
}

function inputField(parameter: GoodParameter): PlainInputField {
  const { key, label, group, help } = parameter;
  return {
    key,
    label,
    group,
    required: false,
    ...typeOf(parameter),
    ...(help !== undefined && { helpText: help }),
    ...(DECISIVE.has(key) && { altersDynamicFields: true }),
  };
}

/** A field that is on the form only while another one has a certain value. */
function dependentField(parameter: GoodParameter): (z: ZObject, bundle: Bundle) => PlainInputField[] {
  return (_z, bundle) => (isShown(parameter, new Form(bundle.inputData)) ? [inputField(parameter)] : []);
}

function keysOf(changes: GoodChanges, wanted: (value: string) => boolean): string[] {
  return Object.entries(changes).flatMap(([key, value]) => (wanted(value) ? [key] : []));
}

export default {
  key: 'justclick_update_good',
  noun: 'Product',
  display: {
    label: 'Update Product',
    description:
      'Changes a product of an Expertam, JustClick or InfluencerSoft shop. Fields that you leave empty keep their present values.',
  },
  operation: {
    cleanInputData: false,
    inputFieldGroups: Object.entries(GOOD_GROUPS).map(([key, label]) => ({ key, label })),
    inputFields: [
      {
        ...GOOD_NAME,
        type: 'string',
        required: true,
        group: 'product',
        choices: choicesFrom((step) => productChoices(shopOf(step))),
        helpText:
          'Pick the product, or enter its identifier («идентификатор продукта»), such as `super_tovar`.',
      },
      ...PARAMETERS.map((parameter) =>
        parameter.onlyWith ? dependentField(parameter) : inputField(parameter),
      ),
      {
        ...CLEAR_FIELDS,
        type: 'string',
        list: true,
        required: false,
        group: 'clearing',
        choices: CLEARABLE.map(({ key, label }) => ({ value: key, sample: key, label })),
        helpText:
          'Choose the fields whose stored value shall be removed. An empty field above only means "leave it as it is".',
      },
    ],
    perform: perform(async (step) => {
      const form = formOf(step);
      const goodName = form.requiredText(GOOD_NAME);
      const changes = readGoodChanges(form);
      if (Object.keys(changes).length === 0) form.fault('Fill in at least one field to change.');
      form.check();
      const { code, text, price } = await shopOf(step).updateGood(goodName, changes);
      return {
        id: goodName,
        good_name: goodName,
        good_sum: price,
        price_kept: changes.good_sum === undefined,
        updated_fields: keysOf(changes, (value) => value !== ''),
        emptied_fields: keysOf(changes, (value) => value === ''),
        error_code: code,
        message: text,
      };
    }),
    sample: {
      id: 'super_tovar',
      good_name: 'super_tovar',
      good_sum: '990.50',
      price_kept: false,
      updated_fields: ['good_title', 'good_sum'],
      emptied_fields: ['good_partner_text'],
      error_code: 0,
      message: 'ok',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'good_name', label: 'Product', type: 'string' },
      { key: 'good_sum', label: 'Price', type: 'string' },
      { key: 'price_kept', label: 'Price Was Kept', type: 'boolean' },
      { key: 'updated_fields', label: 'Updated Fields', type: 'string', list: true },
      { key: 'emptied_fields', label: 'Emptied Fields', type: 'string', list: true },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
