import { parsePhpForm, type PhpForm } from '../../src/core/php_form';
import { httpBuildQuery, md5Hex } from '../../src/core/signature';
import { CREDENTIALS } from './doubles';
import { isJsonObject, type JsonObject } from './json_value';
import type { Retyping } from './mood';
import { retypedJson } from './retyped_json';

/** A shop's notification with one value changed. The hash covers few of them: where it is made anew, any other may be anything. */
export function retypedForm(body: string, mood: Retyping): string {
  const fields = parsePhpForm(body);
  const changed = retypedJson(plain(fields), mood);
  if (!isJsonObject(changed)) return '';
  return httpBuildQuery(Object.entries(mood.signed ? { ...changed, hash: hashOf(changed) } : changed));
}

/** Of number, e-mail, time and key; the time is that of a payment, and empty where there was none. */
function hashOf({ id, email, status, paid }: JsonObject): string {
  return md5Hex([id, email, status === undefined ? paid : '', CREDENTIALS.shopKey].map(textOf).join(''));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** With the prototype that the parser leaves out. */
function plain(fields: PhpForm): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : plain(value)]),
  );
}
