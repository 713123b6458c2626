import { randomUUID } from 'node:crypto';

/** A new GUID as the till writes it: in braces, upper case. */
export function newGuid(): string {
  return `{${randomUUID().toUpperCase()}}`;
}
