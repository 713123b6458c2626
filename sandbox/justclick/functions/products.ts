import { type Outcome, Refusal, success } from '../answers';
import { amount } from '../../money';
import { readAmount } from '../parameters';
import { readSettings } from '../product_settings';
import type { Product, ProductType } from '../shop';
import { type Call, shown, type ShopRules } from '../service';

/**
 * UpdateGood: the settings sent replace the stored ones, the others stay, except that a missing `good_sum` is stored as
 * zero («обязательное поле или запишется ноль»).
 */
export function updateGood(call: Call): Outcome {
  const { parameters, shop, brand, rules } = call;
  const product = productNamed(call);
  const settings = readSettings(parameters, shop.categories, brand !== 'influencersoft');
  shop.updateProduct(product, rules.keepPriceWhenAbsent ? settings : { good_sum: amount(0), ...settings });
  return success();
}

/** AddGood: a name that is taken is refused with 3, and a type that PHP takes for empty with 2. */
export function addGood({ parameters, shop, brand, rules }: Call): Outcome {
  const good_name = parameters.required('good_name');
  const good_type = readType(parameters.required('good_type', 2), rules);
  const good_title = parameters.required('good_title');
  const good_sum = readAmount(parameters.required('good_sum'));
  const settings = readSettings(parameters, shop.categories, brand !== 'influencersoft');
  if (shop.products.has(good_name)) throw new Refusal(3);
  const { good_id } = shop.addProduct({ ...settings, good_name, good_type, good_title, good_sum });
  return success(rules.tellsGoodId ? { good_id } : undefined);
}

/** DeleteGood. Orders keep their lines. */
export function deleteGood(call: Call): Outcome {
  call.shop.products.delete(productNamed(call).good_name);
  return success();
}

/** GetAllGoods: the few fields of every product that the API shows. */
export function getAllGoods({ shop, rules }: Call): Outcome {
  if (shop.products.size === 0 && rules.emptyProductListCode === 700) throw new Refusal(700);
  return success(
    [...shop.products.values()].map(({ good_id, good_name, good_title, good_sum, good_type }) => ({
      good_id,
      good_name,
      good_title,
      good_sum: shown(good_sum, rules),
      good_type: good_type === '' ? '' : Number(good_type),
    })),
  );
}

function productNamed({ parameters, shop, rules }: Call): Product {
  const product = shop.products.get(parameters.required('good_name'));
  if (product === undefined) throw new Refusal(rules.unknownProductCode);
  return product;
}

/** The sample of the documentation sends words, its text speaks of 1 and 0, of which PHP takes the 0 for empty. */
function readType(type: string, { takesNumberAsType }: ShopRules): ProductType {
  if (type === '0') throw new Refusal(2);
  if (type === 'digital') return '0';
  if (type === 'real' || (type === '1' && takesNumberAsType)) return '1';
  throw new Refusal(3);
}
