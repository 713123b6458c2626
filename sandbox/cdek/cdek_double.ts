import { randomUUID } from 'node:crypto';
import { Clock } from '../clock';
import { labelPdf } from '../measoft/label_pdf';
import { isJsonObject } from '../zapier/json';
import { type Answer, Double, type Exchange, type Reading, type Received } from '../server';
import { Contract, type CdekSwitches, DEFAULT_SWITCHES } from './contract';
import type { CdekFault } from './faults';
import { type Json, listOf, object, orderView, stamp } from './order';
import { CITIES, cityOf, POINTS, prices, TARIFFS } from './places';
import { fault, Refusal, refused } from './refusal';

export interface Keys {
  readonly account: string;
  readonly password: string;
}

/** The public test account of the documentation. */
export const TEST_KEYS: Keys = {
  account: 'wqGwiQx0gg8mLtiEKsUinjVSICCjtTEP',
  password: 'RmAmgvSgSl1yirlz9QupbzOJVqhCxcP5',
};

/** The connection of a user who has that contract. */
export const cdekConnection = {
  service: 'cdek',
  cdek_account: TEST_KEYS.account,
  cdek_password: TEST_KEYS.password,
} as const;
export const OTHER_KEYS: Keys = { account: 'other-shop', password: 'another secret' };

export interface CdekDoubleOptions extends Partial<CdekSwitches> {
  readonly keys?: readonly Keys[];
  /** Any free port unless given. */
  readonly port?: number;
  /** Real time unless given. */
  readonly clock?: Clock;
}

export interface CdekExchange extends Exchange<CdekFault> {
  readonly call: Call | undefined;
}

/** A request as CDEK understands it. */
interface Call {
  readonly route: Route | undefined;
  /** What stands in the path's place of `{uuid}`. */
  readonly uuid: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  readonly form: Readonly<Record<string, string>>;
  readonly token: string;
}

interface World extends Call {
  readonly contract: Contract;
  readonly clock: Clock;
  readonly switches: CdekSwitches;
  readonly fault: CdekFault | undefined;
  readonly base: string;
}

type Route = readonly [name: string, work: (world: World) => unknown];

const BASE = '/v2';

/** A strict double of CDEK's API v2, serving on loopback. */
export class CdekDouble extends Double<CdekExchange, CdekFault> {
  readonly switches: CdekSwitches;
  private readonly contracts: ReadonlyMap<string, Contract>;
  /** Tokens given out so far: each is another, and the same in every double, so that what is sent can be compared. */
  private given = 0;
  private readonly tokens = new Map<string, { readonly account: string; readonly until: number }>();

  private constructor(
    private readonly keys: readonly Keys[],
    private readonly clock: Clock,
    switches: Partial<CdekSwitches>,
  ) {
    super();
    this.switches = { ...DEFAULT_SWITCHES, ...switches };
    this.contracts = new Map(keys.map(({ account }) => [account, new Contract(clock, this.switches)]));
  }

  static start({
    port,
    clock = new Clock(),
    keys = [TEST_KEYS, OTHER_KEYS],
    ...switches
  }: CdekDoubleOptions = {}) {
    return new CdekDouble(keys, clock, switches).listen(port);
  }

  get url(): string {
    return `${this.origin}${BASE}`;
  }

  /** The contract of the first account unless another is named. */
  contract(account = this.keys[0]?.account ?? ''): Contract {
    const contract = this.contracts.get(account);
    if (!contract) throw new Error(`CDEK has no account ${account}.`);
    return contract;
  }

  /** From now on no token is good that was given out before. */
  revokeTokens(): void {
    this.tokens.clear();
  }

  protected read({ method, path, headers, body }: Received): Reading<CdekExchange> {
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    const place = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname;
    const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(place)?.[0] ?? '';
    const name = `${method} ${uuid === '' ? place : place.replace(uuid, '{uuid}')}`;
    const route = ROUTES.find(([known]) => known === name);
    const text = body.toString('utf8');
    const isJson = headers['content-type']?.startsWith('application/json') === true;
    const call: Call = {
      ...{ route, uuid, body: isJson ? parsed(text) : undefined },
      query: Object.fromEntries(searchParams),
      form: {
        ...Object.fromEntries(searchParams),
        ...Object.fromEntries(new URLSearchParams(isJson ? '' : text)),
      },
      token: /^Bearer (\S+)$/.exec(String(headers.authorization))?.[1] ?? '',
    };
    return { exchange: { method, path, headers, request: text, calls: [name], call } };
  }

