import { httpBuildQuery, md5Hex } from '../../src/core/signature';
import type { FormArray, FormValue } from './php_form';

/** The `hash` that a request must carry: md5 of all its other parameters, serialised anew as PHP does, login and key. */
export function requestSignature(parameters: FormArray, login: string, key: string): string {
  const signed = [...parameters]
    .filter(([name]) => name !== 'hash')
    .flatMap(([name, value]) => flat(name, value));
  return md5Hex(`${httpBuildQuery(signed)}::${login}::${key}`);
}

/** Writes nested arrays as flat names like `goods[0][good_name]`: the same bytes, and no object can reorder the keys. */
function flat(name: string, value: FormValue): readonly (readonly [string, string])[] {
  return typeof value === 'string'
    ? [[name, value]]
    : [...value].flatMap(([key, member]) => flat(`${name}[${key}]`, member));
}
