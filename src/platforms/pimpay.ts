import cancelPayment from '../creates/pimpay_cancel_payment';
import registerClient from '../creates/pimpay_register_client';
import reportStatus from '../creates/pimpay_report_status';
import requestPayment from '../creates/pimpay_request_payment';
import sendOrder from '../creates/pimpay_send_order';
import sendRegister from '../creates/pimpay_send_register';
import findBalance from '../searches/pimpay_find_balance';
import findClient from '../searches/pimpay_find_client';
import findRegister from '../searches/pimpay_find_register';
import { PIMPAY_FIELDS } from '../steps/pimpay/connection_form';
import { pimpayConnection, pimpayOf } from '../steps/pimpay/pimpay';
import paymentStatus from '../triggers/pimpay_payment_status';
import type { Platform } from './platform';

export const pimpay: Platform = {
  key: 'pimpay',
  name: 'PimPay',
  services: [{ value: 'pimpay', label: 'PimPay (payment intermediary)' }],
  connectionFields: Object.values(PIMPAY_FIELDS),
  test: async (run) => {
    const { companyCode } = pimpayConnection(run);
    await pimpayOf(run).checkKeys();
    return { label: companyCode === undefined ? 'PimPay' : `${companyCode} @ PimPay` };
  },
  triggers: [paymentStatus],
  creates: [sendOrder, reportStatus, sendRegister, registerClient, requestPayment, cancelPayment],
  searches: [findClient, findRegister, findBalance],
};
