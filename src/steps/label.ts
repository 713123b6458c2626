import { integer, output, primary, text } from '../core/output';
import type { Run } from '../zapier/run';

/** A printed form as later steps can use it. */
interface Label {
  /** What names the orders that it is for. */
  readonly orders: readonly string[];
  readonly pdf: Buffer;
  readonly address: string;
}

/** Enough of a number to know the order by; Zapier keeps no file with a very long name. */
const MOST_LETTERS = 60;

/**
 * The labels of a service, as PDF files.
 *
 * @param prefix what their names begin with.
 * @param example the number of an order.
 */
export function labels(prefix: string, example: string) {
  /** Letters, digits, points and dashes: whatever a file system takes. */
  const fileNameOf = ([first = '', ...others]: readonly string[]): string => {
    const letters = Array.from(first.replace(/[^\p{L}\p{N}._-]+/gu, '_')).slice(0, MOST_LETTERS);
    return `${prefix}-${letters.join('')}${others.length > 0 ? `-and-${others.length}-more` : ''}.pdf`;
  };
  const name = fileNameOf([example]);
  const file = `https://zapier-dev-files.s3.amazonaws.com/cli-platform/${name}`;
  const label = output<Label>()({
    id: primary(text('Orders', example, ({ orders }) => orders.join(','))),
    file: text('PDF File', file, ({ address }) => address),
    file_name: text('File Name', name, ({ orders }) => fileNameOf(orders)),
    file_size: integer('File Size (Bytes)', 24680, ({ pdf }) => pdf.length),
  });
  return {
    output: label,
    /** Hands a label to later steps. @throws Problem */
    handOver: async (run: Run, orders: readonly string[], pdf: Buffer) =>
      label.row({ orders, pdf, address: await run.stashFile(pdf, fileNameOf(orders), 'application/pdf') }),
  };
}
