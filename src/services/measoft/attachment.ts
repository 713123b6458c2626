import type { Field, Form } from '../../core/form';

/** It travels as base64 inside the XML; larger ones would not fit into a step. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The name of a file as filled in. */
export function readFileName(form: Form, name: Field): string | undefined {
  return form.matching(name, /^[^/\\]+$/, 'must be a name without a folder');
}
