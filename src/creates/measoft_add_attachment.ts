import type { Create } from 'zapier-platform-core';
import { download } from '../core/download';
import { courierOf } from '../steps/measoft/courier';
import { ORDER } from '../steps/measoft/fields';
import { MAX_FILE_BYTES, readFileName } from '../services/measoft/attachment';
import { readOrderRef } from '../services/measoft/fields';
import { formOf, perform } from '../zapier/run';

const FILE = { key: 'file', label: 'File' } as const;
const FILE_NAME = { key: 'file_name', label: 'File Name' } as const;

export default {
  key: 'measoft_add_attachment',
  noun: 'Attachment',
  display: {
    label: 'Add Attachment',
    description: 'Attaches a file, such as an invoice or a photo, to an order at a MeaSoft courier company.',
  },
  operation: {
    inputFields: [
      ...ORDER,
      {
        ...FILE,
        type: 'file',
        required: true,
        helpText: 'Map the file of an earlier step. It may have 10 MB at most.',
      },
      {
        ...FILE_NAME,
        helpText:
          'The name that the courier company sees, with its ending, for example "invoice.pdf". The file\'s own name, if you leave it empty.',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const ref = readOrderRef(form);
      form.require(FILE);
      const url = form.link(FILE);
      const givenName = readFileName(form, FILE_NAME);
      form.check();
      const { content, name = 'file' } = await download(run.http, url ?? '', MAX_FILE_BYTES);
      const fileName = givenName ?? name;
      await courierOf(run).addAttachment(ref, fileName, content);
      return {
        id: `${ref.orderCode ?? ref.orderNo ?? ''}/${fileName}`,
        ordercode: ref.orderCode ?? null,
        orderno: ref.orderNo ?? null,
        file_name: fileName,
        file_size: content.length,
      };
    }),
    sample: {
      id: '34534234/invoice.pdf',
      ordercode: '34534234',
      orderno: null,
      file_name: 'invoice.pdf',
      file_size: 24680,
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'ordercode', label: 'Order Code', type: 'string' },
      { key: 'orderno', label: 'Order Number', type: 'string' },
      { key: 'file_name', label: 'File Name', type: 'string' },
      { key: 'file_size', label: 'File Size (Bytes)', type: 'integer' },
    ],
  },
} satisfies Create;
