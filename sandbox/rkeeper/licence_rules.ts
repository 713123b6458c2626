import { buildXml, XmlElement } from '../xml';
import { integer } from './attributes';
import type { Clock } from '../clock';
import type { Outcome } from './envelope';
import type { LicenceRegistry } from './licence_registry';
import {
  badLicenseAnchor,
  badParameters,
  cannotExecute,
  instanceUnknown,
  licenseCheckFailed,
  seqNumberMustGrow,
  wrongSeqNumber,
} from './refusal';
import type { TillSwitches } from './switches';

interface Instance {
  readonly last: number;
  readonly fingerprint: string;
  /** Kept for a repeated request; absent when it was forgotten. */
  readonly answer?: Outcome;
}

/** What the till remembers of licence instances. Hand it to another till to let it survive a restart. */
export class LicenceInstances {
  readonly byKey = new Map<string, Instance>();
  readonly guidsOfDay = new Map<string, Set<string>>();

  /** The number last used by an instance, under whatever spelling of its guid. */
  lastSeqNumber(anchor: string, guid: string): number | undefined {
    return this.byKey.get(instanceKey(anchor, guid))?.last;
  }

  /** From now on a repeated request is carried out again: the vendor says only that its answer may be kept. */
  forgetAnswers(): void {
    for (const [key, { last, fingerprint }] of this.byKey) this.byKey.set(key, { last, fingerprint });
  }

  /** Another program that goes by the same instances sends a command. */
  useNumbers(): void {
    for (const [key, { last }] of this.byKey)
      this.byKey.set(key, { last: last + 1, fingerprint: 'of another program' });
  }
}

/** A licensed command is either carried out, and its outcome reported back, or answered from memory. */
export type Admission =
  | { readonly kind: 'execute'; readonly finished: (outcome: Outcome) => void }
  | { readonly kind: 'replay'; readonly answer: Outcome };

/** Rules 1 to 7 for LicenseInfo and seqNumber. */
export class LicenceRules {
  private lastQuery = -Infinity;

  constructor(
    private readonly registry: LicenceRegistry,
    private readonly restCode: string,
    private readonly switches: Readonly<TillSwitches>,
    private readonly clock: Clock,
    private readonly instances: LicenceInstances,
  ) {}

  /** @throws Refusal when the licence does not allow the command, or the number is not one that may come now. */
  admit(command: XmlElement): Admission {
    if (this.switches.licenseMode === 'lifetime') return { kind: 'execute', finished: () => undefined };
    const { key, instance: sent } = this.licensed(command);
    const seqNumber = integer(sent, 'seqNumber');
    if (seqNumber === undefined) {
      throw badParameters(`Attribute "${command.name}/LicenseInfo/LicenseInstance/@seqNumber" is not found`);
    }
    const known = this.instances.byKey.get(key);
    const fingerprint = fingerprintOf(command);
    if (known?.last === seqNumber) {
      if (known.fingerprint !== fingerprint) throw seqNumberMustGrow();
      if (known.answer) return { kind: 'replay', answer: known.answer };
    } else if (!known && seqNumber !== 0) {
      throw this.switches.unknownInstanceError === 5304 ? instanceUnknown() : wrongSeqNumber([0]);
    } else if (known && seqNumber !== known.last + 1) {
      throw wrongSeqNumber([known.last, known.last + 1]);
    }
    return {
      kind: 'execute',
      finished: (answer) => {
        const consumed =
          answer.status === 'Ok' || (this.switches.failedCommandConsumesSeq && isBusinessError(answer));
        if (!consumed) return;
        const kept = this.switches.keepsAnswers ? { answer } : {};
        this.instances.byKey.set(key, { last: seqNumber, fingerprint, ...kept });
      },
    };
  }

  /** GetXMLLicenseInstanceSeqNumber. */
  seqNumber(command: XmlElement): number {
    const { key } = this.licensed(command);
    const now = this.clock.now();
    const tooSoon = now - this.lastQuery < this.switches.seqQueryMinIntervalMs;
    this.lastQuery = now;
    if (tooSoon) throw cannotExecute('Слишком частый запрос SeqNumber');
    const known = this.instances.byKey.get(key);
    if (!known) throw instanceUnknown();
    return this.switches.seqQueryReturns === 'last' ? known.last : known.last + 1;
  }

  private licensed(command: XmlElement): { key: string; instance: XmlElement } {
    const info = command.child('LicenseInfo');
    const anchor = info?.attribute('anchor') ?? '';
    const instance = info?.child('LicenseInstance');
    if (!info || !instance || !anchor.includes(`#${this.restCode}/`)) throw badLicenseAnchor();
    switch (this.registry.state(anchor, info.attribute('licenseToken') ?? '', this.clock.dateTime())) {
      case 'unknown':
        throw badLicenseAnchor();
      case 'expired':
        throw licenseCheckFailed('the licence has expired');
      case 'valid':
        break;
    }
    const guid = instance.attribute('guid') ?? '';
    if (!/^[0-9a-f]{32}$/.test(plainGuid(guid))) {
      throw badParameters(
        `Bad guid attribute "${command.name}/LicenseInfo/LicenseInstance/@guid" value: "${guid}"`,
      );
    }
    this.countGuid(anchor, plainGuid(guid));
    return { key: instanceKey(anchor, guid), instance };
  }

  private countGuid(anchor: string, guid: string): void {
    const day = `${this.clock.day()} ${anchor.toLowerCase()}`;
    const guids = this.instances.guidsOfDay.get(day) ?? new Set<string>();
    const most = this.registry.find(anchor)?.quantity ?? 0;
    if (this.switches.guidsPerDay && !guids.has(guid) && guids.size >= most) {
      throw licenseCheckFailed('too many instances today');
    }
    this.instances.guidsOfDay.set(day, guids.add(guid));
  }
}

/** Licence errors and wrong parameters leave the number unused whatever the switch says. */
function isBusinessError(answer: Outcome): boolean {
  return answer.status === 'Query Executing Error';
}

function instanceKey(anchor: string, guid: string): string {
  return `${anchor.toLowerCase()} ${plainGuid(guid)}`;
}

/** Braces, dashes and case of an instance guid are tolerated. */
function plainGuid(guid: string): string {
  return guid
    .replace(/^\{(.*)\}$/, '$1')
    .replaceAll('-', '')
    .toLowerCase();
}

function fingerprintOf(command: XmlElement): string {
  const rest = command.children.filter((child) => child.name !== 'LicenseInfo');
  return buildXml(new XmlElement(command.name, command.attributes, rest, command.text));
}
