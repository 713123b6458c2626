import { Problem } from '../../core/errors';
import { excerpt, plainWords } from '../../core/redact';
import { say } from '../../language/language';
import type { Fault } from './answer';
import type { Digest } from './connection';

export const NAME = 'PimPay';

/** PimPay itself has failed, and may have done something or nothing. */
export const INTERNAL = 'internal_error';

/** PHP's server tells every fault as one of its own, so that its words have to tell. */
export function isInternal({ words }: Fault): boolean {
  return /внутренн|временно|ошибка сервера|internal|temporar|unavailable|timeout|exception|sqlstate/i.test(
    words,
  );
}

/** A request that was refused as a whole. */
export function refusal(fault: Fault): Problem {
  if (isInternal(fault))
    return new Problem(
      'later',
      say`PimPay has a fault of its own. This step runs again by itself. (PimPay: ${{ words: wordsOf(fault.words) }})`,
      { code: INTERNAL, retryAfterSeconds: 300 },
    );
  return refused(fault.words);
}

/** What PimPay refuses for this run's data. */
export function refused(words: string | undefined): Problem {
  return new Problem(
    'refused',
    say`PimPay refused this. Its own words stand at the end: correct what they name, or ask your manager
      at PimPay. (PimPay: ${{ words: wordsOf(words) }})`,
    { code: 'refused' },
  );
}

/** An order, a payment or a register which is not what the step needs. */
export function unfit(sentence: string, code: string): Problem {
  return new Problem('refused', sentence, { code });
}

export function wrongSignature(digest: Digest): Problem {
  return new Problem(
    'connection',
    say`PimPay does not recognise the signature. Check that the public key in the cabinet of PimPay belongs
      to this private key, whole from BEGIN to END, and ask PimPay which digest it expects: this connection
      signs with ${{ digest }}. Then connect the account again. (isVerified=false)`,
    { code: 'wrong_signature' },
  );
}

/** The test of the signature knows no other reason to refuse. */
export function wrongToken({ words }: Fault): Problem {
  const isToken = /токен|token|авториз|auth|доступ|access/i.test(words);
  return new Problem(
    isToken ? 'connection' : 'failed',
    isToken
      ? say`PimPay does not accept the token. Copy it from the cabinet of PimPay, and connect the account
          again. (PimPay: ${{ words: wordsOf(words) }})`
      : say`PimPay refuses the test of the signature, which it should answer. Ask your manager at PimPay
          whether the version v2_7 of its API is still served. (PimPay: ${{ words: wordsOf(words) }})`,
    { code: isToken ? 'wrong_token' : 'refused' },
  );
}

function wordsOf(words: string | undefined): string {
  const told = plainWords(words ?? '', 200);
  return told === '' ? say`no words` : excerpt(told, 200);
}
