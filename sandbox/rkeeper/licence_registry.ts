import { createHash, randomUUID } from 'node:crypto';

/** The vendor's product "XML interface for an application, 12 months". */
export const YEARLY_PRODUCT = '655cee55-7bcd-4826-b6e0-a8ccf2017ef3';

export interface Licence {
  readonly anchor: string;
  /** What the till calls `licenseToken`. */
  readonly id: string;
  /** `2027-03-26T00:00:00`, without a zone. */
  readonly expirationDate: string;
  /** How many connections the licence allows. */
  readonly quantity: number;
}

export interface LicenceUser {
  readonly userName: string;
  readonly password: string;
}

export type LicenceState = 'valid' | 'unknown' | 'expired';

const ANCHOR = /^6:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}#\d+\/17$/i;

/** `6:<product>#<restaurant code>/17`: only `#` stands before the restaurant's code. */
export function isAnchor(text: string): boolean {
  return ANCHOR.test(text);
}

export function anchorOf(restCode: string, product = YEARLY_PRODUCT): string {
  return `6:${product}#${restCode}/17`;
}

/** What UCS knows of users, developers and licences. The licence server answers from it and the till checks against it. */
export class LicenceRegistry {
  private readonly users = new Map<string, string>();
  private readonly tokens = new Set<string>();
  private readonly licences = new Map<string, Licence>();

  addUser({ userName, password }: LicenceUser): void {
    this.users.set(userName, password);
  }

  addToken(token: string): void {
    this.tokens.add(token);
  }

  removeToken(token: string): void {
    this.tokens.delete(token);
  }

  grant(anchor: string, { expirationDate = '2099-12-31T00:00:00', quantity = 1 } = {}): Licence {
    if (!isAnchor(anchor)) throw new Error(`Not an anchor: ${anchor}`);
    return this.store({ anchor, id: randomUUID(), expirationDate, quantity });
  }

  /** The licence gets another id; the till no longer accepts the old one. */
  rotate(anchor: string): Licence {
    return this.store({ ...this.existing(anchor), id: randomUUID() });
  }

  expire(anchor: string): Licence {
    return this.store({ ...this.existing(anchor), expirationDate: '2020-01-01T00:00:00' });
  }

  revoke(anchor: string): void {
    this.licences.delete(key(anchor));
  }

  find(anchor: string): Licence | undefined {
    return this.licences.get(key(anchor));
  }

  /** How the till sees a pair of anchor and licenseToken at a local time like `2026-10-03T16:05:00`. */
  state(anchor: string, id: string, dateTime: string): LicenceState {
    const licence = this.find(anchor);
    if (licence?.id.toLowerCase() !== id.toLowerCase()) return 'unknown';
    return licence.expirationDate > dateTime ? 'valid' : 'expired';
  }

  /** Whether a `usr` header names a known user, with the right hashes. Case of the hexadecimal digits does not matter. */
  accepts(usr: string): boolean {
    const [userName = '', credentials = '', token = '', ...rest] = Buffer.from(usr, 'base64')
      .toString('utf8')
      .split(';');
    const password = this.users.get(userName);
    return (
      /^[A-Za-z0-9+/]+={0,2}$/.test(usr) &&
      usr.length % 4 === 0 &&
      rest.length === 0 &&
      password !== undefined &&
      credentials.toLowerCase() === md5(userName + password) &&
      [...this.tokens].some((known) => md5(known) === token.toLowerCase())
    );
  }

  private existing(anchor: string): Licence {
    const found = this.find(anchor);
    if (!found) throw new Error(`No licence for ${anchor}.`);
    return found;
  }

  private store(licence: Licence): Licence {
    this.licences.set(key(licence.anchor), licence);
    return licence;
  }
}

function key(anchor: string): string {
  return anchor.toLowerCase();
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}
