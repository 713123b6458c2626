/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No service nests or lists nearly as much. Empty brackets take thirty times their bytes in memory once they are parsed. */
const MOST_DEPTH = 100;
const MOST_BRACKETS = 1_000_000;

/**
 * Reads the JSON value in UTF-8 bytes, with or without a byte order mark; undefined when they hold anything else, or more of
 * something than a service can sensibly send. How many bytes there may be is for the caller to limit.
 */
export function parseJson(bytes: Buffer): unknown {
  if (hasTooManyBrackets(bytes)) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** The same for an answer that must be a JSON object. */
export function parseObject(bytes: Buffer): Record<string, unknown> | undefined {
  const value = parseJson(bytes);
  return isObject(value) ? value : undefined;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c] as const;
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d] as const;

/** Counts brackets outside of texts, and says nothing about anything else. */
function hasTooManyBrackets(bytes: Buffer): boolean {
  let depth = 0;
  let count = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) inText = !inText;
    else if (inText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === LIST || byte === OBJECT) {
      depth += 1;
      count += 1;
      if (depth > MOST_DEPTH || count > MOST_BRACKETS) return true;
    } else if (byte === LIST_END || byte === OBJECT_END) depth -= 1;
  }
  return false;
}
