import { createPrivateKey, type KeyObject } from 'node:crypto';
import { say } from '../../language/language';

/** Why a text is no key to sign with; completes the sentence "PimPay Private Key …". */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** OpenSSL's older way to encrypt: the cipher, and its first block in so many hex digits. */
const OLD_CIPHER =
  /Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*((?:DES-[\w-]*?C[BF][CB],[\dA-F]{16})|(?:[\w-]+,[\dA-F]{32}))/i;
const LEAST_BITS = 1024;

/**
 * Reads a private RSA key as people paste it: a whole `private.pem`, in one line, with `\n` for line breaks, or without any.
 *
 * @throws KeyError, whose message never quotes the key.
 */
export function readPrivateKey(pasted: string, passphrase: string | undefined): KeyObject {
  const text = pasted.replace(/(?:\\r)?\\n/g, '\n');
  const [, label = '', content = ''] =
    /-----\s*BEGIN ((?:[A-Z]+ )?PRIVATE KEY)\s*-----([^]*?)-----\s*END/.exec(text) ?? [];
  if (label === '')
    throw new KeyError(
      /BEGIN (?:PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)/.test(text)
        ? say`must be the private key (private.pem). This is the public one, which belongs in the cabinet of PimPay`
        : say`must be the whole file private.pem, from -----BEGIN to the end of its last line`,
    );
  const [head = '', cipher] = OLD_CIPHER.exec(content) ?? [];
  const digits = content.replace(head, '').replace(/\s/g, '');
  const isEncrypted = cipher !== undefined || label.startsWith('ENCRYPTED');
  if (isEncrypted && passphrase === undefined)
    throw new KeyError(say`is protected. Fill in PimPay Key Passphrase as well`);
  const lines = [
    `-----BEGIN ${label}-----`,
    ...(cipher === undefined ? [] : ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${cipher}`, '']),
    ...(digits.match(/.{1,64}/g) ?? []),
    `-----END ${label}-----`,
    '',
  ];
  const key = opened(lines.join('\n'), passphrase, isEncrypted);
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS)
    throw new KeyError(
      say`must be an RSA key of 2048 or 4096 bits. Make one with "openssl genrsa -out private.pem 2048"`,
    );
  return key;
}

function opened(key: string, passphrase: string | undefined, isEncrypted: boolean): KeyObject {
  try {
    return createPrivateKey({ key, format: 'pem', ...(passphrase !== undefined && { passphrase }) });
  } catch {
    throw new KeyError(
      isEncrypted
        ? say`cannot be opened with this passphrase. Correct PimPay Key Passphrase, or paste the key anew`
        : say`is damaged or cut off. Paste the whole file private.pem anew`,
    );
  }
}
