import { rows, text } from './records';

export interface Group {
  /** Symbolic (`super`) or opaque (`1594725950.5982672784`): always text. */
  readonly name: string;
  readonly title: string;
}

export function parseGroups(result: unknown): readonly Group[] {
  return rows(result).flatMap((row) => {
    const name = text(row.rass_name);
    return name === undefined ? [] : [{ name, title: text(row.rass_title) ?? name }];
  });
}
