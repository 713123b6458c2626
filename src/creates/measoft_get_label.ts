import type { Create } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { ORDER } from '../steps/measoft/fields';
import { ORDER_CODE, ORDER_NO } from '../services/measoft/fields';
import { formOf, perform } from '../zapier/run';

const FORM = { key: 'form', label: 'Print Form' } as const;

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

export default {
  key: 'measoft_get_label',
  noun: 'Label',
  display: {
    label: 'Get Courier Label',
    description:
      'Gets a label or another printable document of one or more MeaSoft orders, as a PDF file that later steps can use.',
  },
  operation: {
    inputFields: [
      ...ORDER.map((field) => ({ ...field, list: true })),
      {
        ...FORM,
        helpText:
          'The number of the print form (печатная форма): a label, a waybill and so on. Ask your courier company for its numbers. ' +
          'Leave it empty for the usual one.',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const codes = form.list(ORDER_CODE);
      const numbers = form.list(ORDER_NO);
      if (codes.length + numbers.length === 0)
        form.fault(`Fill in ${ORDER_CODE.label} or ${ORDER_NO.label}.`);
      const printForm = form.integer(FORM)?.toString();
      form.check();
      const refs = [
        ...codes.map((orderCode) => ({ orderCode, orderNo: undefined })),
        ...numbers.map((orderNo) => ({ orderCode: undefined, orderNo })),
      ];
      const pdf = await courierOf(run).label(refs, printForm);
      const names = [...codes, ...numbers];
      const fileName = fileNameOf(names);
      return {
        id: names.join(','),
        file: await run.stashFile(pdf, fileName, 'application/pdf'),
        file_name: fileName,
        file_size: pdf.length,
      };
    }),
    sample: {
      id: '34534234',
      file: 'https://zapier-dev-files.s3.amazonaws.com/cli-platform/label-34534234.pdf',
      file_name: 'label-34534234.pdf',
      file_size: 24680,
    },
    outputFields: [
      { key: 'id', label: 'Orders', type: 'string', primary: true },
      { key: 'file', label: 'PDF File', type: 'string' },
      { key: 'file_name', label: 'File Name', type: 'string' },
      { key: 'file_size', label: 'File Size (Bytes)', type: 'integer' },
    ],
  },
} satisfies Create;
