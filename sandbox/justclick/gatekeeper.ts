import type { Clock } from '../clock';
import type { Account } from './account';
import { type Envelope, type Outcome, Refusal, sign } from './answers';
import type { Brand } from './brand';
import { ERROR_TEXTS } from './error_texts';
import type { ShopFunction } from './functions/call';
import { Parameters } from './parameters';
import type { FormArray } from './php_form';
import { requestSignature } from './request_signature';
import type { ShopRules } from './rules';

/** One received request for a function that exists. */
export interface Request {
  /** Undefined when no account bears the login. */
  readonly account: Account | undefined;
  /** The caller's IP address. */
  readonly address: string;
  readonly parameters: FormArray;
  readonly perform: ShopFunction;
}

/** What holds for the whole service. */
export interface Service {
  readonly brand: Brand;
  readonly rules: Readonly<ShopRules>;
  readonly clock: Clock;
}

/** Checks the request in the service's order, performs the function when all is well, and signs the answer. */
export function answerTo(request: Request, service: Service): Envelope {
  return signFor(request.account, outcomeOf(request, service), service);
}

/** Signs an outcome with the account's key. An unknown login has none: its refusal is signed with the empty key. */
export function signFor(account: Account | undefined, outcome: Outcome, { rules }: Service): Envelope {
  return sign(outcome, account?.key ?? '', rules.capitalisedTexts);
}

/** Whether the request carries the hash that its other parameters demand. */
export function hasValidSignature(account: Account | undefined, parameters: FormArray): boolean {
  return (
    account !== undefined &&
    parameters.get('hash') === requestSignature(parameters, account.login, account.key)
  );
}

function outcomeOf(request: Request, service: Service): Outcome {
  try {
    return admit(request, service);
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
}

function admit(
  { account, address, parameters, perform }: Request,
  { brand, rules, clock }: Service,
): Outcome {
  if (account === undefined) {
    throw new Refusal(5);
  }
  if (account.disabled) {
    throw new Refusal(7);
  }
  if (account.allowedAddresses !== undefined && !account.allowedAddresses.includes(address)) {
    throw new Refusal(6, `${ERROR_TEXTS[6]} ${address}`);
  }
  if (parameters.size === 0) {
    throw new Refusal(2);
  }
  if ((parameters.get('hash') ?? '') === '') {
    throw new Refusal(1);
  }
  if (!hasValidSignature(account, parameters)) {
    throw new Refusal(4);
  }
  return perform({
    parameters: new Parameters(parameters),
    shop: account.shop,
    brand,
    rules,
    now: clock.seconds,
  });
}
