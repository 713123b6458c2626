/** What of an app concerns its steps. */
interface Steps {
  readonly triggers: Record<string, Step>;
  readonly creates: Record<string, Step>;
  readonly searches: Record<string, Step>;
}

interface Step {
  readonly operation: object;
}

/**
 * A prototype that makes a part of the definition no plain object. lodash writes to the tag when it reads it, and an error
 * thrown by each of a thousand parts would cost a third of an event.
 */
const FIXED_PART = Object.create(Object.prototype, {
  constructor: { value: undefined },
  [Symbol.toStringTag]: {
    get: () => 'FixedPart',
    set: () => {
      // It stays what it is.
    },
  },
}) as object;

/**
 * The same definition, of which the runtime does not copy the fields and the samples. For each event it would copy them
 * twice, object by object, and walk through the copies twice more, which takes longer than many steps. It leaves alone what
 * is no plain object, as lodash's `cloneDeep` calls it, and what is frozen. If that ever changes, they are copied like the rest.
 */
export function withFixedParts<App extends Steps>(app: App): App {
  const { triggers, creates, searches } = app;
  return {
    ...app,
    triggers: eachStep(triggers),
    creates: eachStep(creates),
    searches: eachStep(searches),
  };
}

function eachStep(steps: Readonly<Record<string, Step>>): Record<string, Step> {
  const entries = Object.entries(steps).map(([key, step]) => {
    const parts = Object.entries(step.operation).map(
      ([name, part]: [string, unknown]) =>
        [name, Array.isArray(part) ? part.map(fixed) : fixed(part)] as const,
    );
    const operation: object = Object.fromEntries(parts);
    return [key, { ...step, operation }] as const;
  });
  return Object.fromEntries(entries);
}

function fixed(part: unknown): unknown {
  if (!isObject(part) || !isData(part)) return part;
  const copy = Object.create(FIXED_PART) as object;
  return Object.freeze(Object.assign(copy, part));
}

/** Whether there is no function in it: the runtime writes those into the definition otherwise than data. */
function isData(part: unknown): boolean {
  return isObject(part) ? Object.values(part).every(isData) : typeof part !== 'function';
}

function isObject(part: unknown): part is object {
  return typeof part === 'object' && part !== null;
}
