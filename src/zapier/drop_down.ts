import type { FieldDynamicChoices } from 'zapier-platform-core';
import { formOf, perform, type Run } from './run';

/** A drop-down that is filled by a call, all of it at once, so that Zapier's search box finds everything. */
export function dropDown(
  list: (run: Run) => Promise<readonly { readonly id: string; readonly label: string }[]>,
): FieldDynamicChoices {
  return {
    perform: perform(async (run) => ({ results: await list(run), paging_token: null }), 'editor'),
  };
}

/** What a user reads of an entry: all that is known of it. */
export function labelOf(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** What is in a field while its form is being filled in. */
export function typedInto(key: string, run: Run): string | undefined {
  return formOf(run).text({ key, label: key });
}
