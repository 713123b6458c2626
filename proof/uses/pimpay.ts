import type { Uses } from './use';

const CLIENT = { tin: '7700000000' };

/** Of the vendor's example of a settlement. */
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
};
