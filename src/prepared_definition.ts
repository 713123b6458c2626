import schemaTools from 'zapier-platform-core/src/tools/schema';

type Prepare = typeof schemaTools.prepareApp;

interface Prepared {
  /** What the definition consisted of. */
  readonly parts: readonly unknown[];
  readonly definition: object;
}

/**
 * Lets the platform copy and freeze the definition once for each process. By itself it does so twice at every event (its
 * own remark beside the second time says that this should go), which costs several times what a step of ours does. The
 * outcome is frozen, so events may share it. A definition that Zapier overrides for one event is an object of its own;
 * the platform's test helper adds a part to one that is known, and so gets it prepared anew.
 */
export function keepPreparedDefinition(tools: { prepareApp: Prepare } = schemaTools): void {
  const { prepareApp } = tools;
  const prepared = new WeakMap<object, Prepared>();
  tools.prepareApp = (definition) => {
    const parts: readonly unknown[] = Object.entries(definition).flat();
    const known = prepared.get(definition);
    if (known?.parts.length === parts.length && known.parts.every((part, index) => part === parts[index]))
      return known.definition;
    const made = prepareApp(definition);
    prepared.set(definition, { parts, definition: made });
    return made;
  };
}
