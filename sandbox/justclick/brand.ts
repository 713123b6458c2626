/** The brands of one platform. They differ in a few words on the wire. */
export type Brand = 'expertam' | 'justclick' | 'influencersoft';

/** The parameter of CreateOrder that holds the buyer's middle name. */
export function middleNameParameter(brand: Brand): 'bill_middle_name' | 'bill_otchestvo' {
  return brand === 'influencersoft' ? 'bill_middle_name' : 'bill_otchestvo';
}

/** The field of an order that holds the discount coupon. */
export function couponField(brand: Brand): 'coupon' | 'kupon' {
  return brand === 'influencersoft' ? 'coupon' : 'kupon';
}
