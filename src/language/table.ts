import { byFingerprint } from './fingerprint';
import russian from './ru.json';

/** The Russian texts by the fingerprints of the English ones. The bundler works them out, and puts them in this module's place. */
export const RUSSIAN = byFingerprint(russian);
