import type { Field, Form } from '../../core/form';

export const EMAIL = { key: 'email', label: 'Email' } as const;

/** One address and nothing around it. */
const ADDRESS = /^[^\s@,;<>"]+@[^\s@.,;<>"]+(?:\.[^\s@.,;<>"]+)+$/;

export function readEmail(form: Form, field: Field): string {
  return form.requiredMatching(field, ADDRESS, 'must be one e-mail address like name@example.com');
}

/** The vendor asks for no notation, so a number is sent as it was typed; it only has to be one. */
export function readPhone(form: Form, field: Field): string | undefined {
  return form.matching(field, /^(?=(?:\D*\d){5})[^@]{5,40}$/, 'must be a phone number like +79280000000');
}
