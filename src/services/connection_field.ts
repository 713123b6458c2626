/** What the user sees of a field of the connection form, and whether it is hidden while typed. */
export interface ConnectionRow {
  readonly label: string;
  readonly type?: 'string' | 'password';
  readonly helpText: string;
  readonly placeholder?: string;
  readonly default?: string;
  readonly choices?: Readonly<Record<string, string>>;
  /** No account works without it. The form insists only where it is for one platform alone. */
  readonly required?: true;
}

/** A field with the place where its value lies. */
export interface ConnectionField extends ConnectionRow {
  readonly key: string;
}

/** The fields of a table by their keys, in the order in which people fill them in. */
export function connectionFields<const Rows extends Readonly<Record<string, ConnectionRow>>>(rows: Rows) {
  return Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, { key, ...row }])) as {
    readonly [Key in keyof Rows]: Rows[Key] & { readonly key: Key & string };
  };
}
