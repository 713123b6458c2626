/** Bundles the app for some services, in the language that `ZAKAZ_LANGUAGE` names, into a file. */
import { join } from 'node:path';
import { bundle } from '../../packaging/bundle';

const [services, outfile = ''] = process.argv.slice(2);

void bundle({
  entry: join(__dirname, '../../index.ts'),
  outfile,
  services,
  language: process.env.ZAKAZ_LANGUAGE,
});
