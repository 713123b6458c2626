import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { SAMPLE_TOKEN, sampleKeys } from '../../sandbox/pimpay/pimpay_double';
import type { AuthData } from '../support/app';
import { captureLog } from '../support/log';
import { ConnectedPimPay } from '../support/pimpay';
import { errorOf } from '../support/zapier_error';

const PEM = sampleKeys().privateKey;
const PASSPHRASE = 'correct horse 1';
const exported = (type: 'pkcs1' | 'pkcs8', cipher?: string): string =>
  createPrivateKey(PEM)
    .export({ type, format: 'pem', ...(cipher !== undefined && { cipher, passphrase: PASSPHRASE }) })
    .toString();

/** What the test of a connection with these fields says; what was wrong, and how. */
async function tested(more: AuthData, open = ConnectedPimPay.open()): Promise<unknown> {
  await using pimpay = await open;
  const result = await pimpay.test(pimpay.authData(more)).catch((error: unknown) => error);
  if (!(result instanceof Error)) return result;
  return [result.name, result.message, ...pimpay.calls];
}

const FINE = { label: 'dalli_service @ PimPay' };

describe('a private key', () => {
  it.each<[string, string]>([
    ['as a file', PEM],
    ['in one line with spaces', PEM.replaceAll('\n', ' ')],
    ['in one line without anything', PEM.replaceAll('\n', '')],
    ['with \\n for line breaks', PEM.replaceAll('\n', '\\n')],
    ['with \\r\\n for line breaks', `"${PEM.replaceAll('\n', '\\r\\n')}"`],
    ['of PKCS#1', exported('pkcs1')],
    ['behind its public half', sampleKeys().publicKey + PEM],
  ])('is read %s', async (_how, private_key) => {
    expect(await tested({ private_key })).toEqual(FINE);
  });

  it.each<[string, string]>([
    ['of PKCS#8', exported('pkcs8', 'aes-256-cbc')],
    ['of PKCS#1', exported('pkcs1', 'aes-128-cbc')],
    ['of PKCS#1 under DES', exported('pkcs1', 'des-ede3-cbc')],
  ])('%s with a passphrase is read, also in one line', async (_how, key) => {
    for (const private_key of [key, key.replaceAll('\n', ''), key.replaceAll('\n', '\\n')])
      expect(await tested({ private_key, private_key_passphrase: PASSPHRASE })).toEqual(FINE);
  });

  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });

  it.each<[string, AuthData, string]>([
    [
      'a public key',
      { private_key: sampleKeys().publicKey },
      'must be the private key (private.pem). This is the public one, which belongs in the cabinet of PimPay',
    ],
    [
      'anything else',
      { private_key: 'secret words' },
      'must be the whole file private.pem, from -----BEGIN to the end of its last line',
    ],
    [
      'a part of a key',
      { private_key: PEM.replace(/(BEGIN [^]{400})[^]*(?=\n-----END)/, '$1') },
      'is damaged or cut off. Paste the whole file private.pem anew',
    ],
    [
      'a key that is no RSA key',
      { private_key: ec.toString() },
      'must be an RSA key of 2048 or 4096 bits. Make one with "openssl genrsa -out private.pem 2048"',
    ],
    [
      'a protected key alone',
      { private_key: exported('pkcs8', 'aes-256-cbc') },
      'is protected. Fill in PimPay Key Passphrase as well',
    ],
    [
      'a wrong passphrase',
      { private_key: exported('pkcs8', 'aes-256-cbc'), private_key_passphrase: 'wrong horse 2' },
      'cannot be opened with this passphrase. Correct PimPay Key Passphrase, or paste the key anew',
    ],
  ])('%s is refused before anything is sent', async (_what, more, rule) => {
    expect(await tested(more)).toEqual(['ExpiredAuthError', `PimPay Private Key ${rule}.`]);
  });

  it('that openssl has made is one', async () => {
    const private_key = execFileSync('openssl', ['genrsa', '2048'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
    const publicKey = execFileSync('openssl', ['rsa', '-pubout'], {
      input: private_key,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const account = { token: SAMPLE_TOKEN, publicKey: publicKey.toString() };
    expect(await tested({ private_key }, ConnectedPimPay.open({ account }))).toEqual(FINE);
  });
});

describe('a connection', () => {
  it.each(['SHA256', 'SHA512', 'SHA1'])('signs with %s where that was chosen', async (digest) => {
    expect(await tested({ digest }, ConnectedPimPay.open({ digests: [digest] }))).toEqual(FINE);
  });

  it('is called PimPay where no company code is filled in', async () => {
    expect(await tested({ company_code: '' })).toEqual({ label: 'PimPay' });
  });

  it('with another digest or key than the cabinet knows says what to look at', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    for (const more of [{ digest: 'SHA512' }, { private_key: other.toString() }])
      expect(await tested(more)).toEqual([
        'ExpiredAuthError',
        expect.stringMatching(
          /^PimPay does not recognise the signature\. Check that the public key .* which digest it expects: this connection signs with SHA\d+\. /,
        ),
        'testHeaderSignature',
      ]);
  });

  it('with another token says so', async () => {
    expect(await tested({ pimpay_token: 'another' })).toEqual([
      'ExpiredAuthError',
      'PimPay does not accept the token. Copy it from the cabinet of PimPay, and connect the account again. (PimPay: Неверный токен)',
      'testHeaderSignature',
    ]);
  });

  it('to a service that does not take the call at all is no wrong token', async () => {
    await using pimpay = await ConnectedPimPay.open();
    pimpay.double.faults.add({ kind: 'fault', words: 'Версия API не поддерживается' });
    const { name, message } = await errorOf(pimpay.test());
    expect([name, message]).toEqual([
      'AppError',
      'PimPay refuses the test of the signature, which it should answer. Ask your manager at PimPay whether the version v2_7 of its API is still ' +
        'served. (PimPay: Версия API не поддерживается)',
    ]);
  });
});

describe('a refusal in a step', () => {
  const report = (pimpay: ConnectedPimPay): Promise<unknown> =>
    pimpay.create('pimpay_report_status', { id: '11111', uniformPimpayDeliveryStatus: 'lost' });

  it.each(['wrong token', 'wrong signature'] as const)(
    'for a %s holds the Zap until the account is connected again',
    async (kind) => {
      await using pimpay = await ConnectedPimPay.open();
      pimpay.double.faults.add({ kind }, { times: 2 });
      expect((await errorOf(report(pimpay))).name).toBe('ExpiredAuthError');
      expect(pimpay.calls).toEqual(['updateStateForOrders', 'testHeaderSignature']);
    },
  );

  it('for a failure of PimPay’s own is tried again later', async () => {
    await using pimpay = await ConnectedPimPay.open();
    pimpay.double.faults.add({ kind: 'fault', words: 'Внутренняя ошибка сервера' });
    expect((await errorOf(report(pimpay))).name).toBe('ThrottledError');
    expect(pimpay.calls).toEqual(['updateStateForOrders']);
  });
});

it.each(['other prefixes', 'multiref answer', 'byte order mark'] as const)(
  'an answer with %s is understood',
  async (kind) => {
    await using pimpay = await ConnectedPimPay.open();
    pimpay.double.faults.add({ kind }, { times: 9 });
    const input = { id: '11111', uniformPimpayDeliveryStatus: 'lost' };
    expect(await pimpay.create('pimpay_report_status', input)).toMatchObject({ status: 'lost' });
  },
);

it('neither key nor token nor signature comes into logs or messages', async () => {
  await using pimpay = await ConnectedPimPay.open();
  await using log = await captureLog();
  pimpay.double.faults.add(
    { kind: 'fault', words: `Токен ${SAMPLE_TOKEN} не подходит` },
    { on: 'updateStateForOrders' },
  );
  const error = await errorOf(
    pimpay.create('pimpay_report_status', { id: '11111', uniformPimpayDeliveryStatus: 'lost' }),
  );
  await pimpay.test();
  const text = log.written();
  expect(text).toContain('/v2_7/soap/invoke');
  const signatures = pimpay.double.journal.exchanges.map(({ headers }) =>
    String(headers['x-request-signature']),
  );
  expect(signatures).toHaveLength(3);
  for (const secret of [SAMPLE_TOKEN, ...signatures, ...PEM.split('\n').filter((line) => line.length > 30)]) {
    expect(text).not.toContain(secret);
    expect(error.message).not.toContain(secret);
  }
});
