import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { Clock } from '../clock';
import { type Answer, Double, type Exchange, htmlPage, type Reading, type Received } from '../server';
import type { XmlElement } from '../xml';
import { element, parseXml, spoiltXml, XmlError } from '../xml';
import { buildAnswer, faultAnswer } from './answers';
import type { PimPayFault } from './faults';
import { Office, Refusal, type Switches } from './office';
import { Mismatch, OPERATIONS, partsOf } from './wsdl';

/** A token, and the public key in the cabinet. */
export interface Account {
  readonly token: string;
  readonly publicKey: string;
}

let pair: { readonly privateKey: string; readonly publicKey: string } | undefined;

/** A key pair as `openssl genrsa` makes it, once for all: it takes a while. */
export function sampleKeys(): NonNullable<typeof pair> {
  pair ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return pair;
}

export const SAMPLE_TOKEN = 'f3a1c0de5b7742e9a4d1';

/** The connection of a user who has that token. */
export const pimpayConnection = () =>
  ({
    service: 'pimpay',
    pimpay_token: SAMPLE_TOKEN,
    private_key: sampleKeys().privateKey,
    company_code: 'dalli_service',
  }) as const;

export interface PimPayDoubleOptions extends Partial<Switches> {
  readonly account?: Account;
  /** Any free port unless given. */
  readonly port?: number;
  /** Real time unless given. */
  readonly clock?: Clock;
}

export interface PimPayExchange extends Exchange<PimPayFault> {
  readonly operation: string;
  readonly body: Buffer;
}

const PATH = '/v2_7/soap/invoke';
const NAMESPACES = {
  'xmlns:SOAP-ENV': 'http://schemas.xmlsoap.org/soap/envelope/',
  'xmlns:ns1': 'urn:PlatformApiWsdl',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:SOAP-ENC': 'http://schemas.xmlsoap.org/soap/encoding/',
  'SOAP-ENV:encodingStyle': 'http://schemas.xmlsoap.org/soap/encoding/',
};

/** A strict double of PimPay's SOAP service v2_7, serving on loopback. */
export class PimPayDouble extends Double<PimPayExchange, PimPayFault> {
  readonly switches: Switches;
  readonly office: Office;
  private readonly key: KeyObject;

  private constructor(
    private readonly account: Account,
    clock: Clock,
    switches: Partial<Switches>,
  ) {
    super();
    this.key = createPublicKey(account.publicKey);
    this.switches = {
      ...{
        digests: ['SHA256'],
        matchSeconds: 60,
        sameRegister: 'fault',
        comparesSums: true,
        listsPayments: true,
      },
      ...switches,
    };
    this.office = new Office(clock, this.switches);
  }

  static start({
    port,
    clock = new Clock(),
    account,
    ...switches
  }: PimPayDoubleOptions = {}): Promise<PimPayDouble> {
    const known = account ?? { token: SAMPLE_TOKEN, publicKey: sampleKeys().publicKey };
    return new PimPayDouble(known, clock, switches).listen(port);
  }

  get url(): string {
    return `${this.origin}${PATH}`;
  }

  protected read({ method, path, headers, body }: Received): Reading<PimPayExchange> {
    const [, operation = ''] = /^"urn:PlatformApiWsdl#(\w+)"$/.exec(String(headers.soapaction)) ?? [];
    const isCall = method === 'POST' && path === PATH;
    return {
      exchange: {
        method,
        path,
        headers,
        request: body.toString('utf8'),
        calls: [operation],
        operation,
        body,
      },
      answer: isCall ? undefined : htmlPage(404, 'Not Found'),
    };
  }

  protected perform(exchange: PimPayExchange, planned: PimPayFault | undefined): Answer {
    if (planned?.kind === 'too many requests') return htmlPage(429, 'Too Many Requests');
    const { status, body } = this.answer(exchange, planned);
    return { status, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: spoiltXml(body, planned) };
  }

  private answer(
    exchange: PimPayExchange,
    planned: PimPayFault | undefined,
  ): { status: number; body: string } {
    const { operation } = exchange;
    try {
      const call = callOf(exchange);
      if (planned?.kind === 'fault') throw new Refusal(planned.words);
      if (planned?.kind === 'wrong token' || call.child('token')?.text !== this.account.token)
        throw new Refusal('Неверный токен');
      const isVerified = planned?.kind !== 'wrong signature' && this.isSigned(exchange);
      if (operation === 'testHeaderSignature')
        return buildAnswer(
          operation,
          [element('isVerified', { 'xsi:type': 'xsd:boolean' }, String(isVerified))],
          planned,
        );
      if (!isVerified) throw new Refusal('Подпись запроса не прошла проверку');
      const parts = partsOf(operation, call);
      return buildAnswer(
        operation,
        this.office.answer(operation, parts, planned?.kind === 'item error'),
        planned,
      );
    } catch (error) {
      if (error instanceof Refusal) return faultAnswer('SOAP-ENV:Server', error.message);
      if (error instanceof Mismatch || error instanceof XmlError)
        return faultAnswer('SOAP-ENV:Client', `Запрос не соответствует WSDL: ${error.message}`);
      throw error;
    }
  }

  /** Over the bytes as they came, their last line feed included. */
  private isSigned({ headers, body }: PimPayExchange): boolean {
    const signature = String(headers['x-request-signature']);
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false;
    return this.switches.digests.some((digest) =>
      verify(digest, body, this.key, Buffer.from(signature, 'base64')),
    );
  }
}

/** The body's only element. @throws Mismatch for what is no envelope of this version */
function callOf({ headers, operation, body }: PimPayExchange): XmlElement {
  if (!/^text\/xml\s*;\s*charset="?utf-8"?$/i.test(headers['content-type'] ?? ''))
    throw new Mismatch('Content-Type must be text/xml; charset=utf-8');
  if (!Object.hasOwn(OPERATIONS, operation))
    throw new Mismatch('SOAPAction names no operation in double quotes');
  const envelope = parseXml(body);
  if (envelope.name !== 'SOAP-ENV:Envelope') throw new Mismatch(`${envelope.name} is no envelope`);
  for (const [name, value] of Object.entries(NAMESPACES))
    if (envelope.attribute(name) !== value) throw new Mismatch(`${name} must be ${value}`);
  const [header, content, ...others] = envelope.children;
  if (header?.name !== 'SOAP-ENV:Header' || content?.name !== 'SOAP-ENV:Body' || others.length > 0)
    throw new Mismatch('an envelope has a header and a body');
  checkHeader(header);
  const [call, ...more] = content.children;
  if (call?.name !== `ns1:${operation}` || more.length > 0) throw new Mismatch('SOAPAction and body differ');
  return call;
}

function checkHeader(header: XmlElement): void {
  const told = header.children.map(({ name, text, children, attributes }) => {
    if (children.length > 0 || Object.keys(attributes).length > 0)
      throw new Mismatch(`${name} holds too much`);
    return [name, text] as const;
  });
  const {
    'ns1:client': client,
    'ns1:version': version,
    'ns1:signature': signature,
  } = Object.fromEntries(told);
  if (told.length !== 3 || !client || signature !== '')
    throw new Mismatch('client, version and signature are needed');
  if (version !== 'v2_7') throw new Mismatch(`version ${version ?? ''} is not served`);
}
