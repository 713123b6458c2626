import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { unzip } from '../../../sandbox/zapier/unzip';
import { layOut } from './fixture-app/build';
import { type Packing, zipOf } from './zip_writer';

let place: ReturnType<typeof layOut>;

afterEach(() => {
  place.remove();
});

function unpack(zip: Buffer): string {
  place = layOut({ 'app.zip': zip });
  const target = join(place.folder, 'app');
  unzip(join(place.folder, 'app.zip'), target);
  return target;
}

test.each<Packing>(['stored', 'deflated'])(
  'unpacks %s entries, in folders and with names in any script',
  (packing) => {
    const folder = unpack(
      zipOf({ 'index.js': 'module.exports = 1;', 'меню/чай.txt': 'чай '.repeat(500) }, packing),
    );
    expect(readFileSync(join(folder, 'index.js'), 'utf8')).toBe('module.exports = 1;');
    expect(readFileSync(join(folder, 'меню/чай.txt'), 'utf8')).toBe('чай '.repeat(500));
  },
);

test('passes over entries that only name a folder', () => {
  expect(existsSync(join(unpack(zipOf({ 'empty/': '', 'index.js': '' })), 'index.js'))).toBe(true);
});

test.each(['../outside.txt', '/outside.txt', 'a/../../outside.txt'])(
  'refuses %s, which would land outside',
  (name) => {
    expect(() => unpack(zipOf({ [name]: 'x' }))).toThrow('would land outside');
    expect(existsSync(join(place.folder, 'outside.txt'))).toBe(false);
  },
);

test('refuses a method of packing that it does not know', () => {
  expect(() => unpack(zipOf({ 'index.js': 'x' }, 12))).toThrow('index.js is packed by method 12');
});

test('refuses what is not a zip', () => {
  expect(() => unpack(Buffer.from('hello'))).toThrow('is not a zip file');
});
