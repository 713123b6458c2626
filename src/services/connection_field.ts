/** A field of the connection form: where its value lies, what the user sees, and whether it is hidden while typed. */
export interface ConnectionField {
  readonly key: string;
  readonly label: string;
  readonly type?: 'string' | 'password';
  readonly helpText: string;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly value: string; readonly sample: string; readonly label: string }[];
}

/** Asked of every service, and explained by each in its own words: the form puts them together. */
export const LOGIN = { key: 'login', label: 'Login' } as const;
export const PASSWORD = { key: 'password', label: 'Password', type: 'password' } as const;
