import { group, type Shape, value, values } from './shape';

/** The town of an order or of a price question. Clients send the region as a child, too; the courier reads the attribute. */
export const TOWN: Shape = {
  ...group(values('text', 'regioncode'), { regioncode: 'integer', country: 'text' }),
  text: 'text',
};

const WINDOW = {
  date: value('date'),
  time_min: value('time'),
  time_max: value('time'),
};

const PARTY = {
  ...values('text', 'company', 'person', 'phone', 'address'),
  contacts: { ...group(values('text', 'phone')), text: 'text' },
  town: TOWN,
  ...WINDOW,
} as const satisfies Record<string, Shape>;

const ITEM_ATTRIBUTES = {
  extcode: 'text',
  quantity: 'number',
  mass: 'number',
  retprice: 'amount',
  inshprice: 'number',
  VATrate: 'integer',
  barcode: 'text',
  article: 'text',
  itemcode: 'text',
  textArticle: 'text',
  volume: 'number',
  length: 'number',
  width: 'number',
  height: 'number',
  origincountry: 'text',
  GTD: 'text',
  excise: 'text',
  suppcompany: 'text',
  suppphone: 'text',
  suppINN: 'text',
  governmentCode: 'text',
  type: ['1', '2', '3', '4', '6'],
} as const;

/** Packages of an order or of a price question. */
export const PACKAGES: Shape = group({
  package: value('text', {
    code: 'text',
    strbarcode: 'text',
    mass: 'number',
    length: 'number',
    width: 'number',
    height: 'number',
    message: 'text',
    quantity: 'integer',
  }),
});

const BODY = {
  sender: group(PARTY, { type: 'text', module: 'text', module_version: 'text', cms_version: 'text' }),
  receiver: group({
    ...PARTY,
    ...values('text', 'inn', 'zipcode', 'pvz', 'deliveryPIN'),
    coords: value('text', { lat: 'number', lon: 'number' }),
  }),
  ...values('yes or no', 'pickup', 'return', 'receiverpays', 'acceptpartially'),
  ...values('integer', 'quantity', 'service', 'return_service', 'type', 'return_type'),
  ...values('number', 'return_weight', 'discount', 'overall_volume'),
  // Wrong amounts and weights have codes of their own, so their form is judged order by order.
  ...values('text', 'weight', 'price', 'inshprice'),
  ...values('text', 'enclosure', 'instruction', 'department', 'costcode', 'userid', 'groupid'),
  paytype: value(['CASH', 'CARD', 'NO', 'OTHER']),
  deliveryprice: value('number', { VATrate: 'integer' }),
  packages: PACKAGES,
  deliveryset: group(
    { below: value('text', { below_sum: 'number', price: 'number' }) },
    { above_price: 'number', return_price: 'number', VATrate: 'integer' },
  ),
  advprices: group({ advprice: group(values('text', 'code', 'value')) }),
} as const satisfies Record<string, Shape>;

/** Telemetry of shop modules beside the orders: read and ignored. */
const TELEMETRY = value('text', {
  type: 'text',
  module: 'text',
  module_version: 'text',
  cms_version: 'text',
});

/** `neworder` */
export const NEW_ORDER: Shape = group(
  {
    sender: TELEMETRY,
    order: group(
      { ...BODY, barcode: value('text'), items: group({ item: value('text', ITEM_ATTRIBUTES) }) },
      { orderno: 'text' },
    ),
  },
  { newfolder: 'yes or no' },
);

/** `editorder`: no barcode, and lines bear the courier's code. */
export const EDIT_ORDER: Shape = group({
  sender: TELEMETRY,
  order: group(
    { ...BODY, items: group({ item: value('text', { ...ITEM_ATTRIBUTES, code: 'text' }) }) },
    { orderno: 'text', ordercode: 'text' },
  ),
});
