import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import { dropDown } from '../../zapier/drop_down';
import { Form } from '../../core/form';
import { COUNTRIES } from '../../services/justclick/countries';
import { groupChoices } from '../../services/justclick/drop_downs';
import {
  GOOD_PARAMETERS,
  isShown,
  type GoodParameter,
  type GoodParameterKey,
} from '../../services/justclick/good_parameters';
import { shopOf } from './shop';

type Parameter = GoodParameter & { readonly key: GoodParameterKey };

const PARAMETERS: readonly Parameter[] = GOOD_PARAMETERS;

/** Parameters that decide whether others are on the form. */
const DECISIVE = new Set(PARAMETERS.map(({ onlyWith }) => onlyWith?.[0]));

/** What one form says otherwise than the table of parameters. */
type Differences = Readonly<
  Partial<Record<GoodParameterKey, Pick<PlainInputField, 'required' | 'helpText'>>>
>;

type FieldFunction = (z: ZObject, bundle: Bundle) => PlainInputField[];

/** The vendor's table of product parameters as fields of a form, some of them there only while others have certain values. */
export function goodFields(differences: Differences): (PlainInputField | FieldFunction)[] {
  return PARAMETERS.map((parameter) => {
    const field = { ...inputField(parameter), ...differences[parameter.key] };
    // Twice 243 countries would be a twentieth of the definition, which every process of the app loads.
    if (!parameter.onlyWith && parameter.kind !== 'countries') return field;
    return (_z: ZObject, bundle: Bundle) => (isShown(parameter, new Form(bundle.inputData)) ? [field] : []);
  });
}

function inputField(parameter: Parameter): PlainInputField {
  const { key, label, group, help } = parameter;
  return {
    key,
    label,
    group,
    ...typeOf(parameter),
    ...(help !== undefined && { helpText: help }),
    ...(DECISIVE.has(key) && { altersDynamicFields: true }),
  };
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
      return { list: true, choices: dropDown((run) => groupChoices(shopOf(run))) };
    case 'countries':
      return { list: true, choices: { ...COUNTRIES } };
    case 'line':
    case 'link':
    // Numbers are typed as text: Zapier's own number field would read "1 250,50" as 125050.
    case 'money':
    case 'percent':
      return {};
    default:
      return { choices: kind };
  }
}
