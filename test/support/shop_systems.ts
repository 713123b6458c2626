import { text } from 'node:stream/consumers';
import type { JsonObject } from '../../sandbox/zapier/json';
import { httpServer, type LocalServer } from './server';

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The order and its new status, or why the system refuses. */
type Outcome = readonly [order: string, status: string] | string;

const TOKEN = 'Bearer token';

const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`;

/** What each system takes to change the status of an order, by its public documentation. */
const SYSTEMS: readonly {
  readonly path: RegExp;
  readonly take: (call: Call, id: string) => Outcome;
  readonly answer: string;
}[] = [
  {
    // InSales
    path: /^\/admin\/orders\/(\d+)\.json$/,
    take: ({ method, headers, body }, id) => {
      if (method !== 'PUT' || headers.authorization !== basic('api key:password')) return 'no access';
      if (headers['content-type'] !== 'application/json') return 'no JSON';
      const { order } = JSON.parse(body) as { order: { custom_status_permalink: string } };
      return [id, order.custom_status_permalink];
    },
    answer: '{"id":71234567}',
  },
  {
    // RetailCRM
    path: /^\/api\/v5\/orders\/(\d+)\/edit$/,
    take: ({ method, headers, body }, id) => {
      const form = new URLSearchParams(body);
      if (method !== 'POST' || headers['x-api-key'] !== 'api key') return 'Wrong "apiKey" value.';
      if (!String(headers['content-type']).startsWith('application/x-www-form-urlencoded')) return 'no form';
      if (form.get('by') !== 'id' || form.get('site') !== 'main') return 'Order not found';
      const { status } = JSON.parse(form.get('order') ?? '') as { status: string };
      return [id, status];
    },
    answer: '{"success":true,"id":345}',
  },
  {
    // Bitrix24
    path: /^\/rest\/1\/secret\/crm\.deal\.update\.json$/,
    take: ({ method, body }) => {
      const { id, fields } = JSON.parse(body) as { id: string; fields: { STAGE_ID: string } };
      return method === 'POST' ? [id, fields.STAGE_ID] : 'no POST';
    },
    answer: '{"result":true}',
  },
  {
    // PrestaShop
    path: /^\/api\/order_histories$/,
    take: ({ method, headers, body }) => {
      if (method !== 'POST' || headers.authorization !== basic('webservice key:')) return 'no access';
      const form =
        /^<prestashop><order_history><id_order>(\d+)<\/id_order><id_order_state>(\d+)<\/id_order_state><\/order_history><\/prestashop>$/;
      const [, order, state] = form.exec(body) ?? [];
      return order === undefined || state === undefined ? 'bad XML' : [order, state];
    },
    answer: '<prestashop/>',
  },
  {
    // OpenCart 3, behind its login
    path: /^\/index\.php$/,
    take: ({ method, url, body }) => {
      const [query, form] = [url.searchParams, new URLSearchParams(body)];
      if (method !== 'POST' || query.get('route') !== 'api/order/history') return 'no such route';
      if (query.get('api_token') !== 't0k3n') return 'Permission Denied';
      return [query.get('order_id') ?? '', form.get('order_status_id') ?? ''];
    },
    answer: '{"success":"Success: You have modified orders!"}',
  },
  {
    // amoCRM, which wants numbers
    path: /^\/api\/v4\/leads\/(\d+)$/,
    take: ({ method, headers, body }, id) => {
      if (method !== 'PATCH' || headers.authorization !== TOKEN) return 'Unauthorized';
      const { status_id: status } = JSON.parse(body) as { status_id: unknown };
      return typeof status === 'number' ? [id, String(status)] : 'status_id must be a number';
    },
    answer: '{"id":31926520}',
  },
  {
    // МойСклад
    path: /^\/api\/remap\/1\.2\/entity\/customerorder\/([\da-f-]{36})$/,
    take: ({ method, headers, body }, id) => {
      if (method !== 'PUT' || headers.authorization !== TOKEN) return 'no access';
      if (headers['content-type'] !== 'application/json') return 'no JSON';
      const { state } = JSON.parse(body) as { state: { meta: Readonly<Record<string, string>> } };
      const { href = '', type, mediaType } = state.meta;
      const [, status] =
        /^https:\/\/api\.moysklad\.ru\/api\/remap\/1\.2\/entity\/customerorder\/metadata\/states\/([\da-f-]{36})$/.exec(
          href,
        ) ?? [];
      return status === undefined || type !== 'state' || mediaType !== 'application/json'
        ? 'no metadata of a state'
        : [id, status];
    },
    answer: '{"id":"34efe2ee-015e-11e6-9464-e4de0000006b"}',
  },
];

function isPath(path: string, asked: string): boolean {
  const [start = '', end] = path.split('*');
  return end === undefined ? asked === path : asked.startsWith(start) && asked.endsWith(end);
}

/** The shops and CRMs of the recipes in one: it keeps which order got which status. */
export class Systems implements AsyncDisposable {
  readonly statuses: (readonly [order: string, status: string])[] = [];

  private constructor(
    private readonly server: LocalServer,
    private readonly told: JsonObject,
  ) {}

  /** @param told what is answered to whom has the token and asks for a path; an asterisk in it stands for anything. */
  static async open(told: JsonObject = {}): Promise<Systems> {
    const server: LocalServer = await httpServer((request, response) => {
      void text(request).then((body) => {
        const url = new URL(request.url ?? '', 'http://shop.example');
        const { method = '', headers } = request;
        const [status, answer] = systems.#answer({ method, url, headers, body });
        response.writeHead(status).end(answer);
      });
    });
    const systems = new Systems(server, told);
    return systems;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  #answer(call: Call): readonly [status: number, answer: string] {
    const { method, url, headers, body } = call;
    const asked = decodeURIComponent(url.pathname + url.search);
    const [, found] = Object.entries(this.told).find(([path]) => isPath(path, asked)) ?? [];
    if (method === 'GET' && found !== undefined)
      return headers.authorization === TOKEN ? [200, JSON.stringify(found)] : [401, 'no access'];
    if (url.searchParams.get('route') === 'api/login')
      return body === 'username=Default&key=api+key'
        ? [200, '{"api_token":"t0k3n"}']
        : [403, '{"error":"No match"}'];
    const system = SYSTEMS.find(({ path }) => path.test(url.pathname));
    if (!system) return [404, 'no such address'];
    const outcome = system.take(call, system.path.exec(url.pathname)?.[1] ?? '');
    if (typeof outcome === 'string') return [400, outcome];
    this.statuses.push(outcome);
    return [200, system.answer];
  }
}
