/** `npm run package`: the bundle, and the zip that Zapier would run, at `build/build.zip`. */
import { join } from 'node:path';
import { bundleApp } from './bundle';
import { packageApp } from './package_app';

void bundleApp().then((bundledApp) => {
  packageApp(bundledApp, join(import.meta.dirname, '../build/build.zip'));
});
