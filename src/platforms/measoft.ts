import { courierConnection } from '../connection';
import { Problem } from '../core/errors';
import { COURIER_FIELDS } from '../services/measoft/connection';
import type { Platform } from './platform';

export const measoft: Platform = {
  services: [{ value: 'measoft', label: 'MeaSoft (courier service)' }],
  connectionFields: COURIER_FIELDS,
  test: ({ authData }) => {
    courierConnection(authData);
    return Promise.reject(
      new Problem('failed', 'This version of the app has no MeaSoft steps yet. (not available)'),
    );
  },
  triggers: [],
  creates: [],
  searches: [],
};
