import {
  NOTIFICATION_FAULTS,
  type NotificationFault,
  type NotificationFaultDetails,
} from '../../sandbox/justclick/notification_faults';
import type { Cache } from '../../sandbox/zapier/cache';
import { TEST_ACCOUNT } from '../../sandbox/measoft/accounts';
import { WEBHOOK_BODIES, type WebhookRun } from '../../sandbox/measoft/webhooks';
import { NOTIFY_FAULTS, type NotifyFault, OrderNotify } from '../../sandbox/rkeeper_notify/order_notify';
import { CACHE_FAULTS } from './cache_faults';
import { type ExamplesOf, plainKinds } from './declared';
import type { Lane } from './lane';
import type { Lanes } from './lanes';
import type { Service, Stage } from './service';
import { COURIER, type CourierStage } from './services/courier';
import { SHOP, type ShopStage } from './services/shop';
import { TILL, type TillStage } from './services/till';
import { withStage } from './trial';
import { NOW } from './time';

/** What a hook made of two events of which the service told, the first of them wrongly. */
export interface Delivery {
  readonly label: string;
  readonly key: string;
  readonly fault: { readonly kind: string; readonly words: string };
  /** Zapier's cache went wrong, and the service told of both as it should. */
  readonly ofCache: boolean;
  /** How often either started the Zap. */
  readonly starts: readonly [first: number, second: number];
  /** What the runs that failed said. */
  readonly messages: readonly string[];
}

/** More than any hook makes calls. */
const ALL = 99;

/** A hook, and how its service tells of two events. */
interface Scene<Of extends Stage, Fault> {
  readonly service: Service<Of>;
  readonly key: string;
  readonly inputData?: Readonly<Record<string, string>>;
  readonly faults: readonly { readonly fault: Fault; readonly kind: string; readonly words: string }[];
  /** The field of an event by which it is known. */
  readonly id: string;
  /** @returns by what the two events are known. */
  readonly tell: (
    stage: Of,
    url: string,
    fault: Fault | undefined,
  ) => Promise<readonly [first: string, second: string]>;
}

/** Every hook of the app under every fault of the services' own messages. */
export async function faultyDeliveries(lanes: Lanes): Promise<readonly Delivery[]> {
  const played = await Promise.all([
    ...SHOP_HOOKS.map((scene) => play(lanes, scene)),
    play(lanes, TILL_HOOK),
    play(lanes, COURIER_HOOK),
  ]);
  return played.flat();
}

async function play<Of extends Stage, Fault>(
  lanes: Lanes,
  scene: Scene<Of, Fault>,
): Promise<readonly Delivery[]> {
  const asked = await lanes.use(async (lane) => {
    const calls = lane.zapier.cache.watch();
    await tellTwo(lane, scene, undefined);
    return [...new Set(calls)];
  });
  const ofService = scene.faults.map(({ fault, kind, words }) =>
    lanes.use(async (lane) => ({
      fault: { kind, words },
      ofCache: false,
      ...(await tellTwo(lane, scene, fault)),
    })),
  );
  const ofCache = CACHE_FAULTS.flatMap((fault) =>
    fault.methods
      .filter((method) => asked.includes(method))
      .map((method) =>
        lanes.use(async (lane) => ({
          fault,
          ofCache: true,
          ...(await tellTwo(lane, scene, undefined, (cache) => {
            fault.strike(cache, method, ALL);
          })),
        })),
      ),
  );
  return Promise.all([...ofService, ...ofCache]);
}

async function tellTwo<Of extends Stage, Fault>(
  lane: Lane,
  { service, key, inputData = {}, id, tell }: Scene<Of, Fault>,
  fault: Fault | undefined,
  strike: (cache: Cache) => void = () => undefined,
): Promise<Omit<Delivery, 'fault' | 'ofCache'>> {
  return withStage(lane, service, service.cases[key] ?? {}, async (stage) => {
    const hook = await lane.zapier.turnOn({ key, authData: stage.authData, inputData });
    strike(lane.zapier.cache);
    const known = await tell(stage, hook.url, fault);
    await hook.settled();
    const started = hook.deliveries.flatMap(({ events }) => events.map((event) => String(event[id])));
    const starts = (event: string): number => started.filter((other) => other === event).length;
    return {
      label: lane.zapier.definition().triggers?.[key]?.display.label ?? key,
      key,
      starts: [starts(known[0]), starts(known[1])],
      messages: hook.deliveries.flatMap(({ result }) =>
        result.outcome === 'success' ? [] : [result.message],
      ),
    };
  });
}

