/* How Jest translates TypeScript; types are checked by `npm run types`. */
import { transformSync } from 'esbuild';

/** The part of what esbuild writes before each module that has branches: they are not the app's, and are not counted as such. */
const PRELUDE = 'var __copyProps =';

export default {
  process(source, path) {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node22',
      sourcemap: 'external',
      sourcefile: path,
    });
    return { code: code.replace(PRELUDE, `/* istanbul ignore next */ ${PRELUDE}`), map };
  },
};
