import zapier, {
  defineApp,
  type Create,
  type Search,
  type SearchOrCreate,
  type Trigger,
} from 'zapier-platform-core';
import { version } from './package.json';
import { authentication } from './src/authentication';
import { platforms } from './src/platforms';

function byKey<Operation extends Trigger | Create | Search | SearchOrCreate>(
  operations: readonly Operation[],
): Record<string, Operation> {
  return Object.fromEntries(operations.map((operation) => [operation.key, operation]));
}

export default defineApp({
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
