import type { XmlElement } from '../xml';
import { COMMANDS } from './commands';
import type { Command, World } from './commands/command';
import { type Outcome, refused } from './envelope';
import type { PlannedRefusal, RefusalStage } from './faults';
import { badParameters, Refusal } from './refusal';
import { asRead, checkCommand } from './shape';

export interface Execution {
  readonly outcome: Outcome;
  readonly replayed: boolean;
}

/** A reference server answers these, and none that has to do with orders. */
const REFERENCE_COMMANDS = new Set(['GetSystemInfo', 'GetRefData']);

/** Carries out one command: its name, its shape, its licence, then itself. Never throws a Refusal. */
export function execute(sent: XmlElement, world: World, planned: PlannedRefusal | undefined): Execution {
  const name = sent.attribute('CMD') ?? '';
  const refusal = (error: unknown): Outcome => {
    if (!(error instanceof Refusal)) throw error;
    const refusal = refused(error, name, world.clock.dateTime());
    const isNumbered = world.switches.numbersLicenceErrors || ![5304, 5305, 5310].includes(error.code ?? 0);
    return isNumbered ? refusal : { ...refusal, errorCode: undefined };
  };
  const strike = (stage: RefusalStage): void => {
    if (planned?.stage === stage) throw planned.refusal;
  };
  const run = ({ run }: Command, command: XmlElement): Outcome => {
    try {
      strike('execution');
      const answer = run(command, world);
      return { status: 'Ok', command: name, errorText: '', dateTime: world.clock.dateTime(), ...answer };
    } catch (error) {
      return refusal(error);
    }
  };

  try {
    strike('request');
    if (name === '') throw badParameters(`Attribute "${sent.name}/@CMD" is not found`);
    const isKnown = !world.switches.isReferenceServer || REFERENCE_COMMANDS.has(name);
    const known = isKnown ? COMMANDS.get(name) : undefined;
    if (!known) throw badParameters(`Unknown command ${name}`);
    const command = world.switches.insistsOnSchema ? sent : asRead(sent, known.shape);
    checkCommand(command, known.shape);
    strike('licence');
    if (!known.licensed || command.attribute('dontcheckLicense') === '1')
      return { outcome: run(known, command), replayed: false };
    const admission = world.licence.admit(command);
    if (admission.kind === 'replay') return { outcome: admission.answer, replayed: true };
    const outcome = run(known, command);
    admission.finished(outcome);
    return { outcome, replayed: false };
  } catch (error) {
    return { outcome: refusal(error), replayed: false };
  }
}
