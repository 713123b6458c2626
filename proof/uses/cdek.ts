import type { Uses } from './use';

export const CDEK_USES: Uses = {
  connection: [{}],

  cdek_find_city: [{ input: { city: 'Киров' } }, { input: { code: '44' } }],
};
