import { request } from 'node:https';
import { TLSSocket } from 'node:tls';
import { type Certificate, selfSignedCertificate } from '../../../sandbox/rkeeper/certificate';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { BASIC } from './conversation';

let certificate: Certificate;
let till: TillDouble;
beforeEach(async () => {
  certificate = selfSignedCertificate();
  till = await TillDouble.start({ tls: { ...certificate, minVersion: 'TLSv1.2' } });
});
afterEach(() => till.stop());

/** The HTTP status, and the fingerprint of the certificate that was shown. */
async function post(
  trusted?: string,
): Promise<{ status: number | undefined; fingerprint: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: BASIC, 'Content-Type': 'application/xml' };
    const sent = request(till.url, {
      method: 'POST',
      headers,
      agent: false,
      ...(trusted ? { ca: trusted } : {}),
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const { socket } = response;
      const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
      response.resume().on('end', () => {
        resolve({ status: response.statusCode, fingerprint: shown?.fingerprint256 });
      });
    });
    sent.end('<RK7Query><RK7CMD CMD="GetSystemInfo"/></RK7Query>');
  });
}

it('is refused by those who do not know it', async () => {
  await expect(post()).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

it('is accepted, for 127.0.0.1, by those who trust exactly this one', async () => {
  expect(till.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/rk7api\/v0\/xmlinterface\.xml$/);
  expect(await post(certificate.cert)).toEqual({ status: 200, fingerprint: certificate.fingerprint });
  await expect(post(selfSignedCertificate().cert)).rejects.toThrow();
});

it('is another one each time', () => {
  expect(selfSignedCertificate().fingerprint).not.toBe(certificate.fingerprint);
  expect(certificate.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});
