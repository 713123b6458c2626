import { integer, output, primary, text } from '../core/output';
import { say } from '../language/language';
import { courierOf } from '../steps/measoft/courier';
import { several } from '../steps/measoft/kinds';
import { ORDER_REF } from '../steps/measoft/order_fields';
import { fields, wholeNumber } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  ordercode: { ...ORDER_REF.ordercode, kind: several(ORDER_REF.ordercode.kind) },
  orderno: { ...ORDER_REF.orderno, kind: several(ORDER_REF.orderno.kind) },
  form: {
    label: 'Print Form',
    kind: wholeNumber(),
    help:
      'The number of the print form (печатная форма): a label, a waybill and so on. Ask your courier company for its numbers. ' +
      'Leave it empty for the usual one.',
  },
});

interface Label {
  /** The codes or numbers of the orders. */
  readonly orders: readonly string[];
  readonly pdf: Buffer;
  readonly address: string;
}

const LABEL = output<Label>()({
  id: primary(text('Orders', '34534234', ({ orders }) => orders.join(','))),
  file: text(
    'PDF File',
    'https://zapier-dev-files.s3.amazonaws.com/cli-platform/label-34534234.pdf',
    ({ address }) => address,
  ),
  file_name: text('File Name', 'label-34534234.pdf', ({ orders }) => fileNameOf(orders)),
  file_size: integer('File Size (Bytes)', 24680, ({ pdf }) => pdf.length),
});

/** Enough of a number to know the order by; Zapier keeps no file with a very long name. */
const MOST_LETTERS = 60;

/** Letters, digits, points and dashes: whatever a file system takes. */
function fileNameOf(names: readonly string[]): string {
  const [first = ''] = names;
  const name = Array.from(first.replace(/[^\p{L}\p{N}._-]+/gu, '_'))
    .slice(0, MOST_LETTERS)
    .join('');
  return `label-${name}${names.length > 1 ? `-and-${names.length - 1}-more` : ''}.pdf`;
}

export default create({
  key: 'measoft_get_label',
  noun: 'Label',
  label: 'Get Courier Label',
  description:
    'Gets a label or another printable document of one or more MeaSoft orders, as a PDF file that later steps can use.',
  form: FORM,
  output: LABEL,
  check: (values, form) => {
    if (values.ordercode.length + values.orderno.length === 0)
      form.fault(say`Fill in Order or Order Number.`);
  },
  perform: async (run, { ordercode, orderno, form: printForm }) => {
    const refs = [
      ...ordercode.map((orderCode) => ({ orderCode })),
      ...orderno.map((orderNo) => ({ orderNo })),
    ];
    const pdf = await courierOf(run).label(refs, printForm);
    const orders = [...ordercode, ...orderno];
    const address = await run.stashFile(pdf, fileNameOf(orders), 'application/pdf');
    return LABEL.row({ orders, pdf, address });
  },
});
