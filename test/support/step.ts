import type { Run } from '../../src/zapier/run';
import { MemoryStore } from './memory';

/** A step on a network that answers nothing and with an empty cache, where nothing else is said. */
export function step(more: Partial<Run>): Run {
  return {
    authData: {},
    input: {},
    timeZone: 'Europe/Moscow',
    http: () => Promise.reject(new Error('No request is expected.')),
    store: new MemoryStore(),
    appStore: new MemoryStore(),
    hook: { targetUrl: undefined, content: '', subscription: {}, zapId: undefined },
    isLoadingSample: false,
    isPopulating: false,
    stashFile: () => Promise.reject(new Error('No file is expected.')),
    log: () => undefined,
    ...more,
  };
}
