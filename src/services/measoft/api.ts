import { Problem, RUNS_AGAIN } from '../../core/errors';
import {
  answered,
  Bytes,
  NetworkFailure,
  READ,
  type Effect,
  type Http,
  type HttpResponse,
  type Sink,
} from '../../core/http';
import { buildXml, element, XmlError, type XmlElement, type XmlList } from '../../core/xml';
import { say } from '../../language/language';
import { listReader, MAX_ANSWER_BYTES, MAX_LIST_BYTES, parseAnswer, parseList, refusalOf } from './answer';
import type { CourierConnection } from './connection';
import { BLOCK_SECONDS, refusal } from './problems';

/** A function of the API: the root element's name, and what stands in it beside the login. */
export interface Call {
  readonly name: string;
  readonly content: readonly XmlElement[];
  readonly attributes?: Readonly<Record<string, string>>;
  /** How much of the login the function wants: all of it unless said otherwise, the company's code alone, or nothing. */
  readonly login?: 'company' | 'none';
  /** What is known of refusals whose code stands in no table. */
  readonly hint?: string;
}

export const NAME = say`The courier service`;

/** Two calls of this length fit into a step. */
const TIMEOUT_MILLISECONDS = 12_000;

/**
 * Logs show the body as it is sent. The whole element is hidden from them, because the platform censors no password as short
 * as "testm", and the password as XML writes it, which the service may quote.
 */
const LOGIN_PATTERNS = [/<auth [^>]*>/, /(?<=<auth [^>]* pass=")[^"]+/];

/** The way to the courier service: one address for all functions, one XML document there and one back. */
export class CourierApi {
  constructor(
    private readonly connection: CourierConnection,
    private readonly http: Http,
  ) {}

  /** What a function tells that changes nothing. @throws Problem */
  async read(call: Call): Promise<XmlElement> {
    return this.#reported(READ, () => this.exchange(call));
  }

  /**
   * The items of a list, which are made while the answer comes.
   *
   * @throws Problem
   */
  async readList<Item>(call: Call, list: XmlList<Item>, maxBytes = MAX_LIST_BYTES): Promise<readonly Item[]> {
    return this.#reported(READ, async () => {
      const reader = listReader(list);
      await this.#send(call, reader, maxBytes);
      const { root, items } = parseList(reader);
      checkAccepted(root, call);
      return items;
    });
  }

  /**
   * The answer to a function that changes something.
   *
   * @param ifUnknown what to tell a user who cannot know whether it was carried out.
   * @throws Problem
   */
  async write(call: Call, ifUnknown: string): Promise<XmlElement> {
    return this.#reported({ kind: 'write', ifUnknown }, () => this.exchange(call));
  }

  /**
   * A PDF: inside XML, or bare from one carrier. The page for a browser that has been seen, too, cannot be told from the
   * page of a block, so it is none.
   *
   * @throws Problem
   */
  async readPdf(call: Call): Promise<Buffer> {
    return this.#reported(READ, async () => {
      const bytes = new Bytes();
      await this.#send(call, bytes, MAX_LIST_BYTES);
      const body = bytes.end();
      if (isPdf(body)) return body;
      const reader = listReader(DOCUMENTS);
      reader.push(body);
      const { root, items } = parseList(reader);
      checkAccepted(root, call);
      return pdfAmong(items);
    });
  }

  /**
   * @throws NetworkFailure where no usable answer came; Problem where the request was refused, and so not carried out.
   */
  async exchange(call: Call): Promise<XmlElement> {
    const body = new Bytes();
    await this.#send(call, body, MAX_ANSWER_BYTES);
    const root = parseAnswer(body.end());
    checkAccepted(root, call);
    return root;
  }

  async #send(call: Call, into: Sink<unknown>, maxBytes: number): Promise<void> {
    const body = documentOf(element(call.name, call.attributes, this.#login(call.login), ...call.content));
    const sending = this.http({
      method: 'POST',
      url: this.connection.apiUrl,
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body,
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      maxBytes,
      into,
      secrets: LOGIN_PATTERNS.flatMap((pattern) => pattern.exec(body) ?? []),
    });
    const response = await sending.catch((error: unknown) => {
      throw isBlock(error) ? blocked(error.code) : error;
    });
    checkStatus(response);
  }

  #login(wanted: Call['login']): XmlElement | undefined {
    const { courierCode: extra, login, password: pass } = this.connection;
    if (wanted === 'none') return undefined;
    return wanted === 'company' ? element('auth', { extra }) : element('auth', { extra, login, pass });
  }

  async #reported<Result>(effect: Effect, work: () => Promise<Result>): Promise<Result> {
    return answered(NAME, effect, work, effect.kind === 'read' ? whileReading : undefined);
  }
}

