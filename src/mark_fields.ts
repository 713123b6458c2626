import type { PlainInputField } from 'zapier-platform-core';
import { MARK_FIELDS } from './services/justclick/marks';

/** Where a buyer or a contact came from, as fields of a form. */
export function markFields(group: string): PlainInputField[] {
  return MARK_FIELDS.map((field) => ({
    key: field.key,
    label: field.label,
    group,
    ...('help' in field && { helpText: field.help }),
  }));
}
