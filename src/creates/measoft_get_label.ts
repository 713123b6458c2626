import { say } from '../language/language';
import { courierOf } from '../steps/measoft/courier';
import { several } from '../steps/measoft/kinds';
import { ORDER_REF } from '../steps/measoft/order_fields';
import { labels } from '../steps/label';
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

const LABELS = labels('label', '34534234');

export default create({
  key: 'measoft_get_label',
  noun: 'Label',
  label: 'Get Courier Label',
  description:
    'Gets a label or another printable document of one or more MeaSoft orders, as a PDF file that later steps can use.',
  form: FORM,
  output: LABELS.output,
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
    return LABELS.handOver(run, [...ordercode, ...orderno], pdf);
  },
});
