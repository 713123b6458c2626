import zapier, { defineApp, type Create } from 'zapier-platform-core';
import packageJson from '../package.json';

/** The least that a step can do: it sends the bytes it is given, and lets the platform read the answer if it is JSON. */
const send = {
  key: 'send',
  noun: 'Request',
  display: { label: 'Send Request', description: 'Sends a request.' },
  operation: {
    perform: async (z, { inputData }) => {
      const { url, body, headers } = inputData as Request;
      const response = await z.request({ url, method: 'POST', headers, body });
      const answer: unknown = response.data ?? response.content;
      return { id: '1', answer };
    },
    sample: { id: '1' },
  },
} satisfies Create;

interface Request {
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  flags: { cleanInputData: false, skipHttpPatch: true },
  creates: { send },
});
