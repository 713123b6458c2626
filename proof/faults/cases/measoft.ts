import { AGENT_ACCOUNT } from '../../../sandbox/measoft/accounts';
import type { Case } from '../case';
import type { CourierStage } from '../services/courier';

const FRESH = { orderno: '00032011' };
const RECEIVER = {
  receiver_person: 'Петров Пётр',
  receiver_phone: '8 (495) 123-45-67',
  receiver_town: 'Москва',
  receiver_address: 'Петровка, 38',
};

export const MEASOFT: Readonly<Record<string, Case<CourierStage>>> = {
  connection: {},
  measoft_status_changed: {},
  measoft_order_delivered: {},
  measoft_order_returned: {},
  measoft_status_event: {},
  measoft_new_settlement: {},
  measoft_find_order: { inputData: { orderno: 'SHOP-0996' } },
  measoft_find_town: { inputData: { name: 'Москва' } },
  measoft_find_pickup_point: { inputData: { town: 'Москва' } },
  measoft_calculate_delivery: { inputData: { townfrom: 'Москва', townto: 'Санкт-Петербург', mass: '5.1' } },
  measoft_find_goods_item: { inputData: { namecontains: 'а' } },
  measoft_create_order: { inputData: { ...RECEIVER, orderno: '1001', paytype: 'NO' } },
  measoft_update_order: { inputData: { ...FRESH, instruction: 'Позвонить за час' } },
  measoft_cancel_order: { inputData: FRESH },
  measoft_get_label: { inputData: { ordercode: ['0000032'] } },
  measoft_set_status: {
    authData: { login: AGENT_ACCOUNT.login, password: AGENT_ACCOUNT.password },
    inputData: ({ courier }) => ({
      ordercode: courier.orders.get('SHOP-0997').code,
      status: 'COMPLETE',
      eventtime: '2026-03-24T07:20:00Z',
    }),
  },
  measoft_add_attachment: { inputData: ({ fileUrl }) => ({ ...FRESH, file: fileUrl }) },
};

const STREAM: Case<CourierStage> = { inputData: { mode: 'stream', streamid: '4711' } };

/** What is remembered from poll to poll is all that keeps a stream whole. */
export const MEASOFT_STREAMS: Readonly<Record<string, readonly [settings: string, use: Case<CourierStage>]>> =
  {
    measoft_status_changed: ['in a stream', STREAM],
    measoft_order_delivered: ['in a stream', STREAM],
  };
