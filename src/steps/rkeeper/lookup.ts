import type { Form } from '../../core/form';
import { isObject } from '../../core/json';
import type { TillClient } from '../../services/rkeeper/client';

/** Something of the till as people name it: the till is asked what it is before anything is changed. */
export class Lookup<Value> {
  /** @param form where `find` notes a fault if nothing, or more than one thing, bears the name; undefined if it finds in any case. */
  constructor(
    readonly form: Form | undefined,
    readonly find: (till: TillClient) => Value | Promise<Value>,
  ) {}
}

/** What a form reads as once everything in it is found. */
export type Found<Of> =
  Of extends Lookup<infer Value>
    ? Value
    : Of extends string | number | boolean | undefined
      ? Of
      : { readonly [Key in keyof Of]: Found<Of[Key]> };

/** Looks up, all at once, whatever a form names. @throws Problem naming all faults at once. */
export async function lookUp<Of>(till: TillClient, typed: Of): Promise<Found<Of>> {
  const forms = new Set<Form>();
  async function found(value: unknown): Promise<unknown> {
    if (value instanceof Lookup) {
      if (value.form) forms.add(value.form);
      return value.find(till);
    }
    if (Array.isArray(value)) return Promise.all(value.map(found));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(async ([key, part]) => [key, await found(part)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
  const values = (await found(typed)) as Found<Of>;
  for (const form of forms) form.check();
  return values;
}
