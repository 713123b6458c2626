import { buildXml, element, type XmlElement } from '../xml';
import { badParameters, type Refusal, type RefusalStatus, unreadable } from './refusal';

/** How a request packs its commands. */
export type Form = 'RK7CMD' | 'RK7Command' | 'RK7Command2';

export interface Query {
  readonly form: Form;
  readonly commands: readonly XmlElement[];
}

/** What a command's run gives back on success. */
export interface Answer {
  readonly status?: 'Ok' | 'No changes';
  /** Attributes of the result itself: VisitID, lastversion, locked … */
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly XmlElement[];
}

/** The complete result of one command, as it is sent and, for licensed commands, remembered. */
export interface Outcome extends Omit<Answer, 'status'> {
  readonly status: 'Ok' | 'No changes' | RefusalStatus;
  readonly command: string;
  readonly errorText: string;
  readonly errorCode?: number | undefined;
  readonly dateTime: string;
}

/** Who answers, and as which version. */
export interface Sender {
  readonly serverVersion: string;
  readonly xmlVersion: number;
  readonly netName: string;
}

const FORMS: readonly Form[] = ['RK7CMD', 'RK7Command', 'RK7Command2'];

/**
 * Takes the commands out of RK7Query: exactly one RK7CMD, or several RK7Command, or several RK7Command2.
 * @throws Refusal for anything else.
 */
export function readQuery(root: XmlElement): Query {
  if (root.name !== 'RK7Query') throw unreadable(`Unexpected root element "${root.name}"`);
  const form = FORMS.find((name) => root.child(name));
  if (!form) throw badParameters('Error: child element "RK7CMD" not found');
  const commands = root.all(form);
  if (commands.length !== root.children.length)
    throw badParameters('Error: RK7Query mixes forms of commands');
  if (form === 'RK7CMD' && commands.length > 1)
    throw badParameters('Error: RK7Query holds more than one RK7CMD');
  return { form, commands };
}

export function refused(refusal: Refusal, command: string, dateTime: string): Outcome {
  const children = refusal.faultyLines.map(({ text, xml }) =>
    element('Error', { RK7ErrorN: refusal.code ?? 0, ErrorText: text }, element('FaultyTag', {}, xml)),
  );
  const { status, text, code } = refusal;
  return { status, command, errorText: text, errorCode: code, dateTime, children };
}

function isDone(outcome: Outcome): boolean {
  return outcome.status === 'Ok' || outcome.status === 'No changes';
}

/** The answer to a request that could not even be taken apart, or that held one RK7CMD: the result is on the root. */
export function singleAnswer(outcome: Outcome, sender: Sender, arrival: string): string {
  return buildXml(
    element(
      'RK7QueryResult',
      {
        ...rootAttributes(sender),
        Status: outcome.status,
        ...(outcome.command === '' ? {} : { CMD: outcome.command }),
        ErrorText: outcome.errorText,
        DateTime: outcome.dateTime,
        WorkTime: 0,
        RK7ErrorN: outcome.errorCode,
        Processed: isDone(outcome) ? 1 : 0,
        ArrivalDateTime: arrival,
        ...outcome.attributes,
      },
      ...(outcome.children ?? []),
    ),
  );
}

/** The answer to RK7Command and RK7Command2: a CommandResult each; the second form echoes the command in it. */
export function batchAnswer(
  query: Query,
  outcomes: readonly Outcome[],
  sender: Sender,
  arrival: string,
): string {
  const results = outcomes.map((outcome, index) => {
    const source = query.form === 'RK7Command2' ? query.commands[index] : undefined;
    return element(
      'CommandResult',
      {
        CMD: outcome.command,
        Status: outcome.status,
        ErrorText: outcome.errorText,
        RK7ErrorN: outcome.errorCode,
        DateTime: outcome.dateTime,
        WorkTime: 0,
        ...outcome.attributes,
      },
      source && element('SourceCommand', {}, source),
      ...(outcome.children ?? []),
    );
  });
  return buildXml(
    element(
      'RK7QueryResult',
      {
        ...rootAttributes(sender),
        Status: 'Ok',
        ErrorText: '',
        Processed: outcomes.filter(isDone).length,
        ArrivalDateTime: arrival,
      },
      ...results,
    ),
  );
}

function rootAttributes({ serverVersion, xmlVersion, netName }: Sender): Record<string, string | number> {
  return { ServerVersion: serverVersion, XmlVersion: xmlVersion, NetName: netName };
}
