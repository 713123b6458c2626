import { type Envelope, ERROR_TEXTS, md5, type Outcome, Refusal, sign } from './answers';
import { Parameters } from './parameters';
import { buildPhpQuery, type FormArray } from './php_form';
import type { Account, Service, ShopFunction } from './service';

/** A request for a function that exists. */
export interface Request {
  /** Undefined when no account bears the login that the address names. */
  readonly account: Account | undefined;
  /** The caller's IP address. */
  readonly address: string;
  readonly parameters: FormArray;
  readonly perform: ShopFunction;
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

/** The `hash` that a request must carry: md5 of all its other parameters, serialised anew as PHP does, login and key. */
export function requestSignature(parameters: FormArray, login: string, key: string): string {
  const signed = [...parameters].filter(([name]) => name !== 'hash');
  return md5(`${buildPhpQuery(signed)}::${login}::${key}`);
}

function outcomeOf(request: Request, service: Service): Outcome {
  try {
    return admit(request, service);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function admit({ account, address, parameters, perform }: Request, service: Service): Outcome {
  const { brand, rules, clock } = service;
  if (account === undefined) throw new Refusal(5);
  if (account.disabled) throw new Refusal(7);
  if (account.allowedAddresses?.includes(address) === false)
    throw new Refusal(6, `${ERROR_TEXTS[6]} ${address}`);
  if (parameters.size === 0) throw new Refusal(2);
  if ((parameters.get('hash') ?? '') === '') throw new Refusal(1);
  if (!hasValidSignature(account, parameters)) throw new Refusal(4);
  const { shop } = account;
  return perform({ parameters: new Parameters(parameters), shop, brand, rules, now: clock.seconds });
}
