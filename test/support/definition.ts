import { join } from 'node:path';
import type definition from '../../index';

/** The definition as it is written. A plain import of `index` would find the bundle `index.js` that lies beside it. */
export const app = jest.requireActual<{ default: typeof definition }>(
  join(__dirname, '../../index.ts'),
).default;
