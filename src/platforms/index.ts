import { cdek } from './cdek';
import { justclick } from './justclick';
import { measoft } from './measoft';
import type { Platform } from './platform';
import { pimpay } from './pimpay';
import { rkeeper } from './rkeeper';

/** What the app offers. The bundler puts a shorter list in this module's place when `ZAKAZ_SERVICES` asks for one. */
export const platforms: readonly Platform[] = [justclick, rkeeper, measoft, cdek, pimpay];
