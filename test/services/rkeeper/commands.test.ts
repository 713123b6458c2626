import { parseKopecks, parseThousandths } from '../../../src/core/money';
import { element } from '../../../src/core/xml';
import {
  buildQuery,
  calcOrderCommand,
  createOrderCommand,
  dishElement,
  getOrderCommand,
  orderListCommand,
  orderMenuCommand,
  packetElements,
  payOrderCommand,
  receiptListCommand,
  refDataCommand,
  returnGoodsCommand,
  saveOrderCommand,
  seqNumberCommand,
  systemInfoCommand,
  voidOrderCommand,
  type LicenseInfo,
  type NewOrder,
} from '../../../src/services/rkeeper/commands';
import type { XmlElement } from '../../../src/core/xml';

/** White space between elements is all that may differ from the vendor's print. */
const squeezed = (xml: string): string => xml.replace(/>\s+</g, '><').trim();

/** The command as it is sent, without the frame that every request has. */
function sent(command: XmlElement): string {
  const [, xml] =
    /^<\?xml version="1\.0" encoding="utf-8"\?><RK7Query>(.*)<\/RK7Query>$/s.exec(buildQuery(command)) ?? [];
  if (xml === undefined) throw new Error('There is no frame around the command.');
  return xml;
}

const LICENSE: LicenseInfo = {
  anchor: '6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993/17',
  licenseToken: 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb',
  instanceGuid: '{11111111-0000-0000-0000-000000000001}',
  seqNumber: 2,
};
const LICENSE_XML =
  '<LicenseInfo anchor="6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993/17" licenseToken="fe4e4c5a-3037-4f0c-8216-7b98be6d87bb">' +
  '<LicenseInstance guid="{11111111-0000-0000-0000-000000000001}" seqNumber="2"/></LicenseInfo>';
const ORDER = { guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}' };
const STATION = { id: '15015' };
const CASHIER = { id: '1000018' };

describe('the vendor’s sample of SaveOrder', () => {
  /** As printed, but for `orderident`: the schema spells it `orderIdent`, and so do we. */
  const SAMPLE = `
    <?xml version="1.0" encoding="utf-8"?>
    <RK7Query>
      <RK7CMD CMD="SaveOrder">
        <LicenseInfo anchor="6:655cee55-9999-9999-9999-a8ccf2017ef3#99999999/99" licenseToken="d5027209-9999-9999-9999-232753289b34">
          <LicenseInstance guid="ca456f569999d99997e9993b7c19994f" seqNumber="0"/>
        </LicenseInfo>
        <Order visit="546368833" orderident="256"/>
        <Session><Dish id="1025742" quantity="2000" price="150"/></Session>
      </RK7CMD>
    </RK7Query>`;

  it('comes out byte for byte, white space aside', () => {
    const packet = element(
      'Session',
      {},
      dishElement({
        dish: { id: '1025742' },
        quantity: parseThousandths(2),
        price: parseKopecks('1.50'),
        seat: undefined,
        modifiers: [],
      }),
    );
    const license: LicenseInfo = {
      anchor: '6:655cee55-9999-9999-9999-a8ccf2017ef3#99999999/99',
      licenseToken: 'd5027209-9999-9999-9999-232753289b34',
      instanceGuid: 'ca456f569999d99997e9993b7c19994f',
      seqNumber: 0,
    };
    const query = buildQuery(saveOrderCommand({ visit: '546368833', orderIdent: '256' }, [packet], license));
    expect(query).toBe(squeezed(SAMPLE.replace('orderident', 'orderIdent')));
  });
});

describe('the packets of SaveOrder', () => {
  it('are one for all dishes, and one for each discount and prepayment', () => {
    const packets = packetElements({
      station: STATION,
      dishes: [
        {
          dish: { id: '1000017' },
          quantity: parseThousandths(1),
          price: undefined,
          seat: 3,
          modifiers: [
            { modifier: { id: '1000200' }, count: 1 },
            { modifier: { code: '201' }, count: 2 },
          ],
        },
        {
          dish: { code: '18' },
          quantity: parseThousandths('0,35'),
          price: parseKopecks(119),
          seat: undefined,
          modifiers: [],
        },
      ],
      discounts: [
        { discount: { id: '9' }, amount: undefined },
        { discount: { id: '10' }, amount: parseKopecks(50) },
      ],
      prepayments: [{ currency: { id: '1' }, amount: parseKopecks(100) }],
    });
    expect(sent(saveOrderCommand(ORDER, packets))).toBe(
      '<RK7CMD CMD="SaveOrder"><Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}"/>' +
        '<Session><Station id="15015"/><Dish id="1000017" quantity="1000" seat="3"><Modi id="1000200" count="1"/><Modi code="201" count="2"/></Dish>' +
        '<Dish code="18" quantity="350" price="11900"/></Session>' +
        '<Session><Station id="15015"/><Discount id="9"/></Session>' +
        '<Session><Station id="15015"/><Discount id="10" amount="5000"/></Session>' +
        '<Session><Station id="15015"/><Prepay id="1" amount="10000"/></Session></RK7CMD>',
    );
  });
});

