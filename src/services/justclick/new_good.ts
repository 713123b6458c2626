import type { Form } from '../../core/form';
import type { QueryParameters } from '../../core/signature';
import { encodeGoodChanges, GOOD_PARAMETERS, readGoodParameters, type GoodChanges } from './good_parameters';
import type { GoodType } from './products';

/** The identifier that a new product gets; the same parameter names an existing one elsewhere. */
export const NEW_GOOD_NAME = { key: 'good_name', label: 'Identifier' } as const;
export const GOOD_TYPE = { key: 'good_type', label: 'Type' } as const;

/** A product to add. */
export interface NewGood {
  readonly goodName: string;
  readonly type: GoodType;
  readonly parameters: GoodChanges & Required<Pick<GoodChanges, 'good_title' | 'good_sum'>>;
}

const REQUIRED = GOOD_PARAMETERS.filter(({ key }) => key === 'good_title' || key === 'good_sum');

/** Reads a product by the vendor's rules: identifier, type, title and price are required. @throws Problem of kind `input`. */
export function readNewGood(form: Form): NewGood {
  const goodName = form.requiredText(NEW_GOOD_NAME);
  const type = form.choice(GOOD_TYPE, ['1', '0']);
  for (const field of [GOOD_TYPE, ...REQUIRED]) form.require(field);
  const { good_title, good_sum, ...others } = readGoodParameters(form);
  form.check();
  if (type === undefined || good_title === undefined || good_sum === undefined) return form.refuse();
  return { goodName, type, parameters: { ...others, good_title, good_sum } };
}

export function encodeNewGood({ goodName, type, parameters }: NewGood): QueryParameters {
  return [...encodeGoodChanges(goodName, parameters), ['good_type', type]];
}
