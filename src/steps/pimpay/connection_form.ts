import type { Form } from '../../core/form';
import { say } from '../../language/language';
import { connectionFields } from '../../services/connection_field';
import { DIGESTS, pimpayUrl, type PimPayConnection } from '../../services/pimpay/connection';
import { KeyError, readPrivateKey } from '../../services/pimpay/private_key';

export const PIMPAY_FIELDS = connectionFields({
  pimpay_token: {
    label: 'PimPay Token',
    type: 'password',
    required: true,
    helpText:
      'The token («токен») from your cabinet at PimPay. PimPay publishes the version of its service that is used here (v2_7), but whether it still ' +
      'serves it is not known: the test of this connection shows it.',
  },
  private_key: {
    label: 'PimPay Private Key',
    type: 'password',
    required: true,
    helpText:
      'All of the file private.pem, also in one line: it signs each request, and never leaves this app. The file public.pem that was made with it ' +
      'belongs in the cabinet of PimPay.',
  },
  private_key_passphrase: {
    label: 'PimPay Key Passphrase',
    type: 'password',
    helpText: 'Only where the private key is protected by one.',
  },
  digest: {
    label: 'PimPay Digest',
    choices: DIGESTS,
    helpText: 'Leave it empty for SHA256, unless you agreed on another one with PimPay.',
  },
  company_code: {
    label: 'PimPay Company Code',
    helpText:
      'The code («код компании») from your cabinet at PimPay, by which orders name the courier company. Ask PimPay for it: it cannot be guessed.',
  },
});

/** Reads an account from the connection form; its faults are the form's, a key that cannot sign among them. */
export function readPimPayConnection(form: Form): PimPayConnection {
  const token = form.requiredText(PIMPAY_FIELDS.pimpay_token);
  const pasted = form.requiredText(PIMPAY_FIELDS.private_key);
  const passphrase = form.text(PIMPAY_FIELDS.private_key_passphrase);
  const digest = form.choice(PIMPAY_FIELDS.digest, DIGESTS) ?? 'SHA256';
  const companyCode = form.matching(
    PIMPAY_FIELDS.company_code,
    /^[\w-]{1,60}$/,
    say`must be a code such as top_delivery`,
  );
  if (pasted === '') form.refuse();
  return {
    platform: 'pimpay',
    token,
    key: keyOf(form, pasted, passphrase),
    digest,
    companyCode,
    url: pimpayUrl(),
  };
}

function keyOf(form: Form, pasted: string, passphrase: string | undefined): PimPayConnection['key'] {
  try {
    return readPrivateKey(pasted, passphrase);
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    form.fault(say`${{ label: PIMPAY_FIELDS.private_key.label }} ${{ rule: error.message }}.`);
    form.check('connection');
    throw error;
  }
}
