import reportStatus from '../creates/pimpay_report_status';
import sendRegister from '../creates/pimpay_send_register';
import { pimpayFields } from '../steps/pimpay/connection_form';
import { pimpayConnection, pimpayOf } from '../steps/pimpay/pimpay';
import type { Platform } from './platform';

export const pimpay: Platform = {
  key: 'pimpay',
  name: 'PimPay',
  services: [{ value: 'pimpay', label: 'PimPay (payment intermediary)' }],
  connectionFields: pimpayFields(),
  test: async (run) => {
    const { companyCode } = pimpayConnection(run);
    await pimpayOf(run).checkKeys();
    return { label: companyCode === undefined ? 'PimPay' : `${companyCode} @ PimPay` };
  },
  triggers: [],
  creates: [sendRegister, reportStatus],
  searches: [],
};
