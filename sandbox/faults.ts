/**
 * A fault of one of these kinds, with what `Details` says of some of them. A double declares its kinds as a value, in words,
 * so that whoever wants to try every fault can go through them.
 */
export type FaultOf<Kind, Details> =
  | { readonly kind: Exclude<Kind, keyof Details> }
  | { readonly [K in keyof Details]: { readonly kind: K } & Details[K] }[keyof Details];
