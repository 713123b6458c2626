import schemaTools from 'zapier-platform-core/src/tools/schema';

/**
 * Lets the platform work with a definition as it stands. By itself it copies and freezes the whole of it twice at every
 * event (its own remark beside the second time says that this should go), which costs a warm step several times what a
 * request does, and makes a cold one load every operation for the sake of a single one. A definition that Zapier overrides
 * for one event is an object of its own, and is prepared as ever.
 *
 * @param definition complete: with every kind of operation, and nothing that the platform would have to translate.
 */
export function asItStands<Definition extends object>(
  definition: Definition,
  tools: Pick<typeof schemaTools, 'prepareApp'> = schemaTools,
): Definition {
  const { prepareApp } = tools;
  tools.prepareApp = (given) => (given === definition ? definition : prepareApp(given));
  return definition;
}
