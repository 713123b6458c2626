/** `npm run build`: bundles `index.ts` into the `index.js` that Zapier loads. */
import { bundleApp } from './bundle';
import { sizeOf, stepsOf } from './made';

void bundleApp().then(({ file }) => {
  console.log(`index.js ${sizeOf(file)}, ${stepsOf(file)}`);
});
