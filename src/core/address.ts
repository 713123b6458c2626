import { BlockList, isIP } from 'node:net';
import { say } from '../language/language';

/** Why an address is no place to send credentials to; completes the sentence "{label} …". */
export type AddressFault = string;

const loopback = blockList(['127.0.0.0', 8], ['::1', 128], ['0.0.0.0', 8], ['::', 128]);

/** Link-local (with the cloud's metadata service among it) and networks that only exist behind somebody's router. */
const notPublic = blockList(
  ['169.254.0.0', 16],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['192.0.0.0', 24],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['fe80::', 10],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
  // IPv6 addresses that hide an IPv4 one: compatible, translated, NAT64, 6to4, Teredo.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
);

/** The app's owner allows loopback for the sandbox and for tests, never for users. */
export function loopbackAllowed(): boolean {
  return process.env.ALLOW_LOOPBACK === '1';
}

/**
 * Whether an IP address may be connected to. Used on what a user typed, and again on what a name resolved to.
 *
 * @returns the fault, or undefined when the address is fine.
 */
export function ipFault(address: string): AddressFault | undefined {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (loopback().check(address, family))
    return loopbackAllowed()
      ? undefined
      : say`must be an address on the internet, not one of your own computer`;
  return notPublic().check(address, family)
    ? say`must be reachable from the internet, and ${{ address }} is an address inside a local network`
    : undefined;
}

/**
 * Checks the address of a server that credentials will be sent to: https, no credentials inside, no local host.
 * Only loopback, and only where it is allowed, may do without TLS.
 *
 * @returns the fault, or undefined when the address is fine.
 */
export function serverUrlFault(text: string): AddressFault | undefined {
  if (!URL.canParse(text)) return say`must be an address like https://till.example.com:4545`;
  const { protocol, hostname, username, password } = new URL(text);
  // Brackets are not part of an IPv6 address, and a point at the end of a name changes nothing.
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  const local = host === 'localhost' || host.endsWith('.localhost') || (isIP(host) > 0 && isLoopback(host));
  if (local && !loopbackAllowed())
    return say`must be an address on the internet, not one of your own computer`;
  if (protocol !== 'https:' && !(local && protocol === 'http:')) return say`must start with https://`;
  if (username !== '' || password !== '') return say`must not hold a login or a password`;
  return isIP(host) > 0 ? ipFault(host) : undefined;
}

/** The address of a server as people paste it, with spaces in it or without its beginning, made whole. */
export function serverUrlOf(text: string): string {
  const address = text.replace(/\s/g, '');
  return address.includes('://') ? address : `https://${address}`;
}

function isLoopback(address: string): boolean {
  return loopback().check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Made when it is needed first: at load it would delay every cold start. */
function blockList(...networks: readonly (readonly [network: string, prefix: number])[]): () => BlockList {
  let made: BlockList | undefined;
  return () => {
    if (made) return made;
    made = new BlockList();
    for (const [network, prefix] of networks)
      made.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
    return made;
  };
}
