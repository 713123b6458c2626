import { tillConnection } from '../connection';
import { Problem } from '../core/errors';
import { TILL_FIELDS } from '../services/rkeeper/connection';
import type { Platform } from './platform';

export const rkeeper: Platform = {
  services: [{ value: 'rkeeper', label: 'r_keeper 7 (restaurant)' }],
  connectionFields: TILL_FIELDS,
  test: ({ authData }) => {
    tillConnection(authData);
    return Promise.reject(
      new Problem('failed', 'This version of the app has no r_keeper steps yet. (not available)'),
    );
  },
  triggers: [],
  creates: [],
  searches: [],
};
