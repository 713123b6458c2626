/* How Jest translates TypeScript; types are checked by `npm run types`. */
import { transformSync } from 'esbuild';

export default {
  process: (source, path) =>
    transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node22',
      sourcemap: 'external',
      sourcefile: path,
    }),
};
