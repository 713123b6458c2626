/** Bundles the app for some services into a file, apart from Jest, which cannot load the packaging scripts. */
import { join } from 'node:path';
import { bundle } from '../../packaging/bundle';

const [services, outfile = ''] = process.argv.slice(2);

void bundle({ entry: join(__dirname, '../../index.ts'), outfile, services });
