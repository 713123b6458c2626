import { generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';

/** A certificate with its key, as a TLS server wants them: PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256, `AB:CD:…`. */
  readonly fingerprint: string;
  readonly issue: (wanted?: Wanted) => Certificate;
}

export interface Wanted {
  readonly names?: readonly string[];
  /** Years, both inclusive; 2020 to 2049 when absent. */
  readonly valid?: readonly [from: number, to: number];
  readonly key?: 'ec' | 'rsa-1024';
}

interface Issuer {
  readonly name: Buffer;
  readonly key: KeyObject;
}

// Just enough DER (X.690) and X.509 (RFC 5280) to make certificates without a tool that may not be there.
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const flag = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]));
const time = (year: number, rest: string): Buffer =>
  der(0x17, Buffer.from(`${String(year % 100).padStart(2, '0')}${rest}Z`));
const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(0x04, value));

const ALGORITHMS: Readonly<Record<string, Buffer>> = {
  ec: sequence(oid('2a8648ce3d040302')),
  rsa: sequence(oid('2a864886f70d01010b'), der(0x05)),
};

let serial = 0;

/** A certificate that nobody signed but itself; it may sign others. */
export function selfSigned(wanted: Wanted = {}): Certificate {
  return make(wanted, undefined);
}

function make(wanted: Wanted, issuer: Issuer | undefined): Certificate {
  const { names = ['localhost', '127.0.0.1'], valid: [from, to] = [2020, 2049], key = 'ec' } = wanted;
  const { privateKey, publicKey } =
    key === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 1024 });
  serial += 1;
  const name = commonName(`${names[0] ?? ''} ${serial}`);
  const by = issuer ?? { name, key: privateKey };
  const algorithm = ALGORITHMS[by.key.asymmetricKeyType ?? ''] ?? Buffer.alloc(0);
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    algorithm,
    by.name,
    sequence(time(from, '0101000000'), time(to, '1231235959')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        extension('551d11', sequence(...names.map(altName))),
        extension('551d13', sequence(...(issuer ? [] : [flag(true)]))),
      ),
    ),
  );
  const signature = sign('sha256', content, by.key);
  const certificate = new X509Certificate(
    sequence(content, algorithm, der(0x03, Buffer.from([0]), signature)),
  );
  return {
    cert: certificate.toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: certificate.fingerprint256,
    issue: (other = {}) => make(other, { name, key: privateKey }),
  };
}

function altName(name: string): Buffer {
  const isAddress = /^[\d.]+$/.test(name);
  return isAddress ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
}
