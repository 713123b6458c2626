/** A client of the courier company, or a subcontractor (агент): both have a cabinet with a login. */
export interface Account {
  /** «Код курьерской службы» */
  readonly courierCode: string;
  readonly login: string;
  readonly password: string;
  /** The courier's own code of this client, told by the function `client`. */
  readonly clientCode: string;
  /** Stands as the sender of orders that name none. */
  readonly company: string;
}

/** The vendor's published test account. */
export const TEST_ACCOUNT: Account = {
  courierCode: '8',
  login: 'test',
  password: 'testm',
  clientCode: '1082',
  company: 'Тестовый магазин',
};

/** A subcontractor of the same courier company. */
export const AGENT_ACCOUNT: Account = {
  courierCode: '8',
  login: 'agent',
  password: 'secret',
  clientCode: '1083',
  company: 'Агент «Доставка рядом»',
};