describe('the other writes', () => {
  const NEW: NewOrder = {
    ...ORDER,
    table: { code: '1' },
    station: STATION,
    waiter: { code: '5' },
    orderCategory: { id: '1' },
    orderType: { id: '2' },
    guests: 2,
    persistentComment: '«100500» & <b>',
    nonPersistentComment: 'two\nlines',
    externalProperties: [['source', 'zapier']],
  };

  it('open an order with its parts in the order of the schema, and text that arrives as it is', () => {
    expect(sent(createOrderCommand(NEW))).toBe(
      '<RK7CMD CMD="CreateOrder"><Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}" persistentComment="«100500» &amp; &lt;b&gt;" ' +
        'nonPersistentComment="two&#10;lines"><Table code="1"/><Station id="15015"/><Waiter code="5"/><OrderCategory id="1"/>' +
        '<OrderType id="2"/><Guests><Guest guestLabel="1"/><Guest guestLabel="2"/></Guests><ExternalProps><Prop name="source" ' +
        'value="zapier"/></ExternalProps></Order></RK7CMD>',
    );
  });

  it('leave out what was not filled in', () => {
    const bare: NewOrder = {
      ...NEW,
      station: undefined,
      waiter: undefined,
      orderCategory: undefined,
      orderType: undefined,
      guests: 1,
      persistentComment: undefined,
      nonPersistentComment: undefined,
      externalProperties: [],
    };
    expect(sent(createOrderCommand(bare))).toBe(
      '<RK7CMD CMD="CreateOrder"><Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}"><Table code="1"/><Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>',
    );
  });

  it('pay under a licence, which stands first', () => {
    const payments = [
      { currency: { id: '1' }, amount: parseKopecks(500) },
      { currency: { id: '1030240' }, amount: parseKopecks(100) },
    ];
    expect(sent(payOrderCommand(ORDER, STATION, CASHIER, payments, LICENSE))).toBe(
      `<RK7CMD CMD="PayOrder">${LICENSE_XML}<Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}"/><Station id="15015"/><Cashier id="1000018"/>` +
        '<Payment id="1" amount="50000"/><Payment id="1030240" amount="10000"/></RK7CMD>',
    );
  });

  it('return goods under the name of the schema and not that of the prose', () => {
    const goods = {
      station: STATION,
      cashier: CASHIER,
      reason: { id: '1000300' },
      receiptGuid: '{AAAAAAAA-0000-0000-0000-000000000001}',
      dishes: [{ lineGuid: '{BBBBBBBB-0000-0000-0000-000000000001}', quantity: parseThousandths(1) }],
    };
    expect(sent(returnGoodsCommand(goods, LICENSE))).toBe(
      `<RK7CMD CMD="MakeReturnGoods">${LICENSE_XML}<Station id="15015"/><Cashier id="1000018"/><Reason id="1000300"/>` +
        '<PrintCheck line_guid="{AAAAAAAA-0000-0000-0000-000000000001}"/><Dishes><Dish line_guid="{BBBBBBBB-0000-0000-0000-000000000001}" ' +
        'quantity="1000"/></Dishes></RK7CMD>',
    );
  });

  it('delete an order with all four parts that are required', () => {
    const voiding = {
      order: ORDER,
      station: STATION,
      manager: { id: '1' },
      reason: { guid: '{CCCCCCCC-0000-0000-0000-000000000001}' },
    };
    expect(sent(voidOrderCommand(voiding))).toBe(
      '<RK7CMD CMD="VoidOrder"><Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}"/><Station id="15015"/><Manager id="1"/>' +
        '<DeleteReason guid="{CCCCCCCC-0000-0000-0000-000000000001}"/></RK7CMD>',
    );
  });
});

describe('the questions', () => {
  it.each([
    [systemInfoCommand(), '<RK7CMD CMD="GetSystemInfo"/>'],
    [
      getOrderCommand({ visit: '7', orderIdent: '256' }),
      '<RK7CMD CMD="GetOrder"><Order visit="7" orderIdent="256"/></RK7CMD>',
    ],
    [
      seqNumberCommand({ ...LICENSE, seqNumber: undefined }),
      `<RK7CMD CMD="GetXMLLicenseInstanceSeqNumber">${LICENSE_XML.replace(' seqNumber="2"', '')}</RK7CMD>`,
    ],
    [
      calcOrderCommand(ORDER, STATION, CASHIER, { id: '1' }),
      '<RK7CMD CMD="CalcOrder2"><Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}"/><Station id="15015"/><Cashier id="1000018"/>' +
        '<Payments><Pay id="1" amount="0"/></Payments></RK7CMD>',
    ],
    [
      refDataCommand('CURRENCIES', 'items.(Ident,Code,Name)'),
      '<RK7CMD CMD="GetRefData" RefName="CURRENCIES" OnlyActive="1" PropMask="items.(Ident,Code,Name)"/>',
    ],
    [orderMenuCommand(STATION), '<RK7CMD CMD="GetOrderMenu" checkrests="1"><Station id="15015"/></RK7CMD>'],
    [
      orderListCommand('41'),
      '<RK7CMD CMD="GetOrderList" lastversion="41" needIdents="1" needCodes="1" needNames="1"/>',
    ],
    [receiptListCommand(), '<RK7CMD CMD="GetReceiptList"/>'],
  ])('are asked in the vendor’s words: %#', (command, xml) => {
    expect(sent(command)).toBe(xml);
  });
});
