/** The part of the platform that `complete_definition.ts` reaches into; it comes without types of its own. */
declare module 'zapier-platform-core/src/tools/schema' {
  const schemaTools: {
    /** Copies a definition and completes it. */
    compileApp: (definition: object) => object;
    /** The same, and freezes it. */
    prepareApp: (definition: object) => object;
  };
  export default schemaTools;
}
