import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks a zip into a folder, as Lambda unpacks an uploaded build. Reads what Zapier's CLI writes: stored or deflated
 * entries, no encryption, no ZIP64 (PKWARE APPNOTE 4.3).
 * @throws Error where the file is not such a zip, or an entry would land outside the folder.
 */
export function unzip(file: string, folder: string): void {
  const zip = readFileSync(file);
  const end = zip.lastIndexOf(littleEndian(END_OF_DIRECTORY));
  if (end < 0) throw new Error(`${file} is not a zip file.`);
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error(`The directory of ${file} is damaged.`);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) write(inside(folder, name), content(zip, at, name));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** The sizes stand in the directory; the entry's own header may leave them to a descriptor behind the data. */
function content(zip: Buffer, entry: number, name: string): Buffer {
  const header = zip.readUInt32LE(entry + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  const method = zip.readUInt16LE(entry + 10);
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflateRawSync(packed);
  throw new Error(`${name} is packed by method ${method}, which is not supported.`);
}

function inside(folder: string, name: string): string {
  const root = resolve(folder);
  const target = resolve(root, name);
  if (!target.startsWith(root + sep)) throw new Error(`${name} would land outside ${root}.`);
  return target;
}

function write(target: string, data: Buffer): void {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, data);
}

function littleEndian(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
