import { NetworkFailure } from '../../core/http';
import { parseXml, type XmlElement, XmlError, type XmlList, XmlReader } from '../../core/xml';

/** RK7ErrorN of an element; undefined where it tells none, which may be written as 0. */
export function errorNumber(element: XmlElement | undefined): string | undefined {
  const number = element?.attribute('RK7ErrorN');
  return number !== undefined && /^-?[1-9]\d{0,8}$/.test(number) ? number : undefined;
}

/** An answer about one order is never larger; the parser for such answers is slow with megabytes of text. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** A menu of 20,000 dishes is about 4 MB, a list of 20,000 orders 13 MB. More would let a hostile answer cost too much. */
export const MAX_LIST_BYTES = 16 * 1024 * 1024;

const SUCCESS = new Set(['Ok', 'No changes']);

/** The command may have been carried out, and only the telling of it failed. */
const TELLS_NOTHING = new Set(['Result Writing Error', 'Query Processing Internal Error', '']);

export function succeeded({ status }: TillAnswer): boolean {
  return SUCCESS.has(status);
}

/** Reads an answer with a long list while it comes; {@link parseTillList} tells what it holds. */
export function listReader<Item>(list: XmlList<Item>): XmlReader<Item> {
  return new XmlReader({ maxBytes: MAX_LIST_BYTES }, list);
}

/** An answer with the items of its list, which are in its data no more. */
export interface TillList<Item> extends TillAnswer {
  readonly items: readonly Item[];
}

/** Does the same as {@link parseTillAnswer} for an answer with a long list. */
export function parseTillList<Item>(reader: XmlReader<Item>): TillList<Item> {
  const { root, items } = unlessNone(() => reader.end());
  return { ...answerOn(root), items };
}

/**
 * Reads the answer to a request that holds one command.
 *
 * @throws NetworkFailure for anything but a complete answer: the command may have been carried out all the same.
 */
export function parseTillAnswer(answer: Buffer): TillAnswer {
  return answerOn(unlessNone(() => parseXml(answer, { maxBytes: MAX_ANSWER_BYTES })));
}

function unlessNone<Answer>(parse: () => Answer): Answer {
  try {
    return parse();
  } catch (error) {
    if (error instanceof XmlError) throw new NetworkFailure('no_answer', true, error.message);
    throw error;
  }
}

/** What the till says to one command, whichever of its two answer shapes it chose. */
function answerOn(root: XmlElement) {
  if (root.name !== 'RK7QueryResult')
    throw new NetworkFailure('no_answer', true, `no till answer: <${root.name.slice(0, 40)}>`);
  // Several-command requests wrap each answer; a broken request is answered on the root in either form.
  const data = root.child('CommandResult') ?? root;
  const attribute = (name: string): string | undefined => data.attribute(name) ?? root.attribute(name);
  const status = attribute('Status') ?? '';
  if (TELLS_NOTHING.has(status)) throw new NetworkFailure('no_answer', true, status || 'no Status');
  // It is still at work, which is neither done nor refused.
  if (status === 'Execution Started') throw new NetworkFailure('timeout', true, status);
  const errors = (data.child('Errors') ?? root.child('Errors'))?.all('Error') ?? [];
  const errorText = [attribute('ErrorText') ?? '', ...errors.map(wordsOf)].filter(Boolean).join('; ');
  return {
    /** `Ok`, `No changes`, or one of the error words. */
    status,
    /** RK7ErrorN. Some errors are told in the text alone: `UCSERR(2172): …`. */
    errorNumber:
      errorNumber(data) ??
      errorNumber(root) ??
      errors.map(errorNumber).find((number) => number !== undefined) ??
      /UCSERR\((\d+)\)/.exec(errorText)?.[1],
    /** In the language of the server, Russian or English; on success empty, or what it warns of. */
    errorText,
    /** Such as `7.6.5.92`. */
    serverVersion: root.attribute('ServerVersion') ?? '',
    /** The element that holds the command's result attributes and data. */
    data,
  };
}

export type TillAnswer = Readonly<ReturnType<typeof answerOn>>;

/** What a part of the till complains of: "Printer: нет бумаги". */
function wordsOf(error: XmlElement): string {
  return [error.attribute('Component'), error.text.trim()].filter(Boolean).join(': ');
}
