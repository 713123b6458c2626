import type { FieldChoiceWithLabel, FieldDynamicChoices } from 'zapier-platform-core';
import { perform, type Step } from './zapier';

/** A drop-down that is filled by a call, all of it at once, so that Zapier's search box finds everything. */
export function choicesFrom(
  list: (step: Step) => Promise<readonly { readonly id: string; readonly label: string }[]>,
): FieldDynamicChoices {
  return {
    perform: perform(async (step) => ({ results: await list(step), paging_token: null })),
  };
}

/** A drop-down of values known beforehand, each with the words that the user reads. */
export function labelled(choices: Readonly<Record<string, string>>): FieldChoiceWithLabel[] {
  return Object.entries(choices).map(([value, label]) => ({ value, sample: value, label }));
}
