import { openRestaurant, type RestaurantStage } from '../sandbox/scenes/restaurant';
import { openOrder, saveDish } from '../sandbox/scenes/rush_hour';
import type { Step } from '../sandbox/zapier/step';
import { Zapier } from '../sandbox/zapier/zapier';
import type { BuiltApp } from './built_app';
import type { Comparison } from './statistics';
import { type Answer, type Received, Upstream } from './upstream';
import { warmStep } from './warm_step';

export interface TillStep {
  /** Requests to the till and to the licence server when nothing is remembered but the typed restaurant code. */
  readonly coldCalls: number;
  readonly warmCalls: number;
  /** Milliseconds of a warm step, beside a bare request of the same XML. */
  readonly time: Comparison;
}

/** A dish that is saved on an order: under a licence, with a number, and with everything that keeps it from arriving twice. */
export async function tillStep(app: BuiltApp, bare: BuiltApp, pairs: number): Promise<TillStep> {
  const restaurant = await openRestaurant();
  const authData = { ...restaurant.authData, rest_code: restaurant.till.restaurant.restCode };
  const step = saveDish({ authData, order: openOrder(restaurant.till), dish: 1000017, kopecks: 10_000 });
  try {
    const [coldCalls, warmCalls] = await callsOf(step, app, restaurant);
    const upstream = await Upstream.start(asTheTillDid(restaurant));
    try {
      const time = await warmStep({
        app,
        bare,
        upstream,
        environment: { ALLOW_LOOPBACK: '1' },
        step: {
          ...step,
          authData: { ...authData, server_url: upstream.url, license_id: crypto.randomUUID() },
        },
        pairs,
      });
      return { coldCalls, warmCalls, time };
    } finally {
      upstream.stop();
    }
  } finally {
    await restaurant.stop();
  }
}

async function callsOf(
  step: Step,
  app: BuiltApp,
  { till, licences }: RestaurantStage,
): Promise<readonly [cold: number, warm: number]> {
  const zapier = await Zapier.start({
    app: app.folder,
    environment: { RKEEPER_LICENSE_URL: licences.origin, ALLOW_LOOPBACK: '1' },
  });
  const calls = async (): Promise<number> => {
    const before = till.journal.exchanges.length + licences.journal.length;
    const result = await zapier.run(step);
    if (result.outcome !== 'success') throw new Error(`The step failed: ${result.message}`);
    return till.journal.exchanges.length + licences.journal.length - before;
  };
  try {
    return [await calls(), await calls()];
  } finally {
    await zapier.stop();
  }
}

/** Answers in the very words of the double, without its work. */
function asTheTillDid({ till }: RestaurantStage): (received: Received) => Answer {
  const [number, saved] = ['GetXMLLicenseInstanceSeqNumber', 'SaveOrder'].map(
    (command) => till.journal.of(command).at(-1)?.answer ?? '',
  );
  return ({ body }) => ({
    contentType: 'application/xml; charset=utf-8',
    body: (body.includes('CMD="SaveOrder"') ? saved : number) ?? '',
  });
}
