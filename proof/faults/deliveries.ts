import {
  NOTIFICATION_FAULTS,
  type NotificationFault,
  type NotificationFaultDetails,
} from '../../sandbox/justclick/notifier';
import { TEST_ACCOUNT } from '../../sandbox/measoft/accounts';
import { WEBHOOK_FAULTS, type WebhookFault } from '../../sandbox/measoft/webhooks';
import { NOTIFY_FAULTS, type NotifyFault, OrderNotify } from '../../sandbox/rkeeper_notify/order_notify';
import type { Cache, CacheMethod } from '../../sandbox/zapier/cache';
import { shareOut } from '../lane';
import { COURIER, type OpenCourier } from '../services/courier';
import { type ExamplesOf, plainKinds } from '../services/examples';
import type { OpenService, Service } from '../services/service';
import { type OpenShop, SHOP } from '../services/shop';
import { type OpenTill, TILL } from '../services/till';
import { CACHE_FAULTS } from './cache_faults';
import { ALL, type FaultLane, NOW, withService } from './trial';

/** What a hook made of two events of which the service told, the first of them wrongly. */
export interface Delivery {
  readonly key: string;
  readonly fault: string;
  /** Zapier's cache went wrong, and the service told of both as it should. */
  readonly ofCache: boolean;
  /** How often either started the Zap. */
  readonly starts: readonly [first: number, second: number];
  /** What the runs that failed said. */
  readonly messages: readonly string[];
}

/** A hook, and how its service tells of two events. */
interface Scene<Opened extends OpenService, Fault> {
  readonly service: Service<Opened>;
  readonly key: string;
  readonly inputData?: Readonly<Record<string, string>>;
  readonly faults: readonly { readonly fault: Fault; readonly kind: string }[];
  /** The field of an event by which it is known. */
  readonly id: string;
  /** @returns by what the two events are known. */
  readonly tell: (
    opened: Opened,
    url: string,
    fault: Fault | undefined,
  ) => Promise<readonly [first: string, second: string]>;
}

/** Every hook of the app under every fault of the services' own messages, or under one of so many. */
export async function faultyDeliveries(
  lanes: readonly FaultLane[],
  oneOf: number,
): Promise<readonly Delivery[]> {
  const jobs = [...SHOP_HOOKS.map(jobsOf), jobsOf(TILL_HOOK), jobsOf(COURIER_HOOK)].flat();
  return shareOut(
    lanes,
    jobs.filter((_, index) => index % oneOf === 0),
    (lane, job) => job(lane),
  );
}

type Job = (lane: FaultLane) => Promise<Delivery>;

function jobsOf<Opened extends OpenService, Fault>(scene: Scene<Opened, Fault>): Job[] {
  const { key } = scene;
  const ofService = scene.faults.map(({ fault, kind }): Job => async (lane) => ({
    ...{ key, fault: kind, ofCache: false },
    ...(await tellTwo(lane, scene, fault)),
  }));
  // What a hook asks of the cache: whether it knows the event, and to know it from now on.
  const methods: readonly CacheMethod[] = ['get', 'set'];
  const ofCache = CACHE_FAULTS.flatMap(({ kind, methods: befallen, strike }) =>
    methods
      .filter((method) => befallen.includes(method))
      .map((method): Job => async (lane) => ({
        ...{ key, fault: `${kind} (${method})`, ofCache: true },
        ...(await tellTwo(lane, scene, undefined, (cache) => {
          strike(cache, method, ALL);
        })),
      })),
  );
  return [...ofService, ...ofCache];
}

async function tellTwo<Opened extends OpenService, Fault>(
  at: FaultLane,
  { service, key, inputData = {}, id, tell }: Scene<Opened, Fault>,
  fault: Fault | undefined,
  strike: (cache: Cache) => void = () => undefined,
): Promise<Pick<Delivery, 'starts' | 'messages'>> {
  return withService(at, service, async (opened) => {
    const { zapier } = at.lane;
    const hook = await zapier.turnOn({ key, authData: opened.authData, inputData });
    strike(zapier.cache);
    const known = await tell(opened, hook.url, fault);
    await hook.settled();
    const started = hook.deliveries.flatMap(({ events }) => events.map((event) => String(event[id])));
    const startsOf = (event: string): number => started.filter((other) => other === event).length;
    return {
      starts: [startsOf(known[0]), startsOf(known[1])],
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
}));

const PRODUCT = 'kurs_start';

const SHOP_HOOKS = (
  ['justclick_new_order_instant', 'justclick_order_paid_instant', 'justclick_order_event'] as const
).map((key): Scene<OpenShop, NotificationFault> => ({
  service: SHOP,
  key,
  inputData: { good_name: PRODUCT },
  faults: SHOP_FAULTS,
  id: 'bill_id',
  tell: async ({ double, shop }, url, fault) => {
    const product = shop.product(PRODUCT);
    // The user pastes the address of this hook into the product.
    if (key === 'justclick_order_event') product.good_api_url_notif = url;
    const buyer = { ...shop.order(100_001), created: Math.floor(NOW / 1000) };
    const event = (): string => {
      const order = shop.placeOrder(buyer);
      if (key !== 'justclick_new_order_instant') shop.pay(order, buyer.created);
      return String(order.id);
    };
    if (fault) double.notifications.faults.add(fault);
    const known = [event(), event()] as const;
    await double.notifications.settled();
    return known;
  },
}));

const TILL_HOOK: Scene<OpenTill, NotifyFault['kind']> = {
  service: TILL,
  key: 'rkeeper_order_event',
  faults: plainKinds(NOTIFY_FAULTS, {}).map((kind) => ({ fault: kind, kind })),
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

const COURIER_HOOK: Scene<OpenCourier, WebhookFault['kind']> = {
  service: COURIER,
  key: 'measoft_status_event',
  faults: plainKinds(WEBHOOK_FAULTS, {}).map((kind) => ({ fault: kind, kind })),
  id: 'ordercode',
  tell: async ({ courier }, url, kind) => {
    const { orders, webhooks } = courier;
    const [first, second] = [orders.get('00032011'), orders.get('SHOP-0995')];
    webhooks.subscribe(courier.account(TEST_ACCOUNT.login), url);
    if (kind !== undefined) webhooks.faults.add({ kind });
    orders.move(first, 'DELIVERY');
    orders.move(second, 'COMPLETE');
    // What was not answered as expected is sent again in the next run.
    await webhooks.run();
    await webhooks.run();
    return [first.code, second.code];
  },
};
