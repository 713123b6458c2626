/** `npm run package`: what `npx zapier-platform upload` sends, at `build/build.zip` and `build/source.zip`. */
import { join } from 'node:path';
import { bundleApp } from './bundle';
import { sizeOf, stepsOf } from './made';
import { packageApp, packageSource } from './package_app';

const BUILD = join(import.meta.dirname, '../build');

async function main(): Promise<void> {
  const zip = join(BUILD, 'build.zip');
  const { file } = await bundleApp();
  await packageApp(file, zip);
  await packageSource(join(BUILD, 'source.zip'));
  console.log(`build/build.zip ${sizeOf(zip)}, ${stepsOf(file)}, valid`);
}

void main();
