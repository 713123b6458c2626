/** One entry of a drop-down: the value that is sent, and what the user reads. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

export function labelOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
