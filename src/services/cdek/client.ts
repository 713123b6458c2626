import type { Http } from '../../core/http';
import { CLOCK, type Clock } from '../../core/time';
import { Vault, type Store } from '../../core/vault';
import { CdekApi } from './api';
import type { CdekConnection } from './connection';
import { parseCity, parseSuggestion, type City } from './places';
import { objects } from './values';

/** What towns are looked for by; all that is given must fit. */
export interface CityQuery {
  /** The exact name, without its type: `Химки`. */
  readonly city?: string | undefined;
  readonly postal_code?: string | undefined;
  readonly code?: string | undefined;
  readonly fias_guid?: string | undefined;
  /** Two letters; `RU`. */
  readonly country_code?: string | undefined;
}

/** CDEK's API v2. Every method throws a `Problem`. */
export class CdekClient {
  readonly #api: CdekApi;

  constructor(connection: CdekConnection, http: Http, store: Store, clock: Clock = CLOCK) {
    this.#api = new CdekApi(connection, http, vaultOf(connection, store), clock);
  }

  /** Proves that the keys are right, without changing anything: a token, and one town under it. */
  async checkKeys(): Promise<void> {
    await this.cities({ country_code: 'RU' }, 1);
  }

  /** Vendor: GET /location/cities. */
  async cities({ country_code, ...query }: CityQuery, limit: number): Promise<readonly City[]> {
    const answer = await this.#api.read({
      method: 'GET',
      path: '/location/cities',
      query: { ...query, country_codes: country_code, size: limit },
    });
    return objects(answer).flatMap((city) => parseCity(city) ?? []);
  }

  /** Towns whose names begin so, the likeliest first. Vendor: GET /location/suggest/cities. */
  async citiesLike(name: string, country_code: string | undefined): Promise<readonly City[]> {
    const query = { name, country_code };
    const answer = await this.#api.read({ method: 'GET', path: '/location/suggest/cities', query });
    return objects(answer).flatMap((city) => parseSuggestion(city) ?? []);
  }
}

/** What is remembered under a contract; each contour has keys of its own. */
export function vaultOf({ account, password, contour }: CdekConnection, store: Store): Vault {
  return new Vault(store, [account, password, contour]);
}
