import { Problem } from '../../core/errors';
import { networkProblem, READ, type Effect } from '../../core/failure';
import { networkFailure, type Http, type HttpResponse } from '../../core/http';
import { httpBuildQuery, requestHash, type QueryParameters } from '../../core/signature';
import { parseAnswer, type Answer } from './answer';
import type { ShopConnection } from './connection';
import { encodeGoodChanges, type GoodChanges } from './good_parameters';
import { parseGroups, type Group } from './groups';
import { encodeStatusChange, type StatusChange } from './order_status';
import { parseOrders, type Order } from './orders';
import { refusal } from './problems';
import { parseProducts, type Product } from './products';

/** What the shop said to a change that it carried out. */
export type Confirmation = Pick<Answer, 'code' | 'text'>;

const TIMEOUT_MILLISECONDS = 15_000;
const MAX_CONFIRMATION_BYTES = 256 * 1024;
const MAX_LIST_BYTES = 32 * 1024 * 1024;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** "No such thing" of the functions that list something: by hundreds, because the vendor's table is incomplete. */
const isEmptyList = (code: number): boolean => (code >= 400 && code < 600) || code === 700;

/**
 * API 1.0 of Expertam, JustClick and InfluencerSoft.
 *
 * Every method throws a `Problem`. The answer's code is looked at before its hash, since with a wrong key no answer can
 * be verified; a success whose hash does not verify counts as not done.
 */
export class ShopClient {
  constructor(
    private readonly connection: ShopConnection,
    private readonly http: Http,
  ) {}

