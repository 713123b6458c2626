import zapier, { defineApp, type Create, type Trigger } from 'zapier-platform-core';
import packageJson from '../package.json';

/**
 * The least that a step can do: it sends the bytes it is given, and lets the platform read the answers if they are JSON. It
 * asks the cache, one time after the other, as often as it is told.
 */
const send = {
  key: 'send',
  noun: 'Request',
  display: { label: 'Send Request', description: 'Sends a request.' },
  operation: {
    perform: async (z, { inputData }) => {
      const { requests, cacheCalls } = inputData as unknown as Work;
      for (let call = 0; call < cacheCalls; call += 1) await z.cache.get('nothing');
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

interface Work {
  readonly requests: readonly Request[];
  readonly cacheCalls: number;
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** The least that a poll can do: it hands over as many items as it is told, which differ in their ids alone. */
const items = {
  key: 'items',
  noun: 'Item',
  display: { label: 'New Item', description: 'Triggers when it is polled.' },
  operation: {
    type: 'polling',
    perform: (_z, { inputData }) => {
      const { item, count } = inputData as unknown as Items;
      const copies = Array.from({ length: count }, (_, index) => ({ ...copyOf(item), id: String(index) }));
      return Promise.resolve(copies);
    },
    sample: { id: '1' },
  },
} satisfies Trigger;

interface Items {
  /** In JSON. */
  readonly item: string;
  readonly count: number;
}

function copyOf(item: string): object {
  return JSON.parse(item) as object;
}

export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  flags: { cleanInputData: false, skipHttpPatch: true },
  triggers: { items },
  creates: { send },
});
