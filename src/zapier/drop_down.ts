import type { FieldDynamicChoices } from 'zapier-platform-core';
import { perform, type Run } from './run';

/** A drop-down that is filled by a call, all of it at once, so that Zapier's search box finds everything. */
export function dropDown(
  list: (run: Run) => Promise<readonly { readonly id: string; readonly label: string }[]>,
): FieldDynamicChoices {
  return {
    perform: perform(async (run) => ({ results: await list(run), paging_token: null })),
  };
}
