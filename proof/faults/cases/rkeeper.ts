import type { Case } from '../case';
import type { TillStage } from '../services/till';

const GUID = '{11111111-2222-4333-8444-555555555555}';
const ORDER = { order_guid: GUID };
const STATION = '15015';
const TABLE = '1000101';
const CASHIER = '1000018';
const CASH = '1';
const BORSCHT = [{ dish_id: '1000017', quantity: '2' }];

const OPEN =
  `<RK7CMD CMD="CreateOrder"><Order guid="${GUID}"><Table id="${TABLE}"/><Station id="${STATION}"/>` +
  '<Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>';
const FILL =
  `<RK7CMD CMD="SaveOrder"><Order guid="${GUID}"/><Session><Station id="${STATION}"/>` +
  '<Dish id="1000017" quantity="2000"/></Session></RK7CMD>';
const PAY =
  `<RK7CMD CMD="PayOrder"><Order guid="${GUID}"/><Station id="${STATION}"/><Cashier id="${CASHIER}"/>` +
  `<Payment id="${CASH}" amount="23800"/></RK7CMD>`;

/** What a waiter does at the till, where nobody asks for the licence of an application. */
function byHand(...commands: readonly string[]): (stage: TillStage) => Promise<void> {
  return async ({ till }) => {
    const { licenseMode } = till.switches;
    till.switches.licenseMode = 'lifetime';
    for (const command of commands) {
      const answer = await fetch(till.url, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from('zapier:till-secret').toString('base64')}`,
          'content-type': 'application/xml',
        },
        body: `<RK7Query>${command}</RK7Query>`,
      });
      const text = await answer.text();
      if (!text.includes('Status="Ok"')) throw new Error(`The till refuses what the case needs: ${text}`);
    }
    till.switches.licenseMode = licenseMode;
    till.journal.clear();
  };
}

const opened = byHand(OPEN);
const filled = byHand(OPEN, FILL);
const sold = byHand(OPEN, FILL, PAY);

export const RKEEPER: Readonly<Record<string, Case<TillStage>>> = {
  connection: {},
  rkeeper_new_order: { before: opened },
  rkeeper_order_closed: { before: sold },
  rkeeper_order_changed: { before: filled },
  rkeeper_receipt_paid: { before: sold },
  rkeeper_receipt_deleted: {
    before: async (stage) => {
      await sold(stage);
      const { orders } = stage.till;
      for (const receipt of orders.receipts) orders.deleteReceipt(receipt, receipt.cashier, undefined);
    },
  },
  rkeeper_order_event: { before: filled },
  rkeeper_license_expiring: { inputData: { days: '36500' } },
  rkeeper_find_order: { inputData: ORDER, before: filled },
  rkeeper_find_dish: { inputData: { name: 'латте', station: STATION } },
  rkeeper_check_license: {},
  rkeeper_create_order: { inputData: { external_id: 'site-1042', table: TABLE, station: STATION } },
  rkeeper_save_order: { inputData: { ...ORDER, station: STATION, dishes: BORSCHT }, before: opened },
  rkeeper_pay_order: {
    inputData: { ...ORDER, station: STATION, cashier: CASHIER, payments: [{ currency_id: CASH }] },
    before: filled,
  },
  rkeeper_submit_order: {
    inputData: {
      external_id: 'site-1043',
      table: TABLE,
      station: STATION,
      dishes: BORSCHT,
      payments: [{ currency_id: CASH }],
      cashier: CASHIER,
    },
  },
  rkeeper_return_goods: {
    inputData: ({ till }) => {
      const [receipt] = till.orders.receipts;
      return {
        receipt_guid: receipt?.guid,
        dishes: [{ line_guid: receipt?.dishes[0]?.guid, quantity: '1' }],
        station: STATION,
        cashier: CASHIER,
        reason: '1000300',
      };
    },
    before: sold,
  },
  rkeeper_void_order: {
    inputData: { ...ORDER, station: STATION, manager: '1', reason: '1000301' },
    before: filled,
  },
};