/** @throws Problem of kind `input` where a text cannot be sent: XML has no way to write some characters. */
function documentOf(root: XmlElement): string {
  try {
    return buildXml(root);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new Problem(
      'input',
      say`A field holds an invisible character that the courier service cannot take. Take it out, for
        example with a step of Formatter by Zapier. (${{ message: error.message }})`,
      { code: 'invalid_input', cause: error },
    );
  }
}

function checkAccepted(root: XmlElement, { name, hint }: Call): void {
  const refusing = refusalOf(root, name);
  if (refusing) throw refusal(refusing, hint);
}

/** What a user who only reads is told of some failures. */
function whileReading(failure: NetworkFailure): Problem | undefined {
  const { reason, code } = failure;
  if (reason === 'too_large') return tooMuch(failure);
  // How a block looks is not known. What came without trouble and is no XML may be one, and is then over by itself.
  return reason === 'no_answer' && !code.startsWith('HTTP') ? blocked(code) : undefined;
}

/** The service answers everything that it understands with 200, its refusals included. */
function checkStatus({ status, location }: HttpResponse): void {
  if (status === 200) return;
  if (status === 403 || status === 429) throw blocked(`HTTP ${status}`);
  if (status === 401) throw refusal({ table: 'general', code: '25', text: 'HTTP 401' });
  if (status >= 500) throw new NetworkFailure('no_answer', true, `HTTP ${status}`);
  throw new Problem(
    'failed',
    status >= 300 && status < 400 && location !== undefined
      ? say`${{ name: NAME }} sends requests on to ${{ location: withoutQuery(location) }}, which is not
        followed. If that is the right address, enter it as API Address in the connection. (HTTP
        ${{ status }})`
      : say`${{ name: NAME }} does not answer at this address. Correct API Address in the connection, or
        leave it empty. (HTTP ${{ status }})`,
    { code: `http_${status}` },
  );
}

/** A firewall's page may be how the service blocks those who ask too much. */
function isBlock(error: unknown): error is NetworkFailure {
  return error instanceof NetworkFailure && error.reason === 'firewall' && error.code === 'HTTP 403';
}

function blocked(origin: string): Problem {
  return new Problem(
    'later',
    say`${{ name: NAME }}, or a firewall in front of it, answered without data, as it may do for up to
      three hours when it gets too many queries. ${{ runsAgain: RUNS_AGAIN }} If it keeps failing, check API
      Address in the connection. (${{ origin }})`,
    { code: 'blocked', retryAfterSeconds: BLOCK_SECONDS },
  );
}

function tooMuch(cause: NetworkFailure): Problem {
  return new Problem(
    'failed',
    say`${{ name: NAME }} sent more at once than can be read. Ask for less: a narrower search, or fewer
      days to look back. Many orders are better read from a queue of changes; where the queue itself has
      grown too long, look among the orders of the last days. (${{ code: cause.code }})`,
    { code: cause.reason, cause },
  );
}

function withoutQuery(location: string): string {
  if (!URL.canParse(location)) return say`another address`;
  const { origin, pathname } = new URL(location);
  return `${origin}${pathname}`;
}

const PDF = Buffer.from('%PDF');

function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, PDF.length).equals(PDF);
}

/** Reads waybill, where a document is base64. It is a list of one, because it may be megabytes long. */
const DOCUMENTS: XmlList<Buffer> = {
  name: 'content',
  items: ({ text }) => [Buffer.from(text, 'base64')],
};

/** @throws Problem where no document is a PDF. */
function pdfAmong(documents: readonly Buffer[]): Buffer {
  const pdf = documents.find(isPdf);
  if (pdf) return pdf;
  throw new Problem(
    'failed',
    say`The courier service answered without a PDF. Try another Print Form, or print the label in the
      cabinet («Личный кабинет»). (no PDF)`,
    { code: 'no_pdf' },
  );
}
