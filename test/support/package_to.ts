/** Makes the zip at another place. */
import { dirname, join } from 'node:path';
import { bundle } from '../../packaging/bundle';
import { packageApp } from '../../packaging/package_app';

const [zip = ''] = process.argv.slice(2);
const outfile = join(dirname(zip), 'index.js');

void bundle({ entry: join(__dirname, '../../index.ts'), outfile }).then(() => packageApp(outfile, zip));
