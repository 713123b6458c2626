/** A field of the connection form: where its value lies, what the user sees, and whether it is hidden while typed. */
export interface ConnectionField {
  readonly key: string;
  readonly label: string;
  readonly type?: 'string' | 'password';
  readonly helpText: string;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly value: string; readonly sample: string; readonly label: string }[];
}

/** Asked of every service; what it means differs. */
export const LOGIN = {
  key: 'login',
  label: 'Login',
  helpText:
    '**Shops:** the account name, which is the first part of your shop\'s address ("username" in username.expertam.ru). ' +
    '**r_keeper:** the e-mail of the licence user at [l.ucs.ru](https://l.ucs.ru). **MeaSoft:** your login («Логин»).',
} as const satisfies ConnectionField;

export const PASSWORD = {
  key: 'password',
  label: 'Password',
  type: 'password',
  helpText:
    '**r_keeper:** the password of the licence user at [l.ucs.ru](https://l.ucs.ru). **MeaSoft:** your password («Пароль»).',
} as const satisfies ConnectionField;
