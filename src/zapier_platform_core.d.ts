/** The part of the platform that `prepared_definition.ts` reaches into; it comes without types of its own. */
declare module 'zapier-platform-core/src/tools/schema' {
  const schemaTools: {
    /** Copies a definition, completes it and freezes it. */
    prepareApp: (definition: object) => object;
  };
  export default schemaTools;
}
