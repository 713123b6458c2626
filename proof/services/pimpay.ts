import type { CommonFault } from '../../sandbox/faults';
import { PIMPAY_FAULTS, type PimPayFault, type PimPayFaultDetails } from '../../sandbox/pimpay/faults';
import { PimPayDouble, sampleKeys } from '../../sandbox/pimpay/pimpay_double';
import type { Answer, Received } from '../server';
import { PIMPAY_USES } from '../uses/pimpay';
import { escapeXml, readXml } from '../xml';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import {
  type OpenOptions,
  type OpenService,
  type Reception,
  type Server,
  type Service,
  unauthorized,
  wrong,
} from './service';

export interface OpenPimPay extends OpenService {
  readonly double: PimPayDouble;
}

const TOKEN = 'pmp-<3d1f> &"токен" %{}+/=8e\'a4';

const EXAMPLES: ExamplesOf<PimPayFaultDetails> = {
  fault: ['Запрос отклонён', 'Внутренняя ошибка сервера'].map((words) => ({ kind: 'fault', words })),
};
const FAULTS: readonly (CommonFault | PimPayFault)[] = [
  ...COMMON,
  ...plainKinds(PIMPAY_FAULTS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

async function open({ ports, clock }: OpenOptions = {}): Promise<OpenPimPay> {
  const { privateKey, publicKey } = sampleKeys();
  const double = await PimPayDouble.start({
    account: { token: TOKEN, publicKey },
    ...(ports?.pimpay !== undefined && { port: ports.pimpay }),
    ...(clock && { clock }),
  });
  const { office } = double;
  return {
    double,
    authData: {
      service: 'pimpay',
      pimpay_token: TOKEN,
      private_key: privateKey,
      company_code: 'dalli_service',
    },
    origins: { pimpay: double.origin },
    tokens: {},
    faults: faultsAt(double, FAULTS),
    doubles: { PimPay: double },
    state: () => office.state,
    isReplay: () => false,
    recover: () => {
      double.faults.clear();
    },
    stop: () => double.stop(),
  };
}

const WRITES = /^(?:upsert|update|send|accept|request|reject)/;

/** What adds or changes the order of a number says the same each time. */
const KEYED = /^(?:upsertOrders|updateStateForOrders)$/;

function receptionOf({ body: sent }: Received, { body }: Answer): Reception {
  const command = /<ns1:(\w+)><token /.exec(sent.toString('utf8'))?.[1] ?? '';
  const text = body.toString('utf8');
  const [, words] = /<faultstring>([^<]*)/.exec(text) ?? [];
  if (words === undefined) {
    if (!readXml(text)) return wrong(`${command} was not answered with XML`);
    return /<status[^>]*>error</.test(text)
      ? { kind: 'refused', command, code: 'item' }
      : { kind: 'accepted', command, isWrite: WRITES.test(command), isHarmless: KEYED.test(command) };
  }
  if (/токен|Подпись/.test(words)) return unauthorized(`${command} was answered with ${words}`);
  return words.includes('WSDL')
    ? wrong(`${command} was answered with ${words}`)
    : { kind: 'refused', command, code: 'fault' };
}

const SERVER: Server = {
  environment: (origin) => ({ PIMPAY_URL: `${origin}/v2_7/soap/invoke` }),
  receptionOf,
  refusal: (words) => [
    'text/xml',
    `<Envelope><Body><Fault><faultcode>Server</faultcode><faultstring>${escapeXml(words)}</faultstring></Fault></Body></Envelope>`,
  ],
  secretsIn: ({ headers, body }) => [
    ...[headers['x-request-signature']].flat(),
    /<token [^>]*>([^<]*)/.exec(body.toString('utf8'))?.[1],
  ],
};

export const PIMPAY: Service<OpenPimPay> = {
  uses: PIMPAY_USES,
  servers: { pimpay: SERVER },
  secrets: [TOKEN],
  hooks: [],
  changes: (call) => WRITES.test(call),
  mostCalls: 16,
  open,
};
