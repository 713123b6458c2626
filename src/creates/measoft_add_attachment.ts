import { download } from '../core/download';
import { integer, output, primary, text } from '../core/output';
import type { OrderRef } from '../services/measoft/client';
import { courierOf } from '../steps/measoft/courier';
import { file, fileName, MAX_FILE_BYTES } from '../steps/measoft/kinds';
import { checkNamed, ORDER_REF, orderRef } from '../steps/measoft/order_fields';
import { fields } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  file: {
    label: 'File',
    kind: file,
    required: true,
    help: 'Map the file of an earlier step. It may have 10 MB at most.',
  },
  ...ORDER_REF,
  file_name: {
    label: 'File Name',
    kind: fileName,
    help: 'The name that the courier company sees, with its ending, for example "invoice.pdf". The file\'s own name, if you leave it empty.',
  },
});

const ATTACHED = output<OrderRef & { readonly name: string; readonly content: Buffer }>()({
  id: primary(
    text(
      'ID',
      '34534234/invoice.pdf',
      ({ orderCode, orderNo, name }) => `${orderCode ?? orderNo ?? ''}/${name}`,
    ),
  ),
  ordercode: text('Order Code', '34534234', ({ orderCode }) => orderCode),
  orderno: text('Order Number', null, ({ orderNo }) => orderNo),
  file_name: text('File Name', 'invoice.pdf', ({ name }) => name),
  file_size: integer('File Size (Bytes)', 24680, ({ content }) => content.length),
});

export default create({
  key: 'measoft_add_attachment',
  noun: 'Attachment',
  label: 'Attach File to Courier Order',
  description: 'Attaches a file, such as an invoice or a photo, to an order at a MeaSoft courier company.',
  form: FORM,
  check: checkNamed,
  output: ATTACHED,
  perform: async (run, values) => {
    const ref = orderRef(values);
    const { content, name: ownName = 'file' } = await download(run.http, values.file, MAX_FILE_BYTES);
    const name = values.file_name ?? ownName;
    await courierOf(run).addAttachment(ref, name, content);
    return ATTACHED.row({ ...ref, name, content });
  },
});
