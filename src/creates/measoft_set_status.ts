import { download } from '../core/download';
import { output, primary, text, yesNo } from '../core/output';
import { courierOf, nowFor } from '../steps/measoft/courier';
import { file, fileName, MAX_FILE_BYTES, orderCode, paymentType } from '../steps/measoft/kinds';
import { ORDER_REF } from '../steps/measoft/order_fields';
import { describeStatus, STATUS_CHOICES, STATUS_RULE, statusCode } from '../steps/measoft/statuses';
import { fields, line, type Kind } from '../zapier/fields';
import { create } from '../zapier/step';

/** Another code than those that are known may be entered, too. */
const status: Kind<string> = {
  show: { choices: STATUS_CHOICES },
  read: (form, field) =>
    statusCode(form.text(field) ?? '') ?? form.matching(field, /^[A-Z_]+$/i, STATUS_RULE),
  blank: '',
};

/** `YYYY-MM-DD HH:MM:SS` on the clocks of the Zap's zone. */
const localTime: Kind<string> = {
  show: {},
  read: (form, field) => form.localTime(field),
  blank: '',
};

const FORM = fields({
  ordercode: { ...ORDER_REF.ordercode, kind: orderCode('AGENT'), required: true },
  status: {
    label: 'Status',
    kind: status,
    required: true,
    help: 'What happened to the order (статус). Pick it from the list, or enter its code.',
  },
  eventtime: {
    label: 'Status Time',
    kind: localTime,
    help: "When it happened, on the clocks of the Zap's time zone. Now, if you leave it empty.",
  },
  message: {
    label: 'Message',
    kind: line,
    help: 'A remark, such as who received it or why it was refused (примечание).',
  },
  paytype: {
    label: 'How It Was Paid',
    kind: paymentType,
    help: 'How the receiver paid (форма оплаты), if that is known now.',
  },
  image: {
    label: 'Photo',
    kind: file,
    help: 'A photo of the parcel or of a signed paper. Map the file of an earlier step.',
  },
  image_name: {
    label: 'Photo Name',
    kind: fileName,
    help: 'The name of the photo with its ending, for example "photo1.jpg". The file\'s own name, if you leave it empty.',
  },
});

const REPORTED = output<{
  readonly orderCode: string;
  readonly status: string;
  readonly eventTime: string;
}>()({
  id: primary(text('ID', '34534234', (report) => report.orderCode)),
  ordercode: text('Order Code', '34534234', (report) => report.orderCode),
  status: text('Status', 'PICKUPREADY', ({ status }) => status),
  status_label: text(
    'Status Label',
    'Ready at the pickup point',
    ({ status }) => describeStatus(status).label,
  ),
  status_label_ru: text(
    'Status Label in Russian',
    'Готов к выдаче',
    ({ status }) => describeStatus(status).russian,
  ),
  status_final: yesNo('Status Is Final', false, ({ status }) => describeStatus(status).final),
  status_time: text('Status Time', '2024-03-24 10:20:00', ({ eventTime }) => eventTime),
});

export default create({
  key: 'measoft_set_status',
  noun: 'Status',
  label: 'Report Courier Status as an Agent',
  description:
    'Reports the status of an order that another MeaSoft company gave to you as its agent (агент, субподрядчик).',
  form: FORM,
  output: REPORTED,
  perform: async (run, values) => {
    const { ordercode, status, eventtime, message, paytype, image, image_name: name } = values;
    const photo = image === undefined ? undefined : await download(run.http, image, MAX_FILE_BYTES);
    const eventTime = await courierOf(run).setStatus(
      {
        orderCode: ordercode,
        status,
        eventTime: eventtime,
        message,
        paytype,
        image: photo && { fileName: name ?? photo.name ?? 'photo', content: photo.content },
      },
      nowFor(run),
    );
    return REPORTED.row({ orderCode: ordercode, status, eventTime });
  },
});
