import { NetworkFailure } from '../../core/http';
import { parseXml, type XmlElement, XmlError, type XmlList, XmlReader, XmlTooLarge } from '../../core/xml';
import type { ErrorTable, Refusal } from './problems';
import { attribute, ownText } from './elements';

/** An answer about one thing is never larger; the parser for such answers is slow with megabytes of text. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** This is some thousand orders, or the largest label. What is made of larger answers would not fit into a step. */
export const MAX_LIST_BYTES = 16 * 1024 * 1024;

/** This is a month of a large shop's orders, some 25,000 of them, where little is made of each. */
export const MAX_LONG_LIST_BYTES = 64 * 1024 * 1024;

const LIMITS = { maxBytes: MAX_ANSWER_BYTES, maxTextLength: MAX_ANSWER_BYTES };

const LIST_LIMITS = {
  maxBytes: MAX_LONG_LIST_BYTES,
  maxElements: 1_000_000,
  maxAttributes: 500_000,
  // A label is one text.
  maxTextLength: MAX_LIST_BYTES,
};

/** Their codes come from a table of their own, in whichever envelope. */
const ORDERING_FUNCTIONS = new Set(['neworder', 'editorder', 'cancelorder']);

/** Reads an answer with many items while it comes; {@link parseList} tells what it holds. */
export function listReader<Item>(list: XmlList<Item>): XmlReader<Item> {
  return new XmlReader(LIST_LIMITS, list);
}

/** @throws NetworkFailure for anything but one whole XML document. */
export function parseList<Item>(reader: XmlReader<Item>): ReturnType<typeof reader.end> {
  return unlessNone(() => reader.end());
}

/** @throws NetworkFailure for anything but one whole XML document. */
export function parseAnswer(answer: Buffer): XmlElement {
  return unlessNone(() => ({ root: parseXml(answer, LIMITS) })).root;
}

function unlessNone<Answer extends { readonly root: XmlElement }>(parse: () => Answer): Answer {
  try {
    const answer = parse();
    // A web page may happen to be well-formed.
    if (answer.root.name.toLowerCase() !== 'html') return answer;
  } catch (error) {
    if (error instanceof XmlTooLarge) throw new NetworkFailure('too_large', true, error.message);
    if (error instanceof XmlError) throw new NetworkFailure('no_answer', true, error.message);
    throw error;
  }
  throw new NetworkFailure('no_answer', true, 'a web page');
}

/**
 * The refusal of a whole request: an `error` element with a code, one with a text alone (bad XML), or a code on the root.
 *
 * @returns undefined where the request was accepted; its single orders may still be refused.
 */
export function refusalOf(root: XmlElement, functionName: string): Refusal | undefined {
  const table = ORDERING_FUNCTIONS.has(functionName) ? 'ordering' : 'general';
  const errors = root.name === 'error' ? [root] : root.all('error');
  for (const error of errors) {
    const code = attribute(error, 'error');
    if (code === undefined) return { table: 'general', code: '', text: wordsOf(error) };
    // A wrong login is told in this envelope by every function; all other codes are the function's own.
    if (code !== '0') return { table: code === '1' ? 'ordering' : table, code, text: wordsOf(error) };
  }
  return refusalOn(root, table === 'ordering' ? 'either' : table);
}

/** The refusal of one order of a request; undefined where it was accepted. Its `orderno` says nothing before this is known. */
export function refusalOn(element: XmlElement, table: ErrorTable): Refusal | undefined {
  const code = attribute(element, 'error');
  return code === undefined || code === '0' ? undefined : { table, code, text: wordsOf(element) };
}

/** The Russian words are preferred, because users find those in the vendor's documents and forums. */
function wordsOf(element: XmlElement): string {
  return attribute(element, 'errormsgru') ?? attribute(element, 'errormsg') ?? ownText(element) ?? '';
}
