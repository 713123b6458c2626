import type { Uses } from './use';

const RECEIVER = { recipient_name: 'Петров Пётр', recipient_phone: '8 (999) 000-00-02' };
const PARCEL = {
  ...RECEIVER,
  items: [{ item_name: 'Свеча', item_amount: '2', item_cost: '590' }],
  weight: '1200',
  length: '20',
  width: '15',
  height: '10',
};
const TO_THE_DOOR = {
  ...PARCEL,
  tariff_code: '137',
  from_city: '44',
  shipment_point: 'MSK65',
  to_city: '270',
  to_address: 'Красный пр., 1, кв. 2',
};

/** Orders that are there already, by how far they have come. */
export const ORDERS = {
  created: '72753031-0000-4000-8000-000000000001',
  moving: '72753031-0000-4000-8000-000000000002',
  delivered: '72753031-0000-4000-8000-000000000003',
  returned: '72753031-0000-4000-8000-000000000004',
} as const;

const report = (uuid: string, code: string): string =>
  JSON.stringify({
    type: 'ORDER_STATUS',
    date_time: '2026-03-09T12:20:02+0700',
    uuid,
    attributes: { number: 'SHOP-1001', code, status_date_time: '2026-03-09T12:20:00+0700', deleted: false },
  });

export const CDEK_USES: Uses = {
  connection: [{}],

  cdek_order_status: [{ told: report(ORDERS.created, 'CREATED') }],
  cdek_order_delivered: [{ told: report(ORDERS.delivered, 'DELIVERED') }],
  cdek_order_returned: [{ told: report(ORDERS.returned, 'NOT_DELIVERED') }],

  cdek_create_order: [
    { input: { ...TO_THE_DOOR, number: 'NEW-1' } },
    {
      input: {
        ...PARCEL,
        number: 'NEW-2',
        tariff_code: '136',
        from_city: 'Москва',
        from_address: 'ул. Петровка, 38',
        to_city: 'Новосибирск',
        delivery_point: 'NSK33',
        collect: 'yes',
        vat_rate: '20',
        delivery_recipient_cost: '290',
      },
    },
    { input: { ...TO_THE_DOOR, number: 'SHOP-1001', if_number_exists: 'existing' } },
  ],
  cdek_get_label: [
    { input: { order_uuid: [ORDERS.created] } },
    { input: { im_number: ['SHOP-1001'], form: 'orders', copy_count: '1' } },
  ],
  cdek_cancel_order: [{ input: { im_number: 'SHOP-1001' } }, { input: { order_uuid: ORDERS.moving } }],
  cdek_call_courier: [
    { input: { order_uuid: ORDERS.created, intake_date: '2026-04-01' } },
    {
      input: {
        intake_date: '01.04.2026',
        intake_time_from: '10:00',
        intake_time_to: '15:00',
        what: 'address',
        from_city: '44',
        from_address: 'ул. Петровка, 38',
        sender_name: 'Иванов',
        sender_phone: '+74950000001',
        name: 'Свечи',
        weight: '5000',
      },
    },
  ],

  cdek_find_order: [{ input: { im_number: 'SHOP-1001' } }, { input: { cdek_number: '9999999999' } }],
  cdek_calculate_delivery: [
    { input: { from_city: '44', to_city: '270', weight: '1200' } },
    { input: { from_city: 'Москва', to_city: 'Новосибирск', weight: '1200', tariff_code: '136' } },
  ],
  cdek_find_pickup_point: [{ input: { city: 'Москва' } }, { input: { code: 'NSK33' } }],
  cdek_find_city: [{ input: { city: 'Киров' } }, { input: { code: '44' } }],
};
