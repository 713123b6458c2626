import { version as platformVersion } from 'zapier-platform-core';
import createLambdaHandler from 'zapier-platform-core/src/tools/create-lambda-handler';
import schemaTools from 'zapier-platform-core/src/tools/schema';
import { keepPreparedDefinition } from '../src/prepared_definition';

/** A definition that counts how often the platform copies it. */
function countedApp(): { readonly app: Record<string, unknown>; readonly copies: () => number } {
  let copies = 0;
  const flags = {
    // Else the platform would patch Node's own modules for every test that follows in this process.
    skipHttpPatch: true,
    get cleanInputData() {
      copies += 1;
      return false;
    },
  };
  return { app: { version: '1.0.0', platformVersion, flags }, copies: () => copies };
}

const definition = { command: 'definition' };

describe('the definition', () => {
  const { prepareApp } = schemaTools;

  afterEach(() => {
    schemaTools.prepareApp = prepareApp;
  });

  it('is read through at every event by the platform itself', async () => {
    const { app, copies } = countedApp();
    const handle = createLambdaHandler(app);
    await handle(definition);
    const atFirst = copies();
    await handle(definition);
    expect(copies()).toBe(2 * atFirst);
  });

  it('is read through once for a process, and told to every event alike', async () => {
    keepPreparedDefinition();
    const { app, copies } = countedApp();
    const handle = createLambdaHandler(app);
    const first: unknown = await handle(definition);
    const atFirst = copies();
    expect(await handle(definition)).toEqual(first);
    expect(copies()).toBe(atFirst);
  });

  it('is what the platform would make of it, and frozen', () => {
    const { app } = countedApp();
    const made = prepareApp(app);
    keepPreparedDefinition();
    expect(schemaTools.prepareApp(app)).toEqual(made);
    expect(Object.isFrozen(schemaTools.prepareApp(app))).toBe(true);
  });

  it('is prepared anew when a part of it was changed, as the test helper of the platform does', () => {
    keepPreparedDefinition();
    const { app } = countedApp();
    const before = schemaTools.prepareApp(app);
    app.version = '2.0.0';
    expect(schemaTools.prepareApp(app)).not.toEqual(before);
    delete app.version;
    expect(schemaTools.prepareApp(app)).not.toHaveProperty('version');
  });

  it('is prepared anew where Zapier puts another in its place', () => {
    keepPreparedDefinition();
    const { app } = countedApp();
    const overridden = { ...app, version: '2.0.0' };
    expect(schemaTools.prepareApp(overridden)).not.toEqual(schemaTools.prepareApp(app));
  });
});
