/** `npm run package`: the zip that Zapier would run, at `build/build.zip`, and the bundle beside `index.ts`. */
import { join } from 'node:path';
import { packageApp } from './package_app';

const root = join(import.meta.dirname, '..');

void packageApp({
  entry: join(root, 'index.ts'),
  services: process.env.ZAKAZ_SERVICES,
  zip: join(root, 'build/build.zip'),
});
