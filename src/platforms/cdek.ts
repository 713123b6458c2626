import findCity from '../searches/cdek_find_city';
import { cdekConnection, cdekOf } from '../steps/cdek/cdek';
import { cdekFields } from '../steps/cdek/connection_form';
import type { Platform } from './platform';

export const cdek: Platform = {
  name: 'CDEK',
  services: [{ value: 'cdek', label: 'CDEK (parcel carrier)' }],
  connectionFields: cdekFields(),
  test: async (run) => {
    const { account, contour } = cdekConnection(run);
    await cdekOf(run).checkKeys();
    return { label: contour === 'test' ? `${account} @ CDEK test contour` : `${account} @ CDEK` };
  },
  triggers: [],
  creates: [],
  searches: [findCity],
};
