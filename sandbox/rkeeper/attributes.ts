import { randomUUID } from 'node:crypto';
import type { XmlElement } from '../xml';

// The shapes have been checked before a command runs; here the strings become values.

export function integer(element: XmlElement, name: string): number | undefined {
  const value = element.attribute(name);
  return value === undefined ? undefined : Number(value);
}

export function flag(element: XmlElement, name: string, otherwise = false): boolean {
  const value = element.attribute(name);
  return value === undefined ? otherwise : value === '1';
}

/** An attribute or child that the shape requires. Its absence here is a mistake of the double. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The shape of the command should have required this.');
  return value;
}

/** `1` or `0`, as order data are written. */
export function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

/** A new GUID as the till writes it: in braces, upper case. */
export function newGuid(): string {
  return `{${randomUUID().toUpperCase()}}`;
}
