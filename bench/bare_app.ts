import zapier, { type Create, defineApp } from 'zapier-platform-core';

interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** The least that a step can do: it sends the bytes it is given, and lets the platform read the answers if they are JSON. */
const send = {
  key: 'send',
  noun: 'Request',
  display: { label: 'Send Request', description: 'Sends a request.' },
  operation: {
    perform: async (z, { inputData }) => {
      const { requests } = inputData as unknown as { readonly requests: readonly Request[] };
      const answers: unknown[] = [];
      for (const { body, ...rest } of requests) {
        const response = await z.request({ ...rest, ...(body !== '' && { body }) });
        answers.push(response.data ?? response.content);
      }
      return { id: '1', answers };
    },
    sample: { id: '1' },
  },
} satisfies Create;

export default defineApp({
  version: '1.0.0',
  platformVersion: zapier.version,
  flags: { cleanInputData: false, skipHttpPatch: true },
  creates: { send },
});
