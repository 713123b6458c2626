/** Bundles `index.ts` into the `index.js` that Zapier loads. `ZAKAZ_SERVICES` (comma list) narrows what it offers. */
import { join } from 'node:path';
import { bundle } from './bundle';

const root = join(import.meta.dirname, '..');
void bundle({
  entry: join(root, 'index.ts'),
  outfile: join(root, 'index.js'),
  services: process.env.ZAKAZ_SERVICES,
});
