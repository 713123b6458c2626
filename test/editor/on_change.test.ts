import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onChange } from '../../editor/on_change';

it('sees a file change again and again, also where an editor puts another in its place', async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-test-'));
  mkdirSync(join(folder, 'below'));
  const file = join(folder, 'below/step.ts');
  writeFileSync(file, '1');
  let seen = (): void => undefined;
  const watcher = onChange(folder, () => {
    seen();
    return Promise.resolve();
  });
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      seen = resolve;
      writeFileSync(join(folder, 'below/step.ts.new'), '2');
      renameSync(join(folder, 'below/step.ts.new'), file);
    });
  await change();
  await change();
  watcher.close();
  rmSync(folder, { recursive: true });
});
