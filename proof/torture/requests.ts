import { isJsonObject } from '../../sandbox/zapier/json';
import { readXml, type XmlNode } from '../xml';
import { parseJson } from './retyped';
import type { Exchange } from './evidence';

/** What a double made of a request that was asked of it. */
export type Reception =
  /** Done, or told. */
  | { readonly kind: 'accepted'; readonly command: string; readonly isWrite: boolean }
  /** Refused for a reason that lies in the world: unknown, closed, not enough. */
  | { readonly kind: 'refused'; readonly command: string; readonly code: string }
  /** The login, the key or the password is not right. */
  | { readonly kind: 'unauthorized'; readonly why: string }
  /** No request that the service understands: a bug of the app. */
  | { readonly kind: 'wrong'; readonly why: string };

/** Reads what the double said before its answer was spoilt; nothing where it was not asked. */
export function receptionOf(exchange: Exchange): Reception | undefined {
  const { place, answer } = exchange;
  if (place === 'elsewhere') return wrong('a request went where nobody may be sent');
  if (!answer) return undefined;
  switch (place) {
    case 'shop':
      return byShop(exchange, answer.body.toString('utf8'));
    case 'till':
      return byTill(answer.status, answer.body);
    case 'licences':
      return byLicenceServer(answer.status, answer.body.toString('utf8'));
    case 'courier':
      return byCourier(exchange, answer.status, answer.body);
    case 'cdek':
      return byCdek(exchange, answer.status, answer.body);
    case 'files':
      return { kind: 'accepted', command: 'file', isWrite: false };
  }
}

/** Whether what came back is a refusal in the service's own words, though it refused nothing: nobody can know better. */
export function isLie(exchange: Exchange): boolean {
  return (
    receptionOf(exchange)?.kind !== 'refused' &&
    receptionOf({ ...exchange, answer: exchange.told })?.kind === 'refused'
  );
}

const wrong = (why: string): Reception => ({ kind: 'wrong', why });
const unauthorized = (why: string): Reception => ({ kind: 'unauthorized', why });

/** By the vendor's table: no hash, no data, wrong data. */
const WRONG_AT_SHOP = new Set([1, 2, 3]);

/** Wrong hash, no such login. */
const UNAUTHORIZED_AT_SHOP = new Set([4, 5]);

function byShop({ path, body: sent }: Exchange, body: string): Reception {
  const command = path.split('/').at(-1) ?? '';
  const answer = parseJson(body);
  const code = isJsonObject(answer) ? answer.error_code : undefined;
  if (typeof code !== 'number') return wrong(`the shop has no ${command}`);
  if (code === 0) return { kind: 'accepted', command, isWrite: !/^get/i.test(command) };
  if (UNAUTHORIZED_AT_SHOP.has(code)) return unauthorized(`${command} was answered with ${code}`);
  // The vendor has no code of its own for an identifier that is taken, nor for a category that is not there.
  const isVague = code === 3 && (command === 'AddGood' || sent.includes('parent_id='));
  return WRONG_AT_SHOP.has(code) && !isVague
    ? wrong(`${command} was answered with ${body.slice(0, 200)}`)
    : { kind: 'refused', command, code: String(code) };
}

const TILL_WRITES = new Set(['CreateOrder', 'SaveOrder', 'PayOrder', 'MakeReturnGoods', 'VoidOrder']);

function byTill(status: number, body: Buffer): Reception {
  if (status === 401) return unauthorized('the till answered HTTP 401');
  const root = readXml(body.toString());
  if (status !== 200 || !root) return wrong(`the till answered HTTP ${status}`);
  const { Status = '', CMD: command = '', ErrorText = '', RK7ErrorN: code = '' } = root.attributes;
  switch (Status) {
    case 'Ok':
    case 'No changes':
      return { kind: 'accepted', command, isWrite: TILL_WRITES.has(command) };
    case 'Query Executing Error':
      return { kind: 'refused', command, code: code === '' ? ErrorText : code };
    default:
      return wrong(`${command} was answered with ${Status}: ${ErrorText}`);
  }
}

function byLicenceServer(status: number, body: string): Reception {
  const command = 'GetLicenseIdByAnchor';
  if (status === 401) return unauthorized('the licence server answered HTTP 401');
  const answer = parseJson(body);
  if (status !== 200 || !isJsonObject(answer)) return wrong(`the licence server answered HTTP ${status}`);
  if ('ErrorCode' in answer) return wrong(`the licence server answered ${body}`);
  return typeof answer.id === 'string'
    ? { kind: 'accepted', command, isWrite: false }
    : { kind: 'refused', command, code: 'no licence' };
}

const COURIER_WRITES = new Set([
  'neworder',
  'editorder',
  'cancelorder',
  'commitlaststatus',
  'addattachments',
  'setorderinfo',
]);

/** No login of table A and no XML of table B; no such function. */
const WRONG_AT_COURIER = new Set(['1', '14']);

function byCourier({ body: sent }: Exchange, status: number, body: Buffer): Reception {
  const command = /<([a-z]+)[ />]/.exec(sent.toString('utf8'))?.[1] ?? '';
  const isPdf = body.subarray(0, 5).toString('latin1') === '%PDF-';
  const root = isPdf ? undefined : readXml(body.toString());
  if (status !== 200 || !(isPdf || root)) return wrong(`${command} was answered with HTTP ${status}`);
  const refusing = root && [root, ...root.children].find(isRefusing);
  if (!refusing) return { kind: 'accepted', command, isWrite: COURIER_WRITES.has(command) };
  const code = refusing.attributes.error;
  const words = body.toString('utf8');
  if (/авторизац|authorization/i.test(words)) return unauthorized(`${command} was answered with ${code}`);
  // New statuses come, so that the form takes any.
  if (words.includes('setorderinfo/order/status must be'))
    return { kind: 'refused', command, code: 'status' };
  return code === undefined || (WRONG_AT_COURIER.has(code) && refusing.name !== 'createorder')
    ? wrong(`${command} was answered with ${words.slice(0, 300)}`)
    : { kind: 'refused', command, code };
}

/** Malformed, or missing where it must be. */
const WRONG_AT_CDEK = /^v2_(?:bad_request|invalid|field_is_empty|required|parameters|webhook_type)/;

function byCdek({ method, path }: Exchange, status: number, body: Buffer): Reception {
  const command = `${method} ${path.replace(/\?.*/, '').replace(/[0-9a-f-]{36}/, '{uuid}')}`;
  if (status === 401 && path.endsWith('/oauth/token')) return unauthorized('CDEK gave no token');
  const text = body.toString('utf8');
  const isPdf = body.subarray(0, 4).toString('latin1') === '%PDF';
  if (!isPdf && parseJson(text) === undefined) return wrong(`${command} was answered with HTTP ${status}`);
  const code = /"code":"(\w+)","message"/.exec(text)?.[1];
  if (status === 401 || code === undefined)
    return {
      kind: 'accepted',
      command,
      isWrite: status < 300 && method !== 'GET' && !/calculator|oauth|print/.test(path),
    };
  return WRONG_AT_CDEK.test(code)
    ? wrong(`${command} was answered with ${code}`)
    : { kind: 'refused', command, code };
}

function isRefusing({ name, attributes: { error } }: XmlNode): boolean {
  return error === undefined ? name === 'error' : error !== '0';
}
