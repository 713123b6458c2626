const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The addresses at which the doubles listen, which differ from trial to trial. */
const PORT = /(127\.0\.0\.1):\d+/g;

/** What a service holds, as text that is the same for the same contents: GUIDs are numbered as they come. */
export function textOf(state: unknown): string {
  const path: object[] = [];
  const plain = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    // Receipts know their orders, which know their receipts.
    if (path.includes(value)) return 'see above';
    path.push(value);
    const copy = copyOf(value);
    path.pop();
    return copy;
  };
  const copyOf = (value: object): unknown => {
    if (Buffer.isBuffer(value)) return value.toString('base64');
    if (value instanceof Map) return [...value].map((entry: readonly unknown[]) => entry.map(plain));
    if (value instanceof Set) return [...value].map(plain);
    if (Array.isArray(value)) return value.map((member: unknown) => plain(member));
    // Another shift may have begun before the step was run again.
    const entries = Object.entries(value).filter(([key]) => !key.startsWith('shift'));
    return Object.fromEntries(entries.map(([key, member]) => [key, plain(member)]));
  };
  const names = new Map<string, string>();
  return JSON.stringify([plain(state)])
    .replace(PORT, '$1')
    .replace(GUID, (guid) => {
      const name = names.get(guid.toLowerCase()) ?? `guid ${names.size + 1}`;
      names.set(guid.toLowerCase(), name);
      return name;
    });
}
