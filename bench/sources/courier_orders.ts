import type { Source } from './source';

/** A poll hands over the newest, 10 MB of them: so many of these orders. */
const MOST_HANDED_OVER = 5_729;

export const courierOrders: Source = {
  title: 'Poll of a courier (measoft_status_changed)',
  items: 'orders',
  method: 'triggers.measoft_status_changed.operation.perform',
  authData: {
    service: 'measoft',
    login: 'test',
    password: 'secret of the benchmark',
    courier_code: '8',
    api_url: '{url}',
  },
  contentType: 'text/xml; charset=utf-8',
  results: (size) => Math.min(size, MOST_HANDED_OVER),
  answers: (size) => {
    const orders = Array.from({ length: size }, (_, index) => courierOrder(index)).join('');
    const head = '<?xml version="1.0" encoding="UTF-8"?>';
    const answer = Buffer.from(`${head}<statusreq count="${size}">${orders}</statusreq>`);
    return () => answer;
  },
};

/** As statusreq tells it. */
function courierOrder(index: number): string {
  const number = 1001 + index;
  return (
    `<order orderno="SHOP-${number}" awb="" orderno2="" ordercode="${34_534_234 + index}" givencode=""><barcode>SHOP${number}</barcode>` +
    '<sender><company>Shop LLC</company><person/><phone/><town code="2" regioncode="78" regionname="Санкт-Петербург">Санкт-Петербург</town>' +
    '<address/><date/><time_min/><time_max/></sender><receiver><company>Private person</company><person>Петров Пётр</person>' +
    '<phone>+7 (495) 123-45-67</phone><contacts><phone>+74951234567</phone></contacts><inn/><zipcode/>' +
    '<town code="1" regioncode="77" regionname="Москва">Москва</town><address>Петровка, 38</address><pvz/><date>2026-03-24</date>' +
    '<time_min>10:00</time_min><time_max>18:00</time_max><coords lat="55.7287" lon="37.6447"/><deliveryPIN/></receiver>' +
    '<pickup>NO</pickup><return>NO</return><weight>4.1</weight><return_weight/><quantity>2</quantity><paytype code="1">CASH</paytype>' +
    '<print_check>YES</print_check><service>1</service><return_service>1</return_service><type>1</type><return_type>1</return_type>' +
    '<waittime>0</waittime><price>387.50</price><inshprice>237.50</inshprice><enclosure/><instruction/><basestatus code="0"/>' +
    '<receiverpays>NO</receiverpays><acceptpartially>YES</acceptpartially>' +
    '<status eventstore="Москва" eventtime="2026-03-24 14:10:00" createtimegmt="2026-03-24 11:12:05" message="" title="Доставлен">COMPLETE</status>' +
    '<statushistory><status eventstore="Москва" eventtime="2026-03-22 17:08:43" createtimegmt="2026-03-22 14:08:43" message="" title="Новый" country="RU">NEW</status>' +
    '</statushistory><customstatecode>1</customstatecode><clientstatecode/><department/><deliveredto>Петров</deliveredto>' +
    '<delivereddate>2026-03-24</delivereddate><deliveredtime>14:10</deliveredtime><items><item code="34533" quantity="1" mass="0.1" ' +
    'retprice="37.5" barcode="2345625213125" returns="0">Race car</item></items></order>'
  );
}
