/** Credentials that no text holds by chance, with every sort of character that some encoding writes otherwise. */
export const CREDENTIALS = {
  shopKey: 'k3y-<91f0> &"ключ" %{}+/=c7\'e2',
  licencePassword: 'l1c-<4d2a> &"пароль" %{}+/=9b\'03',
  licenceToken: 't0k-<77e1> &"жетон" %{}+/=5a\'c8',
  tillPassword: 't1l-<b31c> &"касса" %{}+/=f4\'6d',
  cdekPassword: 'cdk-<5be0> &"сдэк" %{}+/=d7\'3c',
  courierPassword: 'c0u-<08fe> &"курьер" %{}+/=21\'a9',
} as const;
