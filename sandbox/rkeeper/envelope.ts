import { buildXml, element, type XmlElement } from '../xml';
import { badParameters, type Refusal, type RefusalStatus, unreadable } from './refusal';

/** What a command's run gives back on success. */
export interface Answer {
  readonly status?: 'Ok' | 'No changes';
  /** Attributes of the result itself: VisitID, lastversion, locked … */
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly XmlElement[];
}

/** The complete result of one command, as it is sent and, for licensed commands, remembered. */
export interface Outcome extends Omit<Answer, 'status'> {
  readonly status: 'Ok' | 'No changes' | 'Execution Started' | RefusalStatus;
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

/**
 * Takes the command out of RK7Query. Real servers know forms with several commands too, which the app has no use for.
 * @throws Refusal for anything but one RK7CMD.
 */
export function readQuery(root: XmlElement): XmlElement {
  if (root.name !== 'RK7Query') throw unreadable(`Unexpected root element "${root.name}"`);
  const [command, ...others] = root.all('RK7CMD');
  if (!command) throw badParameters('Error: child element "RK7CMD" not found');
  if (others.length > 0) throw badParameters('Error: RK7Query holds more than one RK7CMD');
  if (root.children.length > 1) throw badParameters('Error: RK7Query mixes forms of commands');
  return command;
}

export function refused(refusal: Refusal, command: string, dateTime: string): Outcome {
  const { status, text, code, faultyLines, complaints } = refusal;
  const lines = faultyLines.map(({ text, xml }) =>
    element('Error', { RK7ErrorN: code ?? 0, ErrorText: text }, element('FaultyTag', {}, xml)),
  );
  const errors = complaints.map(({ component, code, text }) =>
    element('Error', { RK7ErrorN: code, Component: component }, text),
  );
  const children = errors.length > 0 ? [...lines, element('Errors', {}, ...errors)] : lines;
  return { status, command, errorText: text, errorCode: code, dateTime, children };
}

/** The answer has the result of the command on its root; so has one to a request that could not even be taken apart. */
export function answerXml(outcome: Outcome, sender: Sender, arrival: string): string {
  const { status, command, errorText, errorCode, dateTime } = outcome;
  return buildXml(
    element(
      'RK7QueryResult',
      {
        ...{ ServerVersion: sender.serverVersion, XmlVersion: sender.xmlVersion, NetName: sender.netName },
        Status: status,
        CMD: command === '' ? undefined : command,
        ...{ ErrorText: errorText, DateTime: dateTime, WorkTime: 0, RK7ErrorN: errorCode },
        Processed: status === 'Ok' || status === 'No changes' ? 1 : 0,
        ArrivalDateTime: arrival,
        ...outcome.attributes,
      },
      ...(outcome.children ?? []),
    ),
  );
}
