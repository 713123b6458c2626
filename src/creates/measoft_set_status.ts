import type { Create } from 'zapier-platform-core';
import { download } from '../core/download';
import { courierOf, nowFor } from '../steps/measoft/courier';
import { orderCode } from '../steps/measoft/fields';
import { MAX_FILE_BYTES, readFileName } from '../services/measoft/attachment';
import { ORDER_CODE } from '../services/measoft/fields';
import { PAYMENT_TYPES } from '../services/measoft/order_fields';
import { describeStatus, STATUS_CHOICES } from '../services/measoft/statuses';
import { formOf, perform } from '../zapier/run';

const STATUS = { key: 'status', label: 'Status' } as const;
const EVENT_TIME = { key: 'eventtime', label: 'Status Time' } as const;
const MESSAGE = { key: 'message', label: 'Message' } as const;
const PAYMENT_TYPE = { key: 'paytype', label: 'How It Was Paid' } as const;
const IMAGE = { key: 'image', label: 'Photo' } as const;
const IMAGE_NAME = { key: 'image_name', label: 'Photo Name' } as const;

export default {
  key: 'measoft_set_status',
  noun: 'Status',
  display: {
    label: 'Report Status as an Agent',
    description:
      'Reports the status of an order that another MeaSoft company gave to you as its agent (агент, субподрядчик).',
  },
  operation: {
    inputFields: [
      orderCode('AGENT', true),
      {
        ...STATUS,
        required: true,
        choices: STATUS_CHOICES,
        helpText: 'What happened to the order (статус). Pick it from the list, or enter its code.',
      },
      {
        ...EVENT_TIME,
        type: 'datetime',
        helpText: "When it happened, on the clocks of the Zap's time zone. Now, if you leave it empty.",
      },
      {
        ...MESSAGE,
        helpText: 'A remark, such as who received it or why it was refused (примечание).',
      },
      {
        ...PAYMENT_TYPE,
        choices: PAYMENT_TYPES,
        helpText: 'How the receiver paid (форма оплаты), if that is known now.',
      },
      {
        ...IMAGE,
        type: 'file',
        helpText: 'A photo of the parcel or of a signed paper. Map the file of an earlier step.',
      },
      {
        ...IMAGE_NAME,
        helpText:
          'The name of the photo with its ending, for example "photo1.jpg". The file\'s own name, if you leave it empty.',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const ordercode = form.requiredText(ORDER_CODE);
      const status = form
        .requiredMatching(STATUS, /^[A-Z_]+$/i, 'must be a code like DELIVERY')
        .toUpperCase();
      const given = form.localTime(EVENT_TIME);
      const message = form.text(MESSAGE);
      const paytype = form.choice(PAYMENT_TYPE, ['CASH', 'CARD', 'NO', 'OTHER']);
      const url = form.link(IMAGE);
      const givenName = readFileName(form, IMAGE_NAME);
      form.check();
      const eventTime = given ?? nowFor(run);
      const photo = url === undefined ? undefined : await download(run.http, url, MAX_FILE_BYTES);
      await courierOf(run).setStatus({
        orderCode: ordercode,
        status,
        eventTime,
        message,
        paytype,
        image: photo && { fileName: givenName ?? photo.name ?? 'photo', content: photo.content },
      });
      const { label, russian, final } = describeStatus(status);
      return {
        id: ordercode,
        ordercode,
        status,
        status_label: label,
        status_label_ru: russian,
        status_final: final,
        status_time: eventTime,
      };
    }),
    sample: {
      id: '34534234',
      ordercode: '34534234',
      status: 'PICKUPREADY',
      status_label: 'Ready at the pickup point',
      status_label_ru: 'Готов к выдаче',
      status_final: false,
      status_time: '2024-03-24 10:20:00',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'ordercode', label: 'Order Code', type: 'string' },
      { key: 'status', label: 'Status', type: 'string' },
      { key: 'status_label', label: 'Status Label', type: 'string' },
      { key: 'status_label_ru', label: 'Status Label in Russian', type: 'string' },
      { key: 'status_final', label: 'Status Is Final', type: 'boolean' },
      { key: 'status_time', label: 'Status Time', type: 'string' },
    ],
  },
} satisfies Create;
