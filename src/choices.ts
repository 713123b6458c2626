import type { FieldDynamicChoices } from 'zapier-platform-core';
import { perform, type Step } from './zapier';

/** A drop-down that is filled by a call, all of it at once, so that Zapier's search box finds everything. */
export function choicesFrom(
  list: (step: Step) => Promise<readonly { readonly id: string; readonly label: string }[]>,
): FieldDynamicChoices {
  return {
    perform: perform(async (step) => ({ results: await list(step), paging_token: null })),
  };
}
