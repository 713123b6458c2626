import { isIP } from 'node:net';
import { type Amount, amount, hundredthsOf } from '../money';
import { type ErrorCode, Refusal } from './answers';
import type { FormArray } from './php_form';

/** Reads the parameters of one request strictly: what is malformed is refused with code 3, "wrong posted data". */
export class Parameters {
  constructor(private readonly form: FormArray) {}

  /** The text sent, untrimmed; undefined when the parameter is absent. */
  optional(name: string): string | undefined {
    const value = this.form.get(name);
    if (value !== undefined && typeof value !== 'string') throw new Refusal(3);
    return value;
  }

  /** The text sent, or '' when the parameter is absent. */
  text(name: string): string {
    return this.optional(name) ?? '';
  }

  /** The text of a parameter that must be there and not empty, else refused with `missing`. */
  required(name: string, missing: ErrorCode = 3): string {
    const value = this.optional(name);
    if (value === undefined || value === '') throw new Refusal(missing);
    return value;
  }

  /** A yes or no in the spellings that the documentation uses: 1, true, 0, false; absent and empty mean no. */
  yesOrNo(name: string): boolean {
    const value = this.text(name);
    if (!['', '0', 'false', '1', 'true'].includes(value)) throw new Refusal(3);
    return value === '1' || value === 'true';
  }

  /** A time in UNIX seconds, or undefined when absent. Milliseconds are refused: they have more than ten digits. */
  seconds(name: string): number | undefined {
    const value = this.optional(name);
    if (value === undefined || value === '') return undefined;
    if (!/^[1-9]\d{0,9}$/.test(value)) throw new Refusal(3);
    return Number(value);
  }

  /** An IP address, or '' when absent. */
  address(name: string): string {
    const value = this.text(name);
    if (value !== '' && isIP(value) === 0) throw new Refusal(3);
    return value;
  }

  /** The texts of a list such as `rid[0]`, `rid[1]`; absent means none. */
  list(name: string): readonly string[] {
    return this.members(name).map((value) => {
      if (typeof value !== 'string') throw new Refusal(3);
      return value;
    });
  }

  /** The members of a list of groups such as `goods[0][good_name]`; absent means none. */
  groups(name: string): readonly Parameters[] {
    return this.members(name).map((value) => {
      if (typeof value === 'string') throw new Refusal(3);
      return new Parameters(value);
    });
  }

  /** One group such as `utm[utm_source]`; absent means an empty one. */
  group(name: string): Parameters {
    const value = this.form.get(name) ?? new Map<string, never>();
    if (typeof value === 'string') throw new Refusal(3);
    return new Parameters(value);
  }

  /** Whether the parameter was sent as one text, not as a list. */
  isText(name: string): boolean {
    return typeof this.form.get(name) === 'string';
  }

  private members(name: string) {
    const value = this.form.get(name);
    if (typeof value === 'string') throw new Refusal(3);
    return value === undefined ? [] : [...value.values()];
  }
}

/** A decimal with a point and at most two digits after it, as the shop stores it. @throws Refusal */
export function readAmount(text: string): Amount {
  const hundredths = hundredthsOf(text, 10);
  if (hundredths === undefined) throw new Refusal(3);
  return amount(hundredths);
}

/** Whether a text looks like one e-mail address. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
}
