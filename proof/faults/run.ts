/** `npm run faults`: tries every operation of the built app under every fault of the doubles, and writes docs/faults.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintsIn } from './contract';
import { faultMatrix } from './matrix';
import { page } from './page';

const ZIP = join(__dirname, '../../build/build.zip');
const PAGE = join(__dirname, '../../docs/faults.md');

async function main(): Promise<void> {
  const matrix = await faultMatrix(ZIP);
  writeFileSync(PAGE, page(matrix));
  const complaints = complaintsIn(matrix);
  for (const complaint of complaints) process.stdout.write(`!! ${complaint}\n`);
  const { sheets, deliveries } = matrix;
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, deliveries.length);
  process.stdout.write(`docs/faults.md: ${rows} trials, ${complaints.length} that break the contract.\n`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}

void main();
