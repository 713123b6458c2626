/** What Zapier's wrapper makes of an app; it comes without types of its own. */
declare module 'zapier-platform-core/src/tools/create-lambda-handler' {
  export default function createLambdaHandler(app: object): (event: object) => Promise<unknown>;
}
