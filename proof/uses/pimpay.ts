import type { Uses } from './use';

const ORDER = {
  id: '11113',
  tin: '7700000000',
  paymentFromRecipient: '8800',
  declaredOrderCost: '314',
};

const CLIENT = { tin: '7700000000' };

/** The register of the vendor's example of a settlement. */
const REGISTER = {
  ...CLIENT,
  num: '42423',
  date: '2020-02-12',
  sum: '8476',
  rows: [{ oid: '11111', ptp: '8486', pfr: '8800', dc: '270', cs: '44', ins: '0' }],
  txs: [{ txs_oid: '11111', val: '-10', cmt: 'packing' }],
};

export const PIMPAY_USES: Uses = {
  connection: [{}],

  pimpay_payment_status: [{}, { input: { statuses: ['pending', 'complete'] } }],

  pimpay_send_order: [
    { input: { ...ORDER, createdAt: '2024-03-22 17:08' } },
    {
      input: {
        ...ORDER,
        id: '11111',
        uniformPimpayDeliveryStatus: 'NEW',
        deliveryServiceExternalId: '14424',
        createdAt: '2024-03-22 17:08',
        items: [{ item_name: 'Свеча', item_value: '100', item_vatValue: '20' }],
        recipient_fio: 'Петров Пётр',
        destinationAddress: 'Москва, Петровка, 38',
        more: 'yes',
        deliveryService: 'top_delivery',
        currency: 'KZT',
        returnUtilization: 'yes',
      },
    },
  ],
  pimpay_send_register: [
    { input: { ...REGISTER, id: '6278' } },
    { input: { ...REGISTER, id: '6000', if_exists: 'existing' } },
  ],
  pimpay_report_status: [
    { input: { id: '11111', uniformPimpayDeliveryStatus: 'COMPLETE', time: '2024-03-24 14:10' } },
    {
      input: {
        id: '11112',
        uniformPimpayDeliveryStatus: 'return',
        customDeliveryStatus: 'Отказ',
        cost: '8 800',
      },
    },
  ],
  pimpay_register_client: [
    {
      input: {
        tin: '7700000002',
        legalEntityName: 'ООО "Ромашка"',
        shopName: 'Ромашка',
        email: 'shop@example.com',
        mobile: '8 (999) 000-00-02',
        agreement: '17',
      },
    },
  ],
  pimpay_request_payment: [
    {
      input: { ...CLIENT, externalId: 'PAY-6278', amount: '8476', purposeOfPayment: 'Оплата по сверке 6278' },
    },
    {
      input: {
        ...CLIENT,
        externalId: 'PAY-6000',
        amount: '1500,50',
        purposeOfPayment: 'Оплата по сверке 6000',
      },
    },
  ],
  pimpay_cancel_payment: [{ input: { id: '501' } }, { input: { externalId: 'PAY-6000' } }],

  pimpay_find_client: [{ input: CLIENT }, { input: { tin: '7700000009' } }],
  pimpay_find_register: [{ input: { id: '6000' } }, { input: { id: '9999' } }],
  pimpay_find_balance: [{ input: { tins: ['7700000000', '7700000001'] } }],
};
