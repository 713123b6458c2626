/** Parts of the platform that come without types of their own. */
declare module 'zapier-platform-core/src/tools/create-lambda-handler' {
  /** What Zapier's wrapper makes of an app. */
  export default function createLambdaHandler(app: object): (event: object) => Promise<unknown>;
}

/** What the runtime makes of the definition before it handles an event, and what it tells of it. */
declare module 'zapier-platform-core/src/tools/schema' {
  export function prepareApp<App extends object>(app: App): App;
  export function serializeApp<App extends object>(prepared: App): App;
}

declare module 'zapier-platform-core/src/constants' {
  const constants: {
    /** In bytes. */
    KILL_MAX_LIMIT: number;
  };
  export default constants;
}
