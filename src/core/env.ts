/** A setting of the app's owner, read when it is needed. Set but empty counts as not set. */
export function environment(name: string): string | undefined {
  const value = process.env[name]?.trim();
  return value === '' ? undefined : value;
}
