import { isObject } from '../../core/json';
import type { TillClient } from '../../services/rkeeper/client';

/** Something of the till as people name it: the till is asked what it is before anything is changed. */
export class Lookup<Value> {
  /** @param find notes a fault in the form where nothing, or more than one thing, bears the name. */
  constructor(readonly find: (till: TillClient) => Promise<Value>) {}
}

/** What a form reads as once everything in it is found. */
export type Found<Of> =
  Of extends Lookup<infer Value>
    ? Value
    : Of extends string | number | boolean | undefined
      ? Of
      : { readonly [Key in keyof Of]: Found<Of[Key]> };

/** Looks up, all at once, whatever a form names. */
export async function lookUp<Of>(till: TillClient, typed: Of): Promise<Found<Of>> {
  return (await found(till, typed)) as Found<Of>;
}

async function found(till: TillClient, typed: unknown): Promise<unknown> {
  if (typed instanceof Lookup) return typed.find(till);
  if (Array.isArray(typed)) return Promise.all(typed.map((one) => found(till, one)));
  if (!isObject(typed)) return typed;
  const entries = Object.entries(typed).map(async ([key, value]) => [key, await found(till, value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