  /**
   * The contact groups. Asking for them proves that login and key are right and the API is open, without changing
   * anything. Vendor: GetAllGroups.
   */
  async groups(): Promise<readonly Group[]> {
    return parseGroups(await this.#list('GetAllGroups', [], 'the list of groups'));
  }

  /** Vendor: UpdateOrderStatus. What a repeated change does is not documented, so it is never sent twice. */
  async updateOrderStatus(change: StatusChange): Promise<Confirmation> {
    return this.#call('UpdateOrderStatus', encodeStatusChange(change), `order ${change.billId}`, {
      kind: 'write',
      doubt: `Order ${change.billId} may have been changed: look at it in the shop before you run this step again.`,
    });
  }

  /**
   * Vendor: UpdateGood. Leaving `good_sum` out sets the price to zero, so a price that is not among the changes is read
   * first and sent again as it is.
   */
  async updateGood(
    goodName: string,
    changes: GoodChanges,
  ): Promise<Confirmation & { readonly price: string }> {
    const price = changes.good_sum ?? (await this.#storedPrice(goodName));
    const parameters = encodeGoodChanges(goodName, { ...changes, good_sum: price });
    const { code, text } = await this.#call('UpdateGood', parameters, `product "${goodName}"`, {
      kind: 'write',
      doubt: `Product "${goodName}" may have been changed: look at it in the shop before you run this step again.`,
    });
    return { code, text, price };
  }

  async #storedPrice(goodName: string): Promise<string> {
    const { brandName } = this.connection;
    const product = (await this.products()).find((candidate) => candidate.goodName === goodName);
    if (!product)
      throw new Problem(
        'refused',
        `${brandName} has no product "${goodName}". Pick it from the list, or copy its identifier («идентификатор продукта») ` +
          'from the shop. Nothing was changed. (not in GetAllGoods)',
        { code: 'unknown_product' },
      );
    if (product.price === undefined)
      throw new Problem(
        'refused',
        `${brandName} does not tell the price of product "${goodName}", and without a price the shop would set it to zero. ` +
          'Fill in Price. Nothing was changed. (no good_sum in GetAllGoods)',
        { code: 'unknown_price' },
      );
    return product.price;
  }

  /** All products of the shop, in its order. Vendor: GetAllGoods, which has no paging. */
  async products(): Promise<readonly Product[]> {
    return parseProducts(await this.#list('GetAllGoods', [], 'the list of products'));
  }

  /**
   * The orders of the thirty days before `now`, the newest first: by their creation, or the paid ones by their payment.
   * Vendor: getOrdersWithGoods, at most a month.
   */
  async recentOrders(now: Date, which: 'all' | 'paid' = 'all'): Promise<readonly Order[]> {
    const period = [
      ['begin_date', day(new Date(now.getTime() - 29 * DAY_MILLISECONDS))],
      ['end_date', day(new Date(now.getTime() + DAY_MILLISECONDS))],
      // The vendor's sample sends the word, not a flag.
      ...(which === 'paid' ? [['paid', 'true'] as const] : []),
    ] as const;
    const orders = parseOrders(await this.#list('getOrdersWithGoods', period, 'the list of orders'));
    const time = ({ created, paid }: Order): number => (which === 'paid' ? paid : created) ?? 0;
    return orders.toSorted(
      (one, other) => time(other) - time(one) || Number(other.billId) - Number(one.billId),
    );
  }

  async #list(name: string, parameters: QueryParameters, subject: string): Promise<unknown> {
    const answer = await this.#ask(name, parameters, READ, MAX_LIST_BYTES);
    return answer.genuine && isEmptyList(answer.code) ? [] : this.#accepted(answer, subject, READ).result;
  }

  async #call(name: string, parameters: QueryParameters, subject: string, effect: Effect): Promise<Answer> {
    return this.#accepted(await this.#ask(name, parameters, effect, MAX_CONFIRMATION_BYTES), subject, effect);
  }

  async #ask(name: string, parameters: QueryParameters, effect: Effect, maxBytes: number): Promise<Answer> {
    const response = await this.#send(name, parameters, effect, maxBytes);
    const answer = parseAnswer(response.body, this.connection.apiKey);
    if (!answer) throw this.#unreadable(response, effect);
    return answer;
  }

  #accepted(answer: Answer, subject: string, effect: Effect): Answer {
    if (answer.code !== 0) throw refusal(this.connection, answer, subject);
    if (!answer.genuine) throw this.#forged(effect);
    return answer;
  }

  /** The bytes that were signed are the bytes that are sent. */
  async #send(
    name: string,
    parameters: QueryParameters,
    effect: Effect,
    maxBytes: number,
  ): Promise<HttpResponse> {
    const { login, apiKey, baseUrl, brandName } = this.connection;
    const query = httpBuildQuery(parameters);
    const hash = requestHash(query, login, apiKey);
    const post = (url: string): Promise<HttpResponse> =>
      this.http({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: query === '' ? `hash=${hash}` : `${query}&hash=${hash}`,
        timeoutMilliseconds: TIMEOUT_MILLISECONDS,
        maxBytes,
        secrets: [hash],
      });
    const url = `${baseUrl}/api/${name}`;
    try {
      const response = await post(url);
      const elsewhere = sameHostRedirect(url, response);
      return elsewhere === undefined ? response : await post(elsewhere);
    } catch (error) {
      throw networkProblem(brandName, networkFailure(error), effect);
    }
  }

  #unreadable({ status, location, body }: HttpResponse, effect: Effect): Problem {
    const { brandName, login } = this.connection;
    return new Problem(
      'failed',
      withDoubt(
        `${brandName} ${whatCame(status, location, body)} Check the login "${login}" in the connection, or try again later.`,
        effect,
        `HTTP ${status}`,
      ),
      {
        code: `http_${status}`,
      },
    );
  }

  #forged(effect: Effect): Problem {
    const { brandName } = this.connection;
    return new Problem(
      'failed',
      withDoubt(
        `${brandName}'s answer says that all is well, but its signature is wrong, so it cannot be trusted.`,
        effect,
        'wrong hash in the answer',
      ),
      { code: 'wrong_answer_hash' },
    );
  }
}

/** `dd.mm.yyyy`, in UTC: the vendor does not say which zone it means, so periods are taken a day too long. */
function day(date: Date): string {
  return date.toISOString().slice(0, 10).split('-').toReversed().join('.');
}

/** 307 and 308 mean "send the same there"; anything else would turn the call into another one, or show it to a stranger. */
function sameHostRedirect(url: string, { status, location }: HttpResponse): string | undefined {
  if ((status !== 307 && status !== 308) || location === undefined) return undefined;
  return URL.canParse(location) && new URL(location).origin === new URL(url).origin ? location : undefined;
}

function whatCame(status: number, location: string | undefined, body: Buffer): string {
  if (status >= 300 && status < 400 && location !== undefined)
    return `sends requests on to another address${URL.canParse(location) ? ` (${new URL(location).host})` : ''}, which is not followed.`;
  if (body.length === 0) return 'answered with nothing at all.';
  const start = body.toString('utf8', 0, 200).trimStart();
  if (start.startsWith('<')) return 'answered with a web page instead of data.';
  return /^[[{"]|^null\b/.test(start)
    ? 'answered with data of another shape than documented.'
    : 'answered with something that is no data.';
}

function withDoubt(sentence: string, effect: Effect, origin: string): string {
  return `${sentence} ${effect.kind === 'write' ? `${effect.doubt} ` : ''}(${origin})`;
}
