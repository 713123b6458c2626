import { crc32, deflateRawSync } from 'node:zlib';

export type Packing = 'stored' | 'deflated';

/** A zip as the APPNOTE describes it, with whatever names and methods a test asks for. */
export function zipOf(
  files: Readonly<Record<string, string>>,
  packing: Packing | number = 'deflated',
): Buffer {
  const method = packing === 'stored' ? 0 : packing === 'deflated' ? 8 : packing;
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const plain = Buffer.from(text);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const about = numbers(
      [2, 20],
      [2, 0x0800],
      [2, method],
      [4, 0],
      [4, crc32(plain)],
      [4, packed.length],
      [4, plain.length],
    );
    const title = Buffer.from(name);
    const entry = [numbers([4, 0x04034b50]), about, numbers([2, title.length], [2, 0]), title, packed];
    const place = numbers([2, title.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]);
    directory.push(numbers([4, 0x02014b50], [2, 20]), about, place, title);
    bodies.push(...entry);
    at += Buffer.concat(entry).length;
  }
  const listing = Buffer.concat(directory);
  const count = Object.keys(files).length;
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, listing.length],
    [4, at],
    [2, 0],
  );
  return Buffer.concat([...bodies, listing, end]);
}

/** Little-endian numbers, each as [bytes, value]. */
function numbers(...fields: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );
}
