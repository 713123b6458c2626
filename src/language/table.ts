import { fingerprint } from './fingerprint';
import russian from './ru.json';

/** The Russian texts by the fingerprints of the English ones. The bundler works them out, and puts them in this module's place. */
export const RUSSIAN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(russian).map(([english, text]) => [fingerprint(english), text]),
);
