import { version as platformVersion } from 'zapier-platform-core';
import createLambdaHandler from 'zapier-platform-core/src/tools/create-lambda-handler';
import schemaTools from 'zapier-platform-core/src/tools/schema';
import { keepPreparedDefinition } from '../src/prepared_definition';

/** A definition that counts how often the platform reads it through. */
function countedApp(): { readonly app: object; readonly readings: () => number } {
  let readings = 0;
  const app = {
    version: '1.0.0',
    platformVersion,
    get creates() {
      readings += 1;
      return {};
    },
  };
  return { app, readings: () => readings };
}

const definition = { command: 'definition' };

describe('the definition', () => {
  const { prepareApp } = schemaTools;

  afterEach(() => {
    schemaTools.prepareApp = prepareApp;
  });

  it('is read through at every event by the platform itself', async () => {
    const { app, readings } = countedApp();
    const handle = createLambdaHandler(app);
    await handle(definition);
    const atFirst = readings();
    await handle(definition);
    expect(readings()).toBe(2 * atFirst);
  });

  it('is read through once for a process, and told to every event alike', async () => {
    keepPreparedDefinition();
    const { app, readings } = countedApp();
    const handle = createLambdaHandler(app);
    const first: unknown = await handle(definition);
    const atFirst = readings();
    expect(await handle(definition)).toEqual(first);
    expect(readings()).toBe(atFirst);
  });

  it('is what the platform would make of it, and frozen', () => {
    const { app } = countedApp();
    const made = prepareApp(app);
    keepPreparedDefinition();
    expect(schemaTools.prepareApp(app)).toEqual(made);
    expect(Object.isFrozen(schemaTools.prepareApp(app))).toBe(true);
  });

  it('is prepared anew where Zapier puts another in its place', () => {
    keepPreparedDefinition();
    const { app } = countedApp();
    const overridden = { ...app, version: '2.0.0' };
    expect(schemaTools.prepareApp(overridden)).not.toEqual(schemaTools.prepareApp(app));
  });
});
