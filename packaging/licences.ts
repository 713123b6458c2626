/** `npm run licences`: lists the packages that are part of the shipped app in `docs/licences.md`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleApp } from './bundle';
import { licencesPage } from './third_party';

void bundleApp().then(({ packages }) => {
  writeFileSync(join(import.meta.dirname, '../docs/licences.md'), licencesPage(packages));
});
