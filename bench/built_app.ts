import { cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../packaging/bundle';
import { packageApp } from '../packaging/package_app';
import { unzip } from '../sandbox/zapier/unzip';

/** An app as Zapier would run it. */
export interface BuiltApp {
  /** Where it lies unpacked. */
  readonly folder: string;
  readonly zipBytes: number;
}

export function unpack(zip: string, folder: string): BuiltApp {
  unzip(zip, folder);
  return { folder, zipBytes: statSync(zip).size };
}

/** Makes an app of its own, in the same way as ours is made; of ours, with the services that are listed. */
export async function build(entry: string, folder: string, services?: string): Promise<BuiltApp> {
  const outfile = join(folder, 'index.js');
  const zip = join(folder, 'build.zip');
  await bundle({ entry, outfile, services });
  packageApp(outfile, zip);
  return unpack(zip, join(folder, 'app'));
}

/** Another app that needs no other packages, put in the place of a built one. */
export async function rebuild(app: BuiltApp, entry: string, folder: string): Promise<BuiltApp> {
  cpSync(app.folder, folder, { recursive: true });
  await bundle({ entry, outfile: join(folder, 'index.js') });
  return { ...app, folder };
}
