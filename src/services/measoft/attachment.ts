import type { Field, Form } from '../../core/form';

/** It travels as base64 inside the XML; larger ones would not fit into a step. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The name of a file as filled in, else the last part of its address. */
export function readFileName(form: Form, name: Field, url: string | undefined): string {
  const given = form.matching(name, /^[^/\\]+$/, 'must be a name without a folder');
  return given ?? lastPart(url) ?? 'file';
}

function lastPart(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const part = new URL(url).pathname.split('/').at(-1) ?? '';
  return part === '' ? undefined : decoded(part);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
