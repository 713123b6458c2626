import type { Platform } from '../uses';
import { CDEK } from './cdek';
import { COURIER } from './courier';
import { SHOP } from './shop';
import { TILL } from './till';

/** The services of each platform. */
export const SERVICES = {
  justclick: SHOP,
  rkeeper: TILL,
  measoft: COURIER,
  cdek: CDEK,
} as const satisfies Record<Platform, unknown>;