  protected perform({ call, method }: CdekExchange, planned: CdekFault | undefined): Answer {
    if (!call?.route) return json(404, { errors: [fault('v2_bad_request', 'no such method')] });
    if (call.route[0] === TOKEN) return this.token(call, planned);
    if (planned?.kind === 'token revoked') this.tokens.delete(call.token);
    const token = this.tokens.get(call.token);
    const contract = token && token.until > this.clock.now() ? this.contracts.get(token.account) : undefined;
    if (!contract)
      return json(401, { error: 'invalid_token', error_description: 'Cannot convert access token to JSON' });
    const { clock, switches } = this;
    try {
      if (planned) suffer(planned, method);
      if (method === 'POST' && call.body === undefined && !call.route[0].endsWith('/refusal'))
        throw refused('v2_bad_request', 'the body is no JSON object');
      const world: World = { ...call, contract, clock, switches, fault: planned, base: this.url };
      const made = call.route[1](world);
      const isMaking = method !== 'GET' && (planned?.kind === 'no uuid' || planned?.kind === 'odd uuid');
      const entity = planned?.kind === 'odd uuid' ? { uuid: '0' } : null;
      const answer = isMaking ? { ...object(made), entity } : made;
      return Buffer.isBuffer(answer)
        ? { status: 200, headers: { 'content-type': 'application/pdf' }, body: answer }
        : json(method === 'GET' || call.route[0].includes('/calculator/') ? 200 : 202, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (planned?.kind === 'invalid' && method !== 'GET')
        return json(202, taken(randomUUID(), 'CREATE', clock, 'INVALID', error.faults));
      return json(error.status, {
        requests: [{ ...requestOf('CREATE', clock, 'INVALID'), errors: error.faults }],
      });
    }
  }

  private token({ form }: Call, planned: CdekFault | undefined): Answer {
    if (planned?.kind === 'too many requests') return json(429, { error: 'too_many_requests' });
    if (planned?.kind === 'internal error')
      return json(500, { error: 'server_error', error_description: 'later' });
    const isKnown = this.keys.some(
      ({ account, password }) => form.client_id === account && form.client_secret === password,
    );
    if (!isKnown || form.grant_type !== 'client_credentials')
      return json(401, { error: 'invalid_client', error_description: 'Bad client credentials' });
    this.given += 1;
    const token = `eyJhbGciOiJSUzI1NiJ9.token-number-${this.given}`;
    const seconds = this.switches.tokenSeconds;
    this.tokens.set(token, { account: form.client_id ?? '', until: this.clock.now() + seconds * 1000 });
    return json(200, {
      ...{ access_token: token, token_type: 'bearer', expires_in: seconds },
      ...{ scope: 'order:all payment:all', jti: randomUUID() },
    });
  }
}

function suffer(planned: CdekFault, method: string): void {
  switch (planned.kind) {
    case 'too many requests':
      throw new Refusal(429, []);
    case 'internal error':
      throw refused('v2_internal_error', '', 500);
    case 'empty errors':
      throw new Refusal(400, []);
    case 'refused':
      throw refused(planned.code);
    case 'invalid':
      if (method !== 'GET') throw refused(planned.code);
      break;
    case 'token revoked':
    case 'no uuid':
    case 'odd uuid':
    case 'unknown status':
  }
}

const TOKEN = 'POST /oauth/token';

const requestOf = (type: string, clock: Clock, state: string) => ({
  ...{ request_uuid: randomUUID(), type, date_time: stamp(clock.now()), state },
});

/** What is said to whatever is done later. */
const taken = (
  uuid: string,
  type: string,
  clock: Clock,
  state = 'ACCEPTED',
  errors: readonly unknown[] = [],
) => ({
  entity: { uuid },
  requests: [{ ...requestOf(type, clock, state), errors }],
  related_entities: [],
});

const orderOf = ({ contract, uuid }: World) => contract.find((order) => order.uuid === uuid);

const viewOf = (world: World, order: Parameters<typeof orderView>[0]) =>
  orderView(order, world.clock, world.fault?.kind === 'unknown status' ? 'BEAMED_UP' : undefined);

const ROUTES: readonly Route[] = [
  [TOKEN, () => undefined],
  [
    'POST /orders',
    ({ contract, body = {}, clock }) => {
      const { uuid, errors } = contract.create(body);
      const isFormal = errors.some(({ code }) => /^v2_(?:field|invalid)/.test(code));
      return isFormal ? taken(uuid, 'CREATE', clock, 'INVALID', errors) : taken(uuid, 'CREATE', clock);
    },
  ],
  [
    'GET /orders',
    (world) => {
      const { cdek_number, im_number } = world.query;
      if (cdek_number === undefined && im_number === undefined) throw refused('v2_order_number_empty');
      const isIt = (order: Parameters<typeof orderView>[0]): boolean =>
        im_number === undefined
          ? order.cdekNumber === cdek_number && order.errors.length === 0
          : order.number === im_number;
      return viewOf(
        world,
        world.contract.find(isIt, im_number === undefined ? undefined : 'v2_entity_not_found_im_number'),
      );
    },
  ],
  ['GET /orders/{uuid}', (world) => viewOf(world, orderOf(world))],
  [
    'DELETE /orders/{uuid}',
    (world) => {
      const order = orderOf(world);
      world.contract.remove(order);
      return taken(order.uuid, 'DELETE', world.clock);
    },
  ],
  [
    'POST /orders/{uuid}/refusal',
    (world) => {
      const order = orderOf(world);
      world.contract.refuse(order);
      return taken(order.uuid, 'CREATE_REFUSAL', world.clock);
    },
  ],
  [
    'GET /orders/{uuid}/intakes',
    (world) => {
      const order = orderOf(world);
      return world.contract.intakes.filter((one) => one.order === order).map((one) => intakeView(world, one));
    },
  ],
  [
    'POST /intakes',
    ({ contract, body = {}, clock }) => taken(contract.callCourier(body).uuid, 'CREATE', clock),
  ],
  [
    'GET /intakes/{uuid}',
    (world) => {
      const intake = world.contract.intakes.find(({ uuid }) => uuid === world.uuid);
      if (!intake) throw refused('v2_entity_not_found', '', 404);
      return { ...intakeView(world, intake), requests: [requestOf('CREATE', world.clock, 'SUCCESSFUL')] };
    },
  ],
  ...(['orders', 'barcodes'] as const).flatMap((kind): Route[] => [
    [
      `POST /print/${kind}`,
      ({ contract, body = {}, clock }) => taken(contract.print(kind, body).uuid, 'CREATE', clock),
    ],
    [`GET /print/${kind}/{uuid}`, (world) => formView(world, kind)],
    [
      `GET /print/${kind}/{uuid}.pdf`,
      ({ contract, uuid, clock }) => {
        const { orders, readyAt } = contract.form(kind, uuid);
        if (clock.now() < readyAt) throw refused('v2_entity_not_found', '', 404);
        if (clock.now() > readyAt + 3_600_000) throw refused('v2_entity_expired');
        return labelPdf(orders.map(({ cdekNumber, number }) => [cdekNumber, number]));
      },
    ],
  ]),
  [
    'POST /calculator/tarifflist',
    ({ body = {} }) => {
      const [from, to] = [cityOf(object(body.from_location)), cityOf(object(body.to_location))];
      if (!from) throw refused('v2_sender_location_not_recognized');
      if (!to) throw refused('v2_recipient_location_not_recognized');
      const weights = listOf(body.packages).map(({ weight }) => weight);
      if (weights.length === 0 || !weights.every((weight) => Number.isInteger(weight) && Number(weight) > 0))
        throw refused('v2_invalid_value_type', 'packages.weight');
      return {
        tariff_codes: prices(
          from,
          to,
          weights.reduce<number>((sum, one) => sum + Number(one), 0),
        ),
      };
    },
  ],
  ['GET /calculator/alltariffs', () => ({ tariff_codes: TARIFFS })],
  [
    'GET /location/cities',
    ({ query }) => {
      const { country_codes: countries = 'RU', size = '500', code, city, postal_code, fias_guid } = query;
      const asked = { code, city, postal_code, fias_guid };
      return CITIES.filter(
        (one) =>
          countries.split(',').includes(one.country_code) &&
          Object.entries(asked).every(
            ([key, value]) => value === undefined || String(object(one)[key]) === value,
          ),
      ).slice(0, Number(size));
    },
  ],
  [
    'GET /location/suggest/cities',
    ({ query: { name } }) => {
      if (name === undefined) throw refused('v2_required_param_empty', 'name');
      return CITIES.filter(({ city }) => city.toLowerCase().startsWith(name.toLowerCase())).map(
        ({ code, city, region, city_uuid }) => ({ city_uuid, code, full_name: `${city}, ${region}, Россия` }),
      );
    },
  ],
  [
    'GET /deliverypoints',
    ({ query }) => {
      const {
        code,
        city_code,
        type = 'ALL',
        postal_code,
        weight_max,
        allowed_cod,
        is_reception,
        is_handout,
      } = query;
      const flag = (asked: string | undefined, has: boolean): boolean =>
        asked === undefined || asked === String(has);
      return POINTS.filter(
        (one) =>
          (code === undefined || one.code === code) &&
          (city_code === undefined || String(one.location.city_code) === city_code) &&
          (postal_code === undefined || one.location.postal_code === postal_code) &&
          (type === 'ALL' || one.type === type) &&
          (weight_max === undefined || one.weight_max >= Number(weight_max)) &&
          flag(allowed_cod, one.allowed_cod) &&
          flag(is_reception, one.is_reception) &&
          flag(is_handout, one.is_handout),
      );
    },
  ],
  [
    'GET /webhooks',
    ({ contract }) => contract.webhooks.subscriptions.map((one) => ({ ...one, retryable: false })),
  ],
  [
    'POST /webhooks',
    ({ contract, body = {}, clock }) => {
      if (!['ORDER_STATUS', 'PRINT_FORM'].includes(String(body.type)))
        throw refused('v2_webhook_type_incorrect');
      if (!URL.canParse(String(body.url))) throw refused('v2_invalid_format', 'url');
      return taken(contract.webhooks.subscribe(String(body.url), String(body.type)).uuid, 'CREATE', clock);
    },
  ],
  [
    'DELETE /webhooks/{uuid}',
    ({ contract: { webhooks }, uuid, clock }) => {
      const place = webhooks.subscriptions.findIndex((one) => one.uuid === uuid);
      if (place < 0) throw refused('v2_entity_not_found', '', 404);
      webhooks.subscriptions.splice(place, 1);
      return taken(uuid, 'DELETE', clock);
    },
  ],
];

function intakeView({ clock }: World, { uuid, body, order }: Contract['intakes'][number]) {
  return {
    entity: {
      ...body,
      ...{ uuid, intake_number: '500123', order_uuid: order?.uuid, cdek_number: order?.cdekNumber },
      statuses: [{ code: 'CREATED', name: 'Создана', date_time: stamp(clock.now()) }],
    },
  };
}

function formView({ contract, clock, uuid, base }: World, kind: 'orders' | 'barcodes') {
  const { readyAt, body } = contract.form(kind, uuid);
  const isReady = clock.now() >= readyAt;
  const codes = isReady ? ['READY', 'PROCESSING', 'ACCEPTED'] : ['PROCESSING', 'ACCEPTED'];
  return {
    entity: {
      ...{ ...body, uuid },
      ...(isReady && { url: `${base}/print/${kind}/${uuid}.pdf` }),
      statuses: codes.map((code) => ({ code, name: code, date_time: stamp(readyAt) })),
    },
    requests: [requestOf('CREATE', clock, 'SUCCESSFUL')],
  };
}

function json(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
