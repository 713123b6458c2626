import findCity from '../searches/cdek_find_city';
import { cdekConnection, cdekOf } from '../steps/cdek/cdek';
import { CDEK_FIELDS } from '../steps/cdek/connection_form';
import type { Platform } from './platform';

export const cdek: Platform = {
  services: [{ value: 'cdek', label: 'CDEK (parcel carrier)' }],
  connectionFields: CDEK_FIELDS,
  test: async (run) => {
    const { account, contour } = cdekConnection(run);
    await cdekOf(run).checkKeys();
    return { label: contour === 'test' ? `${account} @ CDEK test contour` : `${account} @ CDEK` };
  },
  triggers: [],
  creates: [],
  searches: [findCity],
};
