import {
  NetworkFailure,
  networkProblem,
  READ,
  type Effect,
  type NetworkFailureReason,
} from '../../src/core/http';

const DOUBT = 'Order 1 may have been changed: look at it before you run this step again.';
const WRITE: Effect = { kind: 'write', doubt: DOUBT };

const REASONS: readonly (readonly [NetworkFailureReason, string])[] = [
  ['timeout', 'Expertam did not answer in time. Try again in a few minutes.'],
  ['unreachable', 'Expertam cannot be reached: nothing accepts the connection. Try again in a few minutes.'],
  [
    'unknown_host',
    'Expertam cannot be found on the internet. Check the address and the login in the connection.',
  ],
  [
    'untrusted_certificate',
    'Expertam showed a certificate that cannot be trusted, so nothing was sent. Tell its support.',
  ],
  ['insecure', 'Expertam could not be reached over a secure connection. Try again in a few minutes.'],
  ['interrupted', 'Expertam broke off the connection before an answer came. Try again in a few minutes.'],
  ['no_answer', 'Expertam answered with something that is no answer. Try again in a few minutes.'],
  [
    'local_address',
    'Expertam has a name that leads into a local network, so nothing was sent. Use an address that is reachable from the internet.',
  ],
  [
    'too_large',
    'Expertam sent an answer that is larger than it can sensibly be, so it was not read. Try again in a few minutes.',
  ],
];

describe.each(REASONS)('the problem "%s"', (reason, sentence) => {
  it('says what happened and what to do, with the code at the end', () => {
    const failure = new NetworkFailure(reason, true, 'EWORD');
    expect(networkProblem('Expertam', failure, READ)).toMatchObject({
      kind: 'failed',
      message: `${sentence} (EWORD)`,
      code: reason,
      cause: failure,
    });
  });

  it('adds for a write that it may have been carried out', () => {
    const { message } = networkProblem('Expertam', new NetworkFailure(reason, true, 'EWORD'), WRITE);
    expect(message).toBe(`${sentence} ${DOUBT} (EWORD)`);
  });

  it('does not unsettle anybody when nothing can have been received', () => {
    const { message } = networkProblem('Expertam', new NetworkFailure(reason, false, 'EWORD'), WRITE);
    expect(message).toBe(`${sentence} (EWORD)`);
  });
});
