import { Problem } from '../../core/errors';
import type { XmlElement } from '../../core/xml';
import { text } from './elements';

const PDF = Buffer.from('%PDF');

export function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, PDF.length).equals(PDF);
}

/**
 * The PDF in an answer of `waybill`, where it is base64.
 *
 * @throws Problem where it is none.
 */
export function parseLabel(root: XmlElement): Buffer {
  const document = Buffer.from(text(root, 'content') ?? '', 'base64');
  if (isPdf(document)) return document;
  throw new Problem(
    'failed',
    'The courier service answered without a PDF. Try another Print Form, or print the label in the cabinet («Личный кабинет»). (no PDF)',
    { code: 'no_pdf' },
  );
}
