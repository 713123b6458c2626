import { element, type XmlElement } from '../xml';
import { generalErrorText, orderErrorText } from './error_tables';

/** Where the code of a refused request stands: in an `error` element within `request`, or on the root itself. */
export type Envelope = 'request' | 'root';

/** Refuses a whole request: nothing of it is carried out. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly toXml: (functionName: string) => XmlElement) {
    super('The request is refused.');
  }
}

/** Refuses one order of a request; the others are carried out. */
export class OrderRefusal extends Error {
  override readonly name = 'OrderRefusal';

  constructor(readonly code: number) {
    super(orderErrorText(code).english);
  }
}

/** `<request><error error="1" errormsg="…"/></request>` with a text of table A, or `<calculator error="18">…` of table B. */
export function refused(code: number, envelope: Envelope): Refusal {
  return new Refusal((functionName) =>
    envelope === 'request'
      ? element('request', {}, element('error', errorAttributes(code, true)))
      : element(functionName, { error: code }, generalErrorText(code)),
  );
}

/** An `error` without attributes: what cannot be read as XML, or not as a request of that name. */
export function unreadable(reason: string): Refusal {
  return new Refusal(() => element('request', {}, element('error', {}, `Ошибка синтаксиса XML: ${reason}`)));
}

/** How the outcome of one order is told. Texts that are not known in Russian stay English. */
export function errorAttributes(
  code: number,
  inRussianToo: boolean,
): Readonly<Record<string, string | number | undefined>> {
  const { english, russian } = orderErrorText(code);
  return { error: code, errormsg: english, errormsgru: inRussianToo ? russian : undefined };
}
