import zapier, {
  defineApp,
  type Create,
  type Search,
  type SearchOrCreate,
  type Trigger,
} from 'zapier-platform-core';
import { version } from './package.json';
import { authentication } from './src/authentication';
import { edition } from './src/language/edition';
import { platforms } from './src/platforms';
import { withFixedParts } from './src/zapier/fixed_parts';

function byKey<Operation extends Trigger | Create | Search | SearchOrCreate>(
  operations: readonly Operation[],
): Record<string, Operation> {
  return Object.fromEntries(operations.map((operation) => [operation.key, operation]));
}

const app = defineApp({
  version,
  platformVersion: zapier.version,
  authentication: authentication(platforms),
  flags: {
    // Every operation tells an empty field from a missing one by itself.
    cleanInputData: false,
    // The runtime would log the answers of its own cache requests; ours go through `z.request`, which logs them once.
    skipHttpPatch: true,
  },
  triggers: byKey(platforms.flatMap(({ triggers }) => triggers)),
  creates: byKey(platforms.flatMap(({ creates }) => creates)),
  searches: byKey(platforms.flatMap(({ searches }) => searches)),
  searchOrCreates: byKey(platforms.flatMap(({ searchOrCreates = [] }) => searchOrCreates)),
});

/** The packaging writes the owner's setting of the build in the place of this one; the English build holds no other language. */
export default withFixedParts(process.env.ZAKAZ_LANGUAGE === 'ru' ? edition(app) : app);
