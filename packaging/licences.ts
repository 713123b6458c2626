/** `npm run licences`: lists the packages of the shipped app in `docs/licences.md`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencesPage, productionPackages } from './production_packages';

writeFileSync(join(import.meta.dirname, '../docs/licences.md'), licencesPage(productionPackages()));
