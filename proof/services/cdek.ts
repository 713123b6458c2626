import { CdekDouble, TEST_KEYS } from '../../sandbox/cdek/cdek_double';
import { CDEK_FAULTS, type CdekFault, type CdekFaultDetails } from '../../sandbox/cdek/faults';
import type { CommonFault } from '../../sandbox/faults';
import { CREDENTIALS } from '../uses/credentials';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import type { OpenOptions, OpenService, Service } from './service';

export interface OpenCdek extends OpenService {
  readonly double: CdekDouble;
}

const EXAMPLES: ExamplesOf<CdekFaultDetails> = {
  refused: [
    'v2_bad_request',
    'v2_similar_request_still_processed',
    'v2_entity_not_found',
    'nobody_knows_it',
  ].map((code) => ({ kind: 'refused', code })),
  invalid: ['v2_bad_request', 'nobody_knows_it'].map((code) => ({ kind: 'invalid', code })),
};
const FAULTS: readonly (CommonFault | CdekFault)[] = [
  ...COMMON,
  ...plainKinds(CDEK_FAULTS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

async function open({ ports, clock }: OpenOptions = {}): Promise<OpenCdek> {
  const { account } = TEST_KEYS;
  const double = await CdekDouble.start({
    keys: [{ account, password: CREDENTIALS.cdekPassword }],
    ...(ports && { port: ports.cdek }),
    ...(clock && { clock }),
  });
  return {
    double,
    authData: { service: 'cdek', cdek_account: account, cdek_password: CREDENTIALS.cdekPassword },
    origins: { cdek: double.origin },
    tokens: {},
    faults: faultsAt(double, FAULTS),
    calls: () => [double.journal.calls],
    struck: () => double.journal.struck,
    state: () => double.contract().orders,
    isReplay: () => false,
    recover: () => {
      double.faults.clear();
    },
    stop: () => double.stop(),
  };
}

export const CDEK: Service<OpenCdek> = {
  platform: 'cdek',
  changes: (call) => !/^GET|calculator|oauth/.test(call),
  mostCalls: 16,
  open,
};
