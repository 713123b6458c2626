import { Problem } from '../../core/errors';
import type { XmlList } from '../../core/xml';
import { say } from '../../language/language';

const PDF = Buffer.from('%PDF');

export function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, PDF.length).equals(PDF);
}

/** Reads waybill, where a document is base64. It is a list of one, because it may be megabytes long. */
export const DOCUMENTS: XmlList<Buffer> = {
  name: 'content',
  items: ({ text }) => [Buffer.from(text, 'base64')],
};

/** @throws Problem where no document is a PDF. */
export function pdfAmong(documents: readonly Buffer[]): Buffer {
  const pdf = documents.find(isPdf);
  if (pdf) return pdf;
  throw new Problem(
    'failed',
    say`The courier service answered without a PDF. Try another Print Form, or print the label in the
      cabinet («Личный кабинет»). (no PDF)`,
    { code: 'no_pdf' },
  );
}
