import type { PlainInputField } from 'zapier-platform-core';
import { UTM_FIELDS } from '../../services/justclick/utm';

/** Where a buyer or a contact came from, as fields of a form. */
export function utmFields(group: string): PlainInputField[] {
  return UTM_FIELDS.map((field) => ({
    key: field.key,
    label: field.label,
    group,
    ...('help' in field && { helpText: field.help }),
  }));
}
