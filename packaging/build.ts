/** `npm run build`: bundles `index.ts` into the `index.js` that Zapier loads. */
import { bundleApp } from './bundle';

void bundleApp();
