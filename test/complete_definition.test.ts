import { version as platformVersion } from 'zapier-platform-core';
import createLambdaHandler from 'zapier-platform-core/src/tools/create-lambda-handler';
import schemaTools from 'zapier-platform-core/src/tools/schema';
import { asItStands } from '../src/complete_definition';
import { app } from './support/definition';

const { prepareApp } = schemaTools;

/** A definition that counts how often somebody reads it. */
function countedApp(): { readonly counted: Record<string, unknown>; readonly reads: () => number } {
  let reads = 0;
  const flags = {
    // Else the platform would patch Node's own modules for every test that follows in this process.
    skipHttpPatch: true,
    get cleanInputData() {
      reads += 1;
      return false;
    },
  };
  return { counted: { version: '1.0.0', platformVersion, flags }, reads: () => reads };
}

const event = { command: 'validate' };

afterEach(() => {
  schemaTools.prepareApp = prepareApp;
});

describe('a definition that stands as it is', () => {
  it('is read less often at every event', async () => {
    const byPlatform = countedApp();
    await createLambdaHandler(byPlatform.counted)(event);
    const asIs = countedApp();
    await createLambdaHandler(asItStands(asIs.counted))(event);
    expect(asIs.reads()).toBeLessThan(byPlatform.reads());
  });

  it('is the one that the platform works with', () => {
    const definition = asItStands({ version: '1.0.0' });
    expect(schemaTools.prepareApp(definition)).toBe(definition);
  });

  it('is prepared by the platform where Zapier puts another in its place', () => {
    const { counted } = countedApp();
    const overridden = { ...asItStands(counted), version: '2.0.0' };
    expect(schemaTools.prepareApp(overridden)).toEqual(prepareApp(overridden));
  });
});

describe("the app's definition", () => {
  it('lacks nothing that the platform would add', () => {
    expect(schemaTools.compileApp(app)).toEqual(app);
  });
});
