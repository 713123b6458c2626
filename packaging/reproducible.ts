import { createRequire } from 'node:module';

/** What is used of `adm-zip`, with which Zapier's CLI reads the zip that it uploads. It comes without types. */
interface Zip {
  getEntries(): readonly { readonly header: { time: Date; flags_desc: boolean } }[];
  /** With the entries in the order of their names. */
  toBuffer(): Buffer;
}

const AdmZip = createRequire(import.meta.url)('adm-zip') as new (content: Buffer) => Zip;

/** The first date that a zip can tell. */
const FIRST_DATE = new Date(1980, 0, 1);

/** Sorts the files of a zip and dates them alike, so that two builds of one commit have the same checksum. */
export function reproducible(content: Buffer): Buffer {
  const zip = new AdmZip(content);
  for (const { header } of zip.getEntries()) {
    header.time = FIRST_DATE;
    // The sizes now stand before each file; the descriptors that the CLI wrote behind them are gone.
    header.flags_desc = false;
  }
  return zip.toBuffer();
}