const NOTIFICATION_EXAMPLES: ExamplesOf<NotificationFaultDetails> = {
  'fields missing': [
    { kind: 'fields missing', names: ['phone', 'city', 'utm'] },
    { kind: 'fields missing', names: ['hash'] },
    { kind: 'fields missing', names: ['id'] },
  ],
};

const SHOP_FAULTS = [
  ...plainKinds(NOTIFICATION_FAULTS, NOTIFICATION_EXAMPLES).map((kind) => ({ kind })),
  ...NOTIFICATION_EXAMPLES['fields missing'],
].map((fault: NotificationFault) => ({
  fault,
  kind: 'names' in fault ? `${fault.kind}: ${fault.names.join(', ')}` : fault.kind,
  words: NOTIFICATION_FAULTS[fault.kind],
}));

const PRODUCT = 'kurs_start';

const SHOP_HOOKS = (
  ['justclick_new_order_instant', 'justclick_order_paid_instant', 'justclick_order_event'] as const
).map((key): Scene<ShopStage, NotificationFault> => ({
  service: SHOP,
  key,
  inputData: { good_name: PRODUCT },
  faults: SHOP_FAULTS,
  id: 'bill_id',
  tell: async ({ double, shop }, url, fault) => {
    const product = shop.product(PRODUCT);
    // The user pastes the address of this hook into the product.
    if (key === 'justclick_order_event') product.good_api_url_notif = url;
    const buyer = shop.order(100_001);
    const event = (): string => {
      const order = shop.placeOrder({ ...buyer, created: Math.floor(NOW / 1000) });
      if (key !== 'justclick_new_order_instant') shop.pay(order, Math.floor(NOW / 1000));
      return String(order.id);
    };
    if (fault) double.notifications.faults.add(fault);
    const known = [event(), event()] as const;
    await double.notifications.settled();
    double.notifications.release();
    await double.notifications.settled();
    return known;
  },
}));

const TILL_HOOK: Scene<TillStage, NotifyFault['kind']> = {
  service: TILL,
  key: 'rkeeper_order_event',
  faults: plainKinds(NOTIFY_FAULTS, {}).map((kind) => ({ fault: kind, kind, words: NOTIFY_FAULTS[kind] })),
  id: 'id',
  tell: async ({ till }, url, kind) => {
    const notify = OrderNotify.start(till, { addresses: [url], retryMilliseconds: 1 });
    const order = till.orders.visits[0]?.orders[0];
    if (!order) throw new Error('The case has no order.');
    if (kind !== undefined) notify.faults.add({ kind }, { on: '3' });
    notify.orderChanged('Save Order', order);
    notify.orderChanged('Quit Order', order);
    await notify.settled();
    await notify.stop();
    const [, first = '', second = ''] = notify.guids;
    return [first, second];
  },
};

const RUNS: readonly { readonly fault: WebhookRun; readonly kind: string; readonly words: string }[] = [
  ...plainKinds(WEBHOOK_BODIES, {}).map((body) => ({
    fault: { body },
    kind: body,
    words: WEBHOOK_BODIES[body],
  })),
  { fault: { twice: true }, kind: 'twice', words: 'Sent again at once, whatever the reply.' },
  { fault: { reversed: true }, kind: 'reversed', words: 'The last change is sent first.' },
  { fault: { form2022: true }, kind: 'form2022', words: 'Sent in the form of early 2022.' },
];

const COURIER_HOOK: Scene<CourierStage, WebhookRun> = {
  service: COURIER,
  key: 'measoft_status_event',
  faults: RUNS,
  id: 'ordercode',
  tell: async ({ courier }, url, how = {}) => {
    const { orders, webhooks } = courier;
    const [first, second] = [orders.get('00032011'), orders.get('SHOP-0995')];
    webhooks.subscribe(courier.account(TEST_ACCOUNT.login), url);
    orders.move(first, 'DELIVERY');
    if (how.reversed !== true) await webhooks.run(how);
    orders.move(second, 'COMPLETE');
    await webhooks.run(how.reversed === true ? how : {});
    return [first.code, second.code];
  },
};
