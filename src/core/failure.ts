import { Problem } from './errors';
import type { NetworkFailure, NetworkFailureReason } from './http';

/** What a call does to the service: nothing, or something a lost answer leaves in doubt. */
export type Effect =
  | { readonly kind: 'read' }
  /** `doubt` is a sentence such as "The order may have been changed: look at it in the shop before you run this step again." */
  | { readonly kind: 'write'; readonly doubt: string };

export const READ: Effect = { kind: 'read' };

const SENTENCES: Readonly<Record<NetworkFailureReason, (service: string) => string>> = {
  timeout: (service) => `${service} did not answer in time. Try again in a few minutes.`,
  unreachable: (service) =>
    `${service} cannot be reached: nothing accepts the connection. Try again in a few minutes.`,
  unknown_host: (service) =>
    `${service} cannot be found on the internet. Check the address and the login in the connection.`,
  untrusted_certificate: (service) =>
    `${service} showed a certificate that cannot be trusted, so nothing was sent. Tell its support.`,
  insecure: (service) =>
    `${service} could not be reached over a secure connection. Try again in a few minutes.`,
  interrupted: (service) =>
    `${service} broke off the connection before an answer came. Try again in a few minutes.`,
  no_answer: (service) => `${service} answered with something that is no answer. Try again in a few minutes.`,
  local_address: (service) =>
    `${service} has a name that leads into a local network, so nothing was sent. Use an address that is reachable from the internet.`,
  too_large: (service) =>
    `${service} sent an answer that is larger than it can sensibly be, so it was not read. Try again in a few minutes.`,
};

/** Tells a user that no usable answer came, and for a write whether it may have been carried out all the same. */
export function networkProblem(service: string, failure: NetworkFailure, effect: Effect): Problem {
  const parts = [SENTENCES[failure.reason](service)];
  if (effect.kind === 'write' && failure.maybeReceived) parts.push(effect.doubt);
  parts.push(`(${failure.code})`);
  return new Problem('failed', parts.join(' '), { code: failure.reason, cause: failure });
}
