import schemaTools from 'zapier-platform-core/src/tools/schema';

type Prepare = typeof schemaTools.prepareApp;

/**
 * Lets the platform copy and freeze the definition once for each process. By itself it does so twice at every event (its
 * own remark beside the second time says that this should go), which costs several times what a step of ours does. The
 * outcome is frozen, so events may share it; a definition that Zapier overrides for one event is an object of its own.
 */
export function keepPreparedDefinition(tools: { prepareApp: Prepare } = schemaTools): void {
  const { prepareApp } = tools;
  const prepared = new WeakMap<object, object>();
  tools.prepareApp = (definition) => {
    const known = prepared.get(definition);
    if (known) return known;
    const made = prepareApp(definition);
    prepared.set(definition, made);
    return made;
  };
}
