import { join } from 'node:path';
import { Clock, localTime } from '../../sandbox/clock';
import { anchorOf, type LicenceRegistry, YEARLY_PRODUCT } from '../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../sandbox/rkeeper/licence_server';
import type { Poller } from '../../sandbox/zapier/poller';
import { Zapier } from '../../sandbox/zapier/zapier';
import { MovedClock } from '../../sandbox/moved_clock';
import { EVENTS, ONCE_EACH, poll, StartedZap } from '../support/started_zap';

const FAULTS = [
  { kind: 'lost request' },
  { kind: 'html page', status: 500 },
  { kind: 'html page', status: 200 },
] as const;

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const ZIP = join(__dirname, '../../build/build.zip');
const THRESHOLDS = [30, 14, 7, 1];
const DAY = 24 * 60 * 60 * 1000;
const USER = { userName: 'user@example.com', password: 'licence-secret' };
const TOKEN = '00000000-0000-0000-0000-000000000001';

const RESTAURANTS = 10;
const TERMS = 1 + Math.ceil(EVENTS / THRESHOLDS.length / RESTAURANTS);
const TERM_DAYS = 33;
/** Days before the first licence ends: when everybody looks. Between them nothing happens to a licence. */
const LOOKS = [30.2, 29.8, 14.2, 13.8, 9, 7.2, 6.8, 0.7, 0.4];
/** The licences of one term end within half a day of each other. */
const STAGGER_DAYS = 0.5 / RESTAURANTS;
const EARLY_RENEWAL_DAYS = 9;

/** A restaurant whose licence is renewed term after term, and the Zap that watches it. */
class Watched {
  readonly started = new StartedZap();
  /** The thresholds that its licences have crossed while they were the one in force. */
  readonly crossed = new Set<string>();
  readonly tooEarly = new Set<string>();
  #end = 0;

  constructor(
    private readonly registry: LicenceRegistry,
    private readonly restCode: string,
    private readonly poller: Poller,
  ) {}

  renew(end: number): void {
    this.#end = end;
    const expirationDate = localTime(end);
    this.registry.grant(anchorOf(this.restCode), { expirationDate });
  }

  async turnOn(): Promise<void> {
    const { result } = await this.poller.start();
    if (result.outcome !== 'success') throw new Error(result.message);
  }

  /** @param badDay what goes wrong with the poll, by its number; the next one follows in minutes. */
  async look(now: number, badDay: number | undefined): Promise<void> {
    const id = new Date(this.#end).toISOString().replace('.000', '');
    for (const threshold of THRESHOLDS)
      if (this.#end - now <= threshold * DAY) this.crossed.add(`${id}-${threshold}`);
    if (badDay !== undefined) this.started.add(await poll(this.poller, badDay));
    this.started.add((await this.poller.tick()).events);
    for (const event of this.started.against(this.crossed).uncalledFor) this.tooEarly.add(event);
  }
}

let clock: MovedClock;
let server: LicenseServerDouble;
let zapier: Zapier;

beforeEach(async () => {
  clock = new MovedClock();
  server = await LicenseServerDouble.start({ clock: new Clock(clock.now) });
  zapier = await Zapier.start({
    app: ZIP,
    environment: { ...clock.environment, RKEEPER_LICENSE_URL: server.origin, ALLOW_LOOPBACK: '1' },
    workers: 2,
    clock: clock.now,
  });
});

afterEach(async () => {
  await Promise.all([zapier.stop(), server.stop()]);
  clock.remove();
});

it(`${EVENTS} ends of licences that draw near start a Zap once per licence and threshold, over overlapping polls, restarts, renewals and lost answers`, async () => {
  const { registry } = server;
  registry.addUser(USER);
  registry.addToken(TOKEN);
  const begin = Math.ceil(clock.now() / 1000) * 1000;
  const endOf = (term: number, index = 0): number =>
    begin + Math.round(((term + 1) * TERM_DAYS + index * STAGGER_DAYS) * DAY);
  const restaurants = Array.from({ length: RESTAURANTS }, (_, index) => {
    const restCode = String(199_999_000 + index);
    const poller = zapier.poll({ key: 'rkeeper_license_expiring', authData: connectionOf(restCode) });
    return new Watched(registry, restCode, poller);
  });
  for (const [index, restaurant] of restaurants.entries()) restaurant.renew(endOf(0, index));
  await Promise.all(restaurants.map((restaurant) => restaurant.turnOn()));

  const isEarly = (term: number, index: number): boolean => index % 9 === term;
  for (let term = 0; term < TERMS; term += 1) {
    for (const [look, daysLeft] of LOOKS.entries()) {
      clock.moveOn(endOf(term) - daysLeft * DAY - clock.now());
      if (daysLeft === EARLY_RENEWAL_DAYS)
        for (const [index, restaurant] of restaurants.entries())
          if (isEarly(term, index)) restaurant.renew(endOf(term + 1, index));
      // What a poll misses then, the next look finds.
      if (look % 3 === 0) for (const fault of FAULTS) server.faults.add(fault);
      if (look % 4 === 2) zapier.cache.drop(0.5);
      await Promise.all(
        restaurants.map((restaurant, index) =>
          restaurant.look(clock.now(), (index + look) % 10 === 0 ? term + look : undefined),
        ),
      );
    }
    for (const [index, restaurant] of restaurants.entries())
      if (!isEarly(term, index)) restaurant.renew(endOf(term + 1, index));
  }

  const crossed = restaurants.flatMap((restaurant) => [...restaurant.crossed]);
  expect(crossed.length).toBeGreaterThanOrEqual(EVENTS);
  expect(restaurants.flatMap(({ tooEarly }) => [...tooEarly])).toEqual([]);
  for (const restaurant of restaurants)
    expect(restaurant.started.against(restaurant.crossed)).toEqual(ONCE_EACH);
});

/** What a user enters whose till need not be asked for the code of the restaurant. */
function connectionOf(restCode: string): Readonly<Record<string, string>> {
  return {
    service: 'rkeeper',
    login: USER.userName,
    password: USER.password,
    license_token: TOKEN,
    license_product: YEARLY_PRODUCT,
    rest_code: restCode,
    server_url: 'http://127.0.0.1:9',
    server_login: 'zapier',
    server_password: 'till-secret',
  };
}
